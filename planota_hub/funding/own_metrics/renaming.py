# SPDX-License-Identifier: GPL-3.0-only
"""A record that definitions name in their filters was merged with another: they name that one from now on."""

import frappe

from planota_hub.funding.own_metrics.offers import DEFINITION
from planota_hub.planota_hub.segments.renaming import replace


def follow_renamed(doctype: str, kept: str, merged: str) -> None:
	"""Write the kept record in the place of the merged one, in filters that lead to such records; answers a `Key`."""
	named = {"filters_json": ("like", f"%{merged}%")}
	for row in frappe.get_all(DEFINITION, named, ["name", "filters_json"], order_by="name asc"):
		filters = [follow(doctype, kept, merged, one) for one in frappe.parse_json(row.filters_json)]
		frappe.db.set_value(DEFINITION, row.name, "filters_json", frappe.as_json(filters, indent=None))


def follow(doctype: str, kept: str, merged: str, one: list) -> list:
	table, fieldname, operator, value = one
	field = frappe.get_meta(table).get_field(fieldname) if frappe.db.exists("DocType", table) else None
	if not field or field.fieldtype != "Link" or field.options != doctype:
		return one
	return [table, fieldname, operator, replace(frappe._dict(operator=operator, value=value), kept, merged)]
