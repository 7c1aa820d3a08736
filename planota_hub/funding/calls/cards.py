# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of calls and applications that are more than a count of records.

Each counts what its reader may see, and leads to the list behind the number.
"""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Sum
from frappe.utils import add_days, cint, flt, getdate, today

from planota_hub.figures.visible_rows import count_visible, visible
from planota_hub.funding.applications.figures import APPLICATION, APPROVED
from planota_hub.funding.calls.status import CALL, get_closing_soon_filters
from planota_hub.permissions import require_desk

Filters = str | list | None
FIRST_DAY = "1900-01-01"


@frappe.whitelist()
def get_calls_closing_soon(filters: Filters = None) -> dict:
	"""Return the number card of the open calls that close within the days of Hub Settings.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	conditions = get_closing_soon_filters()
	operator, days = conditions["closes_on"]
	return {
		"value": count_visible(CALL, conditions),
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
	# a list takes an empty day for one that has passed, unless it is asked for the days between two
	until = ("between", [FIRST_DAY, str(add_days(today(), days))])
	conditions = {"stage": "Approved", "next_report_due": until}
	return {
		"value": count_visible(APPLICATION, conditions),
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
	application = DocType(APPLICATION)
	is_won = application.stage.isin(sorted(APPROVED)) & (application.decided_on >= first_day)
	query = frappe.qb.from_(application).select(Sum(application.granted_amount)).where(is_won)
	return {
		"value": flt(query.where(visible(APPLICATION)).run()[0][0]),
		"fieldtype": "Currency",
		"route": ["List", APPLICATION],
		"route_options": {"stage": ["in", ["Approved", "Completed"]], "decided_on": [">=", first_day]},
	}
