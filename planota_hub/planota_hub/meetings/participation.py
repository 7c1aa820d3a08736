# SPDX-License-Identifier: GPL-3.0-only
"""Who took part in meetings (hook `hub_participation`)."""

from datetime import date as Date

import frappe
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Lower
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.metrics.queries import as_term, is_within
from planota_hub.planota_hub.meetings.rules import HELD_STAGES
from planota_hub.planota_hub.taking_part.participation import CAME, PLACES, as_participation

MEETING = "Hub Meeting"


def get_participation(first: Date, last: Date) -> QueryBuilder | None:
	"""Return who stands in the minutes of meetings that were held, each with whether they were present."""
	if not frappe.has_permission(MEETING, "read"):
		return None
	meeting, participant = DocType(MEETING), DocType("Meeting Participant")
	rows = (
		frappe.qb.from_(meeting)
		.join(participant)
		.on((participant.parent == meeting.name) & (participant.parenttype == MEETING))
		.where(meeting.stage.isin(sorted(HELD_STAGES)))
		.where(is_within(meeting.starts_on, first, last) & visible(MEETING))
	)
	return as_participation(
		rows,
		occasion=meeting.name,
		held_on=meeting.starts_on,
		kind=MEETING,
		ngo=participant.ngo,
		mailbox=Lower(participant.email),
		person=Lower(participant.person_name),
		attendance=Case().when(participant.attendance == "Present", as_term(CAME)).else_(as_term("")),
		**{place: meeting[place] for place in PLACES},
	)
