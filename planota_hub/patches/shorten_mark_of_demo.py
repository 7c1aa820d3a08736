# SPDX-License-Identifier: GPL-3.0-only
"""Demo records wear a mark that is no English any more."""

import frappe
from frappe.query_builder import CustomFunction

from planota_hub.demo.marking import DEMO_TAG

BEFORE = "Demo data"
Replace = CustomFunction("replace", ["text", "before", "after"])


def execute() -> None:
	"""Give the new mark to what wears the former one; a second time finds nothing."""
	link = frappe.qb.DocType("Tag Link")
	marked = frappe.qb.from_(link).select(link.document_type).distinct().where(link.tag == BEFORE)
	doctypes = [doctype for (doctype,) in marked.run()]
	if not doctypes:
		return
	if not frappe.db.exists("Tag", DEMO_TAG):
		frappe.get_doc({"doctype": "Tag", "name": DEMO_TAG}).insert(ignore_permissions=True)
	for doctype in filter(frappe.db.table_exists, doctypes):
		table = frappe.qb.DocType(doctype)
		changed = frappe.qb.update(table).set(table._user_tags, Replace(table._user_tags, BEFORE, DEMO_TAG))
		changed.where(table._user_tags.like(f"%{BEFORE}%")).run()
	frappe.qb.update(link).set(link.tag, DEMO_TAG).where(link.tag == BEFORE).run()
	frappe.delete_doc("Tag", BEFORE, ignore_permissions=True, delete_permanently=True)
