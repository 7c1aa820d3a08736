# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which election and which ballot; see `planota_hub.permissions`.

For whom a ballot is stands at permission level 1: Hub Officers write it once and don't read it again, Hub
Managers read it, nobody else does.
"""

from frappe.query_builder import Criterion, DocType

from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import ELECTION
from planota_hub.local_networks.elections.rules import PUBLIC_STAGES
from planota_hub.permissions import (
	ALL_NGO_ROLES,
	any_of,
	get_represented_ngos_query,
	get_roles,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE

READERS = frozenset({"Hub Mentor", "Network Coordinator", PORTAL_ROLE})


def get_election_condition(user: str) -> Criterion | None:
	"""Return the condition on Representative Election for a user: what is public, for all but staff and auditors."""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	election = DocType(ELECTION)
	reasons = [election.stage.isin(PUBLIC_STAGES)] if roles & READERS else []
	return any_of(reasons, election, user)


def get_ballot_condition(user: str) -> Criterion | None:
	"""Return the condition on Election Ballot for a user: a representative sees those of the own NGOs."""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	ballot = DocType(BALLOT)
	reasons = [ballot.ngo.isin(get_represented_ngos_query(user))] if PORTAL_ROLE in roles else []
	return any_of(reasons, ballot, user)
