# SPDX-License-Identifier: GPL-3.0-only
"""A record that segments name in their conditions was merged with another: they name that one from now on."""

import frappe
from frappe.utils import cstr

from planota_hub.planota_hub.segments.conditions import CONDITION, FIELD
from planota_hub.planota_hub.segments.fields import split


def follow_renamed(doctype: str, kept: str, merged: str) -> None:
	"""Write the kept record in the place of the merged one, in conditions on fields that lead to such records."""
	filters = {"subject": FIELD, "value": ("like", f"%{merged}%")}
	fields = ["name", "field_doctype", "fieldname", "operator", "value"]
	for row in frappe.get_all(CONDITION, filters, fields, order_by="name asc"):
		field = (
			frappe.get_meta(row.field_doctype).get_field(cstr(row.fieldname)) if row.field_doctype else None
		)
		is_name = row.fieldname == "name" and row.field_doctype == doctype
		if not is_name and (not field or field.fieldtype != "Link" or field.options != doctype):
			continue
		frappe.db.set_value(CONDITION, row.name, "value", replace(row, kept, merged))


def replace(row: frappe._dict, kept: str, merged: str) -> str:
	"""Return the value of a condition with the one name in the place of the other, each once."""
	if row.operator not in ("in", "not in"):
		return kept if row.value == merged else row.value
	names = dict.fromkeys(kept if name == merged else name for name in split(row))
	return frappe.as_json(list(names), indent=None)
