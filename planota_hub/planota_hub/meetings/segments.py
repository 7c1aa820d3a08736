# SPDX-License-Identifier: GPL-3.0-only
"""A segment on the list of the invited: its members of today, those who agreed to be written to, each with or without a vote.

A vote is put to a segment in this way: whoever of it has a vote at a meeting has one in the votes of the meeting.
"""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import cint

from planota_hub.planota_hub.briefings.audience import find_audience, get_reason_label
from planota_hub.planota_hub.meetings.members import get_key
from planota_hub.planota_hub.meetings.rules import COMING_STAGES
from planota_hub.planota_hub.segments.conditions import PEOPLE
from planota_hub.planota_hub.segments.members import get_segment
from planota_hub.planota_hub.segments.uses import note_use
from planota_hub.rules.readable import show_number
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.briefings.audience import Addressee
	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting

# of each a row of the list, which is drawn and saved as a whole
MOST_INVITED = 500


def add_segment(meeting: "HubMeeting", segment: str, has_vote: bool) -> dict:
	"""Put the members of a segment on the list of the invited, and save.

	Returns:
		`added`, how many came; `known`, how many were on the list; `left_out`, how many are not invited, by reason.

	Raises:
		frappe.ValidationError: for a meeting that is over, or more people than a list takes.
		frappe.PermissionError: for a segment that the user may not use.
	"""
	if meeting.stage not in COMING_STAGES:
		refuse(meeting, "stage", _("only to a meeting that is still to come can others be invited."))
	chosen = get_segment(segment)
	audience = find_audience([{"recipient_type": "Audience Segment", "segment": segment}])
	# of a segment of organisations each is invited once, whoever of it stands on the list
	tell_apart = get_key if chosen.holds in PEOPLE else get_organisation
	known = {tell_apart(row) for row in meeting.participants}
	rows = [as_participant(one, has_vote) for one in audience.addressees]
	new = list({tell_apart(row): row for row in rows if tell_apart(row) not in known}.values())
	if len(meeting.participants) + len(new) > MOST_INVITED:
		message = _("the list would have {0} rows, but takes {1}; please narrow the segment down.")
		number = show_number(len(meeting.participants) + len(new))
		refuse(meeting, "participants", message.format(number, show_number(MOST_INVITED)))
	if new:
		meeting.extend("participants", new)
		meeting.save()
		note_use(chosen, meeting.doctype, meeting.name)
	return {
		"added": len(new),
		"known": len(rows) - len(new),
		"left_out": {get_reason_label(reason): number for reason, number in audience.count_reasons().items()},
	}


def get_organisation(row) -> str | None:
	return row.get("ngo") or row.get("stakeholder")


def as_participant(addressee: "Addressee", has_vote: bool) -> dict:
	"""Return the row of somebody who is invited; an organisation without a person is written to at its own address."""
	fieldname = "ngo" if addressee.recipient_doctype == "NGO" else "stakeholder"
	person = {"person_name": addressee.person, "email": addressee.email} if addressee.person else {}
	return {fieldname: addressee.recipient, **person, "has_vote": cint(has_vote)}
