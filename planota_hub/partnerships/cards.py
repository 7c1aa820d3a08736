# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of partnerships that are more than a count of records; each counts what its reader may see."""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Sum
from frappe.utils import add_days, cint, getdate, today

from planota_hub.figures.visible_rows import count_visible, visible
from planota_hub.partnerships.action_plans.progress import ACTION, OPEN_STATUSES
from planota_hub.permissions import require_desk

Filters = str | list | None
SOON_DAYS = 30


@frappe.whitelist()
def get_actions_due_soon(filters: Filters = None) -> dict:
	"""Return the number card of the open joint actions that are due within 30 days.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	days = [today(), add_days(today(), SOON_DAYS)]
	conditions = {"status": ("in", list(OPEN_STATUSES)), "due_on": ("between", days)}
	return {
		"value": count_visible(ACTION, conditions),
		"fieldtype": "Int",
		"route": ["List", ACTION],
		"route_options": {fieldname: list(condition) for fieldname, condition in conditions.items()},
	}


@frappe.whitelist()
def get_reach_this_year(filters: Filters = None) -> dict:
	"""Return the number card of the people whom promotion reached since the first of January.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	first_day = f"{getdate(today()).year}-01-01"
	activity = DocType("Promotion Activity")
	is_counted = (activity.activity_date >= first_day) & (activity.status == "Carried Out")
	query = frappe.qb.from_(activity).select(Sum(activity.reach)).where(is_counted)
	reach = query.where(visible("Promotion Activity")).run()[0][0]
	return {
		"value": cint(reach),
		"fieldtype": "Int",
		"route": ["List", "Promotion Activity"],
		"route_options": {"activity_date": [">=", first_day], "status": "Carried Out"},
	}
