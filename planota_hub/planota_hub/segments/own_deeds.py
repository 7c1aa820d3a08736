# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about briefings, meetings and every other channel (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.briefings.deliveries import INFORMED
from planota_hub.planota_hub.meetings.rules import HELD_STAGES
from planota_hub.planota_hub.outreach.reached import select_reached
from planota_hub.planota_hub.segments.deeds import NGO, STAKEHOLDER, Asked, Deed

RECIPIENT, MEETING = "Briefing Recipient", "Hub Meeting"


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Reached",
			_("Reached on any channel"),
			_("Not reached on any channel"),
			select_reached_names,
			(NGO, STAKEHOLDER),
			has_period=True,
		),
		Deed(
			"Briefing",
			_("Informed by a briefing"),
			_("Not informed by a briefing"),
			select_informed,
			(NGO, STAKEHOLDER),
			record="Stakeholder Briefing",
			has_period=True,
		),
		Deed(
			"Meeting",
			_("Present at a meeting"),
			_("Not present at a meeting"),
			select_present,
			(NGO, STAKEHOLDER),
			has_period=True,
		),
	)


def select_reached_names(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who was reached, by whomever and however.

	Whose records they are is not asked: somebody who was reached by others is not one of those not reached.
	"""
	reached = select_reached(asked.first, asked.last, doctype).as_("reached_by_any")
	return frappe.qb.from_(reached).select(reached["organisation"]).where(reached["organisation"].isnotnull())


def select_informed(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who got a message of a briefing."""
	recipient = DocType(RECIPIENT)
	told = recipient.status.isin(INFORMED) & (recipient.recipient_doctype == doctype)
	query = (
		frappe.qb.from_(recipient).select(recipient.recipient).where(told & recipient.recipient.isnotnull())
	)
	if asked.record:
		query = query.where(recipient.briefing == asked.record)
	return asked.within(query.where(visible(RECIPIENT)), recipient.delivered_on)


def select_present(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who was present at a meeting that was held."""
	row, meeting = DocType("Meeting Participant"), DocType(MEETING)
	column = row[frappe.scrub(doctype)]
	held = frappe.qb.from_(meeting).select(meeting.name).where(meeting.stage.isin(sorted(HELD_STAGES)))
	held = asked.within(held.where(visible(MEETING)), meeting.starts_on)
	present = (row.parenttype == MEETING) & (row.attendance == "Present") & column.isnotnull()
	return frappe.qb.from_(row).select(column).where(present & row.parent.isin(held))
