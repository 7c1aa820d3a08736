# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about events (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.events.kind import EVENT, REGISTRATION, get_event_kinds
from planota_hub.planota_hub.segments.deeds import Asked, Deed


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Event",
			_("Took part in an event"),
			_("Did not take part in an event"),
			select_attended,
			record=EVENT,
			kinds=get_event_kinds,
			has_period=True,
		),
	)


def select_attended(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return whose people attended an event: one that is named, or one of a kind."""
	event, registration = DocType(EVENT), DocType(REGISTRATION)
	held = frappe.qb.from_(event).select(event.name).where(visible(EVENT))
	held = asked.within(held, event.starts_on)
	if asked.record:
		held = held.where(event.name == asked.record)
	if asked.choice:
		held = held.where(event.event_kind == asked.choice)
	attended = (registration.attendance == "Attended") & registration.ngo.isnotnull()
	query = frappe.qb.from_(registration).select(registration.ngo).where(attended)
	return query.where(registration.event.isin(held)).where(visible(REGISTRATION))
