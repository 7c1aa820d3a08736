"""Defaults of Hub Settings.

A Single keeps no row for a field that was never saved, and is then read as empty, whatever default its
definition names; so the defaults are written once, and again for every field that a later version adds.
"""

import frappe

CONSENT_TEXT = (
	"We agree that the hub enters our organisation and the data given here in its register of NGOs and uses "
	"them to inform, support and represent us. We can see, correct and withdraw them at any time."
)


def create_settings() -> None:
	"""Write the default of every field of Hub Settings that was never saved."""
	singles = frappe.qb.DocType("Singles")
	rows = frappe.qb.from_(singles).select(singles.field).where(singles.doctype == "Hub Settings").run()
	saved = {fieldname for (fieldname,) in rows}
	defaults = {df.fieldname: df.default for df in frappe.get_meta("Hub Settings").fields if df.default}
	defaults["consent_text"] = CONSENT_TEXT
	missing = {fieldname: value for fieldname, value in defaults.items() if fieldname not in saved}
	for fieldname, value in missing.items():
		frappe.db.set_single_value("Hub Settings", fieldname, value)
