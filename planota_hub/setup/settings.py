# SPDX-License-Identifier: GPL-3.0-only
"""Defaults of Hub Settings.

The framework stores the defaults of a Single when its DocType is new, but not those of fields that a later
version of the app adds: such a field would be read as empty, whatever default its definition names.
"""

import frappe


def create_settings() -> None:
	"""Store the default of every field of Hub Settings that the site knows nothing of yet."""
	singles = frappe.qb.DocType("Singles")
	rows = frappe.qb.from_(singles).select(singles.field).where(singles.doctype == "Hub Settings").run()
	known = {fieldname for (fieldname,) in rows}
	for df in frappe.get_meta("Hub Settings").fields:
		if df.default and df.fieldname not in known:
			frappe.db.set_single_value("Hub Settings", df.fieldname, df.default)
