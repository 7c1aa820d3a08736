# SPDX-License-Identifier: GPL-3.0-only
"""The number card of events: it counts what its reader may see, and leads to the list behind the number."""

import frappe
from frappe.utils import now

from planota_hub.figures.visible_rows import count_visible
from planota_hub.permissions import require_desk
from planota_hub.planota_hub.events.kind import EVENT


@frappe.whitelist()
def get_upcoming_events(filters: str | list | None = None) -> dict:
	"""Return the number card of the announced events that are still to come.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	conditions = {"stage": ("in", ["Announced", "Closed"]), "starts_on": (">", now())}
	return {
		"value": count_visible(EVENT, conditions),
		"fieldtype": "Int",
		"route": ["List", EVENT],
		"route_options": {fieldname: list(condition) for fieldname, condition in conditions.items()},
	}
