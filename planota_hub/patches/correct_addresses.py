# SPDX-License-Identifier: GPL-3.0-only
"""Phone numbers that can be dialled and addresses without a dot at the end, for sites that took them as they came."""

import frappe

from planota_hub.guards.documents import get_own_doctypes
from planota_hub.rules.fields import correct_phone, read_email_address

# kind of field -> what a wrong value looks like, and what corrects it
FAULTS = {"Email": ("%.", read_email_address), "Phone": ("%386 0%", correct_phone)}


def execute() -> None:
	"""Once, in every field of the app's own documents that holds one; a second time finds nothing."""
	for doctype in sorted(get_own_doctypes()):
		meta = frappe.get_meta(doctype)
		if meta.issingle or meta.get("is_virtual"):
			continue
		for df in meta.fields:
			if df.fieldtype == "Data" and df.options in FAULTS:
				correct_field(doctype, df.fieldname, *FAULTS[df.options])


def correct_field(doctype: str, fieldname: str, likely: str, correct) -> None:
	filters = {fieldname: ("like", likely)}
	for row in frappe.get_all(
		doctype, filters, ["name", fieldname], order_by="name asc", limit_page_length=0
	):
		value = correct(row[fieldname])
		if value and value != row[fieldname]:
			frappe.db.set_value(doctype, row.name, fieldname, value, update_modified=False)
