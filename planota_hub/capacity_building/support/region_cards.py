# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of the region that are more than a count of records."""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import getdate, today

from planota_hub.capacity_building.report.support_delivered.support_delivered import select
from planota_hub.capacity_building.support.ledger import LEDGER
from planota_hub.permissions import require_desk

Filters = str | list | None


@frappe.whitelist()
def get_supported_municipalities(filters: Filters = None) -> dict:
	"""Return the number card of the municipalities whose NGOs got support since the first of January.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	period = {"from_date": f"{getdate(today()).year}-01-01", "to_date": today()}
	municipality = DocType(LEDGER).municipality
	return {
		"value": select(frappe._dict(period)).select(Count(municipality).distinct()).run()[0][0],
		"fieldtype": "Int",
		"route": ["query-report", "Support Delivered"],
		"route_options": {**period, "group_by": "Municipality"},
	}
