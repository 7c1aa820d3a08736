# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of capacity building that are more than a count of records.

Each counts what its reader may see, and leads to the list behind the number.
"""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Sum
from frappe.utils import flt, getdate, now, today

from planota_hub.figures.visible_rows import count_visible, visible
from planota_hub.permissions import require_desk

Filters = str | list | None


@frappe.whitelist()
def get_hours_this_year(filters: Filters = None) -> dict:
	"""Return the number card of the hours of support delivered since the first of January.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	first_day = f"{getdate(today()).year}-01-01"
	entry = DocType("Support Entry")
	hours = (
		frappe.qb.from_(entry)
		.select(Sum(entry.hours))
		.where(entry.posting_date.between(first_day, today()))
		.where(visible("Support Entry"))
		.run()[0][0]
	)
	return {
		"value": flt(hours, 2),
		"fieldtype": "Float",
		"route": ["List", "Support Entry"],
		"route_options": {"posting_date": ["between", [first_day, today()]]},
	}


@frappe.whitelist()
def get_upcoming_workshops(filters: Filters = None) -> dict:
	"""Return the number card of the announced workshops that are still to come.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	conditions = {"stage": ("in", ["Announced", "Closed"]), "starts_on": (">", now())}
	return {
		"value": count_visible("Training Workshop", conditions),
		"fieldtype": "Int",
		"route": ["List", "Training Workshop"],
		"route_options": {fieldname: list(condition) for fieldname, condition in conditions.items()},
	}


@frappe.whitelist()
def get_plans_short_of_hours(filters: Filters = None) -> dict:
	"""Return the number card of the active plans that have not reached their threshold yet.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	conditions = {"stage": "Active", "progress_percent": ("<", 100)}
	return {
		"value": count_visible("Development Plan", conditions),
		"fieldtype": "Int",
		"route": ["List", "Development Plan"],
		"route_options": {"stage": "Active", "progress_percent": ["<", 100]},
	}
