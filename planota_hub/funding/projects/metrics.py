# SPDX-License-Identifier: GPL-3.0-only
"""What the money of funded projects can prove: one row per entry of spending."""

from datetime import date

import frappe
from frappe.utils import getdate

from planota_hub.metrics.registry import accepts


@accepts("funded_project")
def get_spending(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return what was spent in funded projects from `start` to `end`, both included, each entry with its amount.

	Args:
	        filters: `funded_project`.
	"""
	conditions = {"parenttype": "Funded Project", "spent_on": ("between", [start, end])}
	if filters and filters.get("funded_project"):
		conditions["parent"] = filters["funded_project"]
	rows = frappe.get_all(
		"Project Spending",
		conditions,
		["name", "spent_on", "amount"],
		order_by="spent_on asc, name asc",
		limit_page_length=0,
	)
	return [
		{
			"doctype": "Project Spending",
			"name": row.name,
			"date": getdate(row.spent_on),
			"value": row.amount,
		}
		for row in rows
	]
