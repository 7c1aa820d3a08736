# SPDX-License-Identifier: GPL-3.0-only
"""Who works in the demo region, and for whom."""

import frappe

MANAGER, OFFICER, MENTOR = "manager@example.org", "officer@example.org", "mentor@example.org"


def find_ngo(ngo_name: str) -> str | None:
	"""Return the verified organisation of a name; None when the site has none."""
	filters = {"ngo_name": ngo_name, "stage": "Verified"}
	return frappe.db.get_value("NGO", filters, "name", order_by="creation asc")


def find(doctype: str, fieldname: str, value: str) -> str | None:
	"""Return the oldest record with a value; None when the site has none."""
	return frappe.db.get_value(doctype, {fieldname: value}, "name", order_by="creation asc")
