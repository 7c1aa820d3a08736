# SPDX-License-Identifier: GPL-3.0-only
"""Fields that the hub adds to DocTypes of others, and takes away again."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields


def add_fields(doctype: str, fields: list[dict]) -> None:
	"""Add fields to one DocType; its table is changed, which commits, only when a column is missing."""
	if not all(frappe.db.has_column(doctype, row["fieldname"]) for row in fields):
		create_custom_fields({doctype: fields})
		return
	frappe.flags.in_create_custom_fields = True
	try:
		for row in fields:
			frappe.get_doc({"doctype": "Custom Field", "dt": doctype, **row}).insert(ignore_permissions=True)
	finally:
		frappe.flags.in_create_custom_fields = False
	frappe.clear_cache(doctype=doctype)


def remove_field(doctype: str, fieldname: str) -> None:
	"""Remove one field; its column stays, as the framework leaves it, but empty."""
	name = frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": fieldname})
	if name:
		if frappe.db.exists("DocType", doctype) and frappe.db.has_column(doctype, fieldname):
			table = frappe.qb.DocType(doctype)
			frappe.qb.update(table).set(table[fieldname], None).where(table[fieldname].isnotnull()).run()
		frappe.delete_doc("Custom Field", name, ignore_permissions=True, force=True)
	frappe.db.delete("Property Setter", {"doc_type": doctype, "field_name": fieldname})
