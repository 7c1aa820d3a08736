# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of calls and applications that are more than a count of records.

Each counts what its reader may see, and leads to the list behind the number.
"""

import frappe
from frappe.utils import add_days, cint, getdate, today

from planota_hub.funding.applications.figures import APPLICATION, get_readable_applications, summarise
from planota_hub.funding.calls.status import CALL, get_closing_soon_filters
from planota_hub.permissions import require_desk

Filters = str | list | None


@frappe.whitelist()
def get_calls_closing_soon(filters: Filters = None) -> dict:
	"""Return the number card of the open calls that close within the days of Hub Settings.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	conditions = get_closing_soon_filters()
	calls = frappe.get_list(
		CALL, filters=conditions, pluck="name", order_by="closes_on asc", limit_page_length=0
	)
	operator, days = conditions["closes_on"]
	return {
		"value": len(calls),
		"fieldtype": "Int",
		"route": ["List", CALL],
		"route_options": {"status": "Open", "closes_on": [operator, days]},
	}


@frappe.whitelist()
def get_reports_due(filters: Filters = None) -> dict:
	"""Return the number card of the running projects with a report that is overdue or due soon.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	days = cint(frappe.get_cached_doc("Hub Settings").report_reminder_days)
	conditions = {"stage": "Approved", "next_report_due": ("<=", str(add_days(today(), days)))}
	applications = frappe.get_list(
		APPLICATION, filters=conditions, pluck="name", order_by="next_report_due asc", limit_page_length=0
	)
	return {
		"value": len(applications),
		"fieldtype": "Int",
		"route": ["List", APPLICATION],
		"route_options": {"stage": "Approved", "next_report_due": list(conditions["next_report_due"])},
	}


@frappe.whitelist()
def get_amount_won_this_year(filters: Filters = None) -> dict:
	"""Return the number card of what NGOs were granted since the first of January, in the site's currency.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	first_day = f"{getdate(today()).year}-01-01"
	figures = summarise(get_readable_applications([["decided_on", ">=", first_day]]))
	return {
		"value": figures["granted"],
		"fieldtype": "Currency",
		"route": ["List", APPLICATION],
		"route_options": {"stage": ["in", ["Approved", "Completed"]], "decided_on": [">=", first_day]},
	}
