# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which meeting; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	any_of,
	get_granted_municipalities,
	get_represented_ngos_query,
	get_roles,
)

MEETING = "Hub Meeting"


def get_meeting_condition(user: str) -> Criterion | None:
	"""Return the condition on Hub Meeting for a user; None when there is no limit.

	A coordinator sees the meetings in the granted municipalities. Everybody with a log-in sees those that they
	organise, or answer for a decision of, and once the invitations are out those to which they, or an NGO that
	they represent, are invited.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	meeting = DocType(MEETING)
	reasons = [
		(meeting.organiser == user) | (meeting.owner == user),
		(meeting.stage != "Planned") & meeting.name.isin(get_invitations_query(user)),
		meeting.name.isin(get_responsibilities_query(user)),
	]
	if "Network Coordinator" in roles:
		reasons.append(meeting.municipality.isin(get_granted_municipalities(user) or [""]))
	if user == "Guest":
		reasons = []
	return any_of(reasons, meeting, user)


def get_invitations_query(user: str):
	"""Return a query for the names of the meetings to which a user or one of the own NGOs is invited."""
	row = DocType("Meeting Participant")
	invited = (row.email == user) | row.ngo.isin(get_represented_ngos_query(user))
	return frappe.qb.from_(row).select(row.parent).where((row.parenttype == MEETING) & invited)


def get_responsibilities_query(user: str):
	"""Return a query for the names of the meetings with a decision for which a user answers."""
	row = DocType("Meeting Decision")
	answers = (row.parenttype == MEETING) & (row.responsible == user)
	return frappe.qb.from_(row).select(row.parent).where(answers)
