# SPDX-License-Identifier: GPL-3.0-only
"""Numbers that nobody has given: the database keeps 0 in their place, so their names are noted beside them.

A DocType whose numbers may be unknown has the field `unknown_numbers`, with the names of those that are, between
commas. Whatever reads such a number asks `get_known`; whatever sets one on the server calls `set_known`.
"""

import frappe
from frappe.model.document import Document
from frappe.utils import cstr, flt

from planota_hub.rules.readable import show_value

FIELD = "unknown_numbers"
NUMBERS = ("Int", "Float", "Currency", "Percent")


def note_unknown_numbers(doc: Document, method: str | None = None) -> None:
	"""Note which numbers of a document and its rows are unknown (hook `before_save` of every DocType of the hub).

	Nothing in a field means unknown. A 0 is a figure, unless it is the one that the database put in the place of
	a number that was noted as unknown.
	"""
	for part in [doc, *doc.get_all_children()]:
		if part.meta.has_field(FIELD):
			names = [df.fieldname for df in get_optional_numbers(part.meta)]
			part.set(FIELD, join(name for name in names if get_known(part, name) is None))


def get_optional_numbers(meta) -> list:
	"""Return the fields of a DocType whose number may be unknown."""
	return [df for df in meta.get("fields", {"fieldtype": ("in", NUMBERS)}) if not df.reqd]


def get_known(row: dict | Document, fieldname: str) -> float | None:
	"""Return a number, None when it is unknown; `row` has the number and the field `unknown_numbers`."""
	value = row.get(fieldname)
	if value in (None, ""):
		return None
	return None if not flt(value) and f",{fieldname}," in cstr(row.get(FIELD)) else value


def get_said(doc: Document, df) -> object | None:
	"""Return what a document says in a field, None when it says nothing; a 0 that is known is said."""
	if df.fieldtype in NUMBERS and doc.meta.has_field(FIELD):
		return get_known(doc, df.fieldname)
	return doc.get(df.fieldname) or None


def set_known(row: Document, fieldname: str, value: float | None) -> None:
	"""Set a number on the server; None stands for unknown."""
	noted = set(cstr(row.get(FIELD)).strip(",").split(",")) - {fieldname, ""}
	row.set(fieldname, value)
	row.set(FIELD, join(sorted(noted | {fieldname} if value is None else noted)))


def fill_in(doc: Document, values: dict) -> None:
	"""Write what a form says into a document; a number of 0 is known from then on, None makes it unknown."""
	may_be_unknown = doc.meta.has_field(FIELD)
	for fieldname, value in values.items():
		field = doc.meta.get_field(fieldname)
		if may_be_unknown and field and field.fieldtype in NUMBERS:
			set_known(doc, fieldname, value)
		else:
			doc.set(fieldname, value)


def show_known(row: dict | Document, fieldname: str, nothing: str = "–", doctype: str | None = None) -> str:
	"""Return a number as its reader writes it, `nothing` when it is unknown; for prints and pages.

	Args:
	        doctype: of a row that is no document.
	"""
	value = get_known(row, fieldname)
	field = frappe.get_meta(doctype or row.doctype).get_field(fieldname)
	if value is None:
		return nothing
	return show_value(value, field)


def join(names) -> str | None:
	text = ",".join(names)
	return f",{text}," if text else None
