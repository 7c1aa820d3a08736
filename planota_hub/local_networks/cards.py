# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of local networks that are more than a count of records."""

import frappe
from frappe.utils import getdate, today

from planota_hub.figures.visible_rows import count_visible
from planota_hub.local_networks import metrics
from planota_hub.local_networks.bodies.coverage import get_seats, summarise
from planota_hub.local_networks.bodies.mandates import BODY
from planota_hub.local_networks.needs.stages import NEED
from planota_hub.local_networks.needs.traceability import get_orphans
from planota_hub.local_networks.networks.membership import NETWORK
from planota_hub.metrics.queries import count_rows
from planota_hub.permissions import require_desk

Filters = str | list | None


@frappe.whitelist()
def get_orphan_needs(filters: Filters = None) -> dict:
	"""Return the number card of the accepted needs that nobody has answered for too long.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	orphans = [need["name"] for need in get_orphans()]
	return {
		"value": count_visible(NEED, {"name": ("in", orphans or [""])}),
		"fieldtype": "Int",
		"route": ["query-report", "Need to Outcome"],
		"route_options": {"only": "Orphans"},
	}


@frappe.whitelist()
def get_vacant_seats(filters: Filters = None) -> dict:
	"""Return the number card of the seats that nobody holds today, in the bodies that the reader may see.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	bodies = frappe.get_list(
		BODY, {"status": "Active"}, pluck="name", order_by="name asc", limit_page_length=0
	)
	return {
		"value": summarise(get_seats(bodies)).vacant,
		"fieldtype": "Int",
		"route": ["query-report", "Body Coverage"],
	}


@frappe.whitelist()
def get_municipalities_in_dialogue(filters: Filters = None) -> dict:
	"""Return the number card of the municipalities with permanent dialogue, as the metric of funders counts them.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	frappe.has_permission(NETWORK, "read", throw=True)
	day = getdate(today())
	return {
		"value": count_rows(metrics.get_municipalities_in_dialogue(day, day)),
		"fieldtype": "Int",
		"route": ["query-report", "Network Health"],
	}
