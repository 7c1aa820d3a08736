# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which vote of members; see `planota_hub.permissions`. How somebody voted in secret nobody ever sees."""

from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import ALL_NGO_ROLES, any_of, get_roles
from planota_hub.planota_hub.votes.secrecy import VOTE


def get_vote_condition(user: str) -> Criterion | None:
	"""Return the condition on Member Vote for a user: a coordinator sees the votes that they hold or entered.

	Whoever votes sees the vote by the personal link, never in the Desk.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	vote = DocType(VOTE)
	reasons = []
	if "Network Coordinator" in roles:
		reasons.append((vote.responsible == user) | (vote.owner == user))
	return any_of(reasons, vote, user)
