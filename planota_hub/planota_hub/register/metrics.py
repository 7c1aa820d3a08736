# SPDX-License-Identifier: GPL-3.0-only
"""What the register can prove: one row per counted NGO, for indicators and for the report of the hub."""

from datetime import date

import frappe
from frappe.utils import add_days, getdate

from planota_hub.metrics.registry import accepts


@accepts(lasting=True)
def get_registered_ngos(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return the NGOs of the register that were verified until `end` and are active now.

	Args:
	        filters: further ones on NGO.
	"""
	rows = frappe.get_all(
		"NGO",
		{**(filters or {}), "stage": "Verified", "verified_on": ("<", add_days(getdate(end), 1))},
		["name", "verified_on"],
		order_by="verified_on asc, name asc",
		limit_page_length=0,
	)
	return [
		{"doctype": "NGO", "name": row.name, "date": getdate(row.verified_on), "value": 1, "ngo": row.name}
		for row in rows
	]
