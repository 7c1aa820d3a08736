# SPDX-License-Identifier: GPL-3.0-only
"""Empty the links that lead into a script, from before such links were refused."""

import html

import frappe
from frappe.utils import cstr

from planota_hub.rules.links import FILE_TYPES
from planota_hub.rules.text import INVISIBLE

SCRIPTS = ("javascript:", "vbscript:", "data:")


def execute() -> None:
	modules = frappe.get_module_list("planota_hub")
	doctypes = frappe.get_all("DocType", {"module": ("in", modules)}, pluck="name", order_by="name asc")
	for doctype in doctypes:
		for df in frappe.get_meta(doctype).fields:
			if df.fieldtype in FILE_TYPES or (df.fieldtype == "Data" and df.options == "URL"):
				empty_script_links(doctype, df.fieldname)


def empty_script_links(doctype: str, fieldname: str) -> None:
	if frappe.get_meta(doctype).issingle:
		if leads_into_script(frappe.db.get_single_value(doctype, fieldname)):
			frappe.db.set_single_value(doctype, fieldname, None, update_modified=False)
		return
	filters = {fieldname: ("like", "%:%")}
	for row in frappe.get_all(
		doctype, filters, ["name", fieldname], order_by="name asc", limit_page_length=0
	):
		if leads_into_script(row[fieldname]):
			frappe.db.set_value(doctype, row.name, fieldname, None, update_modified=False)


def leads_into_script(link: str | None) -> bool:
	"""Tell whether a browser could read a link as a script: blanks and line breaks in it do not count."""
	plain = "".join(INVISIBLE.sub("", html.unescape(cstr(link))).split())
	return plain.lower().startswith(SCRIPTS)
