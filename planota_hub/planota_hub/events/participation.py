# SPDX-License-Identifier: GPL-3.0-only
"""Who took part in events (hook `hub_participation`)."""

from datetime import date as Date

from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.planota_hub.events.kind import EVENT, KIND
from planota_hub.planota_hub.taking_part.participation import of_registrations


def get_participation(first: Date, last: Date) -> QueryBuilder | None:
	"""Return the confirmed registrations for events that were held, by the kind of event."""
	return of_registrations(KIND, frozenset({"Held"}), DocType(EVENT).event_kind, first, last)
