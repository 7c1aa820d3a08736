# SPDX-License-Identifier: GPL-3.0-only
"""Who was reached by an event (hook `hub_reached`)."""

from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.planota_hub.events.kind import EVENT, REGISTRATION
from planota_hub.planota_hub.outreach.reached import EVENT as CHANNEL
from planota_hub.planota_hub.outreach.reached import NGO, as_reached, limit


def get_events(first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return the NGOs whose people attended an event that was held, each once for each event."""
	event, registration = DocType(EVENT), DocType(REGISTRATION)
	came = (
		frappe.qb.from_(event)
		.join(registration)
		.on(registration.event == event.name)
		.where((event.stage == "Held") & (registration.attendance == "Attended"))
		.where(registration.ngo.isnotnull() & (registration.ngo != ""))
		.distinct()
	)
	return as_reached(
		limit(came, event.starts_on, first, last),
		organisation_doctype=NGO,
		organisation=registration.ngo,
		reached_on=event.starts_on,
		channel=CHANNEL,
		doctype=EVENT,
		name=event.name,
		title=event.event_title,
		municipality=event.municipality,
	)
