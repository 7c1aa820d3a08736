# SPDX-License-Identifier: GPL-3.0-only
"""Who belongs to a network, body or consortium, and so is invited to its meetings.

Each area answers for its own DocTypes through the hook `hub_meeting_members`: DocType -> function that gets the
name of the record and returns its members of today, a list of dicts with the fields of Meeting Participant
(`ngo` or `stakeholder`, `person_name`, `email`, `has_vote`), and where each has a seat, its `member`: the name of what
gives the vote.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import flt

from planota_hub.planota_hub.meetings.rules import get_members_count

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting


def add_members(meeting: "HubMeeting") -> int:
	"""Put those members on the list of the invited who are not on it, and save; return how many came.

	The first time, the meeting takes over the quorum of a body.

	Raises:
	        frappe.ValidationError: when the meeting is nobody's whose members the hub knows.
	"""
	handlers = frappe.get_hooks("hub_meeting_members").get(meeting.meeting_of_doctype or "")
	if not handlers or not meeting.meeting_of:
		frappe.throw(_("Please choose first whose meeting it is: of a network, a body or a consortium."))
	known = {get_key(row) for row in meeting.participants}
	new = [
		{fieldname: value for fieldname, value in row.items() if fieldname != "member"}
		for row in frappe.get_attr(handlers[-1])(meeting.meeting_of)
		if get_key(frappe._dict(row)) not in known
	]
	meeting.extend("participants", new)
	if new:
		meeting.quorum_needed = meeting.quorum_needed or get_quorum(meeting)
		meeting.save()
	return len(new)


def get_quorum(meeting: "HubMeeting") -> int:
	"""Return how many votes the rule of the body asks for: more than its percentage; 0 without such a rule."""
	if not frappe.get_meta(meeting.meeting_of_doctype).has_field("quorum_percent"):
		return 0
	percent = flt(frappe.db.get_value(meeting.meeting_of_doctype, meeting.meeting_of, "quorum_percent"))
	return int(get_members_count(meeting) * percent / 100) + 1 if percent else 0


def get_key(row) -> tuple:
	"""Return what makes two rows the same invitation."""
	return row.get("ngo") or row.get("stakeholder"), (row.get("person_name") or "").casefold()
