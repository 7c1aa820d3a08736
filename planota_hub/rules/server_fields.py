# SPDX-License-Identifier: GPL-3.0-only
"""Fields that only the server sets, whatever a form, an import or the API sends."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document


def begin_server_fields(doc: Document, fieldnames: Iterable[str]) -> None:
	"""Begin a new document with what the server knows; its intake may have set the rest (`flags.intake`)."""
	given = doc.flags.intake or {}
	for fieldname in fieldnames:
		doc.set(fieldname, given.get(fieldname))
	doc.source = doc.source or get_source()


def get_source() -> str:
	"""Return the way on which a document comes in."""
	if frappe.flags.in_import:
		return "Import"
	return "Web Form" if frappe.flags.in_web_form else "Desk"


def keep_server_fields(doc: Document, fieldnames: Iterable[str]) -> None:
	"""Leave the owner and the fields of a stored document as they are stored; a new one is left alone."""
	if before := doc.get_doc_before_save():
		for fieldname in fieldnames:
			doc.set(fieldname, before.get(fieldname))
		doc.owner = before.owner


def reset_server_fields(doc: Document, fieldnames: Iterable[str]) -> None:
	"""Leave the fields as they are stored; a new document begins without them."""
	before = doc.get_doc_before_save()
	for fieldname in fieldnames:
		doc.set(fieldname, before.get(fieldname) if before else None)
