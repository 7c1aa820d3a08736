# SPDX-License-Identifier: GPL-3.0-only
"""Counters that many people raise in the same moment: always by one statement of the database.

A counter is a field of a record that says how many others belong to it. Whoever changes one of these others
adds to the counter; nobody reads it first and writes it back, so none is lost.
"""

import frappe
from frappe.model.document import Document
from frappe.utils import cint


def add_to_counter(doctype: str, name: str, fieldname: str, number: int) -> None:
	"""Add a number to a counter; no edit of the record as such."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.update(table).where(table.name == name)
	query.set(table[fieldname], table[fieldname] + number).run()
	frappe.clear_document_cache(doctype, name)


def keep_counter(doc: Document, fieldname: str) -> None:
	"""Give a document that is about to be saved its counter as it stands now, with its row locked."""
	stored = None if doc.is_new() else frappe.db.get_value(doc.doctype, doc.name, fieldname, for_update=True)
	doc.set(fieldname, cint(stored))
