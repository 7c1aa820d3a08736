# SPDX-License-Identifier: GPL-3.0-only
"""How a document is refused because of one field: its label, then what is expected; and how an answer says so."""

import json

import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.rules.missing_fields import note_missing
from planota_hub.rules.text import field_label


def refuse(doc: Document, fieldname: str, message: str, title: str | None = None) -> None:
	"""Refuse a document because of one field.

	Args:
	        message: what is expected, without the name of the field.
	"""
	text = _("{0}: {1}").format(field_label(doc, fieldname), message)
	frappe.throw(text, title=title or _("Please Check"))


def refuse_missing(
	doc: Document, fieldname: str, message: str, title: str | None = None, also: tuple[str, ...] = ()
) -> None:
	"""Refuse a document in which a field is empty that a step needs; a number is empty when it is 0.

	Args:
	        message: says what is expected; the label of the field is put before it.
	        also: fields that a form offers beside this one when it asks for it; they may stay empty.

	Raises:
	        frappe.MandatoryError: with the label of the field, unless the form asks for it (`missing_fields`).
	"""
	if doc.get(fieldname) or note_missing(doc, fieldname, message, also):
		return
	frappe.throw(
		_("{0}: {1}").format(field_label(doc, fieldname), message),
		frappe.MandatoryError,
		title=title or _("Missing Value"),
	)


def as_server_messages(message: str) -> str:
	"""Return what is said of a refused request as the scripts of the framework read it: `_server_messages` of an answer."""
	return json.dumps([json.dumps({"message": message, "indicator": "red"})])
