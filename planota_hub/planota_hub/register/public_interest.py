# SPDX-License-Identifier: GPL-3.0-only
"""NGOs with the status of acting in the public interest: whose status ends soon.

The status is granted by a ministry under the Non-Governmental Organisations Act (ZNOrg) and entered with
the day on which it ends; an NGO that misses the day loses tax relief and points in calls for funding.
"""

import frappe
from frappe.utils import add_days, getdate, nowdate

from planota_hub.permissions import require_desk

WARNING_DAYS = 90


def expiring_filters() -> list[list]:
	"""Return the list filters of verified NGOs whose status ends within `WARNING_DAYS` from today."""
	return [
		["NGO", "stage", "=", "Verified"],
		["NGO", "has_public_interest_status", "=", 1],
		["NGO", "public_interest_valid_until", "between", [nowdate(), add_days(nowdate(), WARNING_DAYS)]],
	]


def has_valid_status(ngo: frappe._dict) -> bool:
	"""Tell whether an NGO has the status today; a status without an end has no known one."""
	valid_until = ngo.public_interest_valid_until
	return bool(ngo.has_public_interest_status) and (not valid_until or getdate(valid_until) >= getdate())


def is_expiring(ngo: frappe._dict) -> bool:
	"""Tell whether an NGO's status ends within `WARNING_DAYS` from today."""
	valid_until = ngo.public_interest_valid_until
	return (
		has_valid_status(ngo)
		and bool(valid_until)
		and getdate(valid_until) <= getdate(add_days(nowdate(), WARNING_DAYS))
	)


@frappe.whitelist()
def get_expiring_card(filters: str | list | None = None) -> dict:
	"""Return the number card: how many of the NGOs the reader may see, and the list behind the number.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	expiring = frappe.get_list(
		"NGO", filters=expiring_filters(), pluck="name", order_by="name asc", limit_page_length=0
	)
	return {
		"value": len(expiring),
		"fieldtype": "Int",
		"route": ["List", "NGO"],
		"route_options": {
			fieldname: [operator, value] for _doctype, fieldname, operator, value in expiring_filters()
		},
	}
