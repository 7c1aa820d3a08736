# SPDX-License-Identifier: GPL-3.0-only
"""What a step still needs, noted instead of refused: so a form can ask for all of it before the step is taken.

The rules that refuse an empty field are the only place that knows which fields a step needs. While `noting_missing` is
open they write down what they would have refused and go on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import frappe
from frappe.model.document import Document

FLAG = "hub_missing_fields"


@dataclass(frozen=True)
class MissingField:
	"""An empty field that a step needs.

	Attributes:
	        fieldname: of the document, or of one of its rows.
	        message: what is expected, in words.
	        table: field of the table that the row stands in; empty for the document itself.
	        row: name of the row.
	        also: fields beside this one that may be filled in with it.
	"""

	fieldname: str
	message: str
	table: str = ""
	row: str = ""
	also: tuple[str, ...] = ()


@contextmanager
def noting_missing() -> Iterator[list[MissingField]]:
	"""Collect the empty fields that rules would refuse meanwhile; nothing is to be saved of what happens within."""
	before = frappe.flags.get(FLAG)
	missing: list[MissingField] = []
	frappe.flags[FLAG] = missing
	try:
		yield missing
	finally:
		frappe.flags[FLAG] = before


def note_missing(doc: Document, fieldname: str, message: str, also: tuple[str, ...] = ()) -> bool:
	"""Note an empty field where somebody collects them; tell whether it was noted, so that nothing is refused."""
	missing = frappe.flags.get(FLAG)
	if missing is None:
		return False
	is_row = bool(doc.get("parentfield"))
	table, row = (doc.parentfield, str(doc.name)) if is_row else ("", "")
	entry = MissingField(fieldname, message, table, row, also)
	if entry not in missing:
		missing.append(entry)
	return True
