# SPDX-License-Identifier: GPL-3.0-only
"""The framework's importer for files that are understood by the hub: refuses a row with its reasons, keeps rows of tables."""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.core.doctype.data_import.importer import Importer
from frappe.model.document import Document

from planota_hub.sheets.columns import ID, get_autoname_field
from planota_hub.sheets.import_file import HubImportFile, Refused

if TYPE_CHECKING:
	from frappe.core.doctype.data_import.data_import import DataImport


class HubImporter(Importer):
	"""Imports a file into a DocType of the hub, record by record, each with its line in the log."""

	def __init__(self, data_import: "DataImport", import_file: HubImportFile):
		# not the framework's: it would read the file in its own way
		self.doctype = data_import.reference_doctype
		self.console = self.use_sniffer = False
		self.data_import = data_import
		self.import_type = data_import.import_type
		self.template_options = frappe.parse_json(data_import.template_options or "{}")
		self.import_file = import_file

	def process_doc(self, doc: frappe._dict) -> Document:
		"""Insert or update one record.

		Raises:
		        frappe.ValidationError: for a record of which a row can't be read.
		"""
		if isinstance(doc, Refused):
			frappe.throw("<br>".join(doc.reasons), title=_("Not Imported"))
		return super().process_doc(doc)

	def update_record(self, doc: frappe._dict) -> Document:
		"""Change what the file says of a record. Rows of its tables that the file does not name stay."""
		name = doc.get(get_autoname_field(self.doctype) or ID)
		if not frappe.db.exists(self.doctype, name):
			frappe.throw(_("There is no record with the ID {0}.").format(frappe.bold(name)))
		stored = frappe.get_doc(self.doctype, name)
		for table in stored.meta.get_table_fields():
			if table.fieldname in doc:
				doc[table.fieldname] = join_rows(stored, table, doc[table.fieldname])
		return super().update_record(doc)


def join_rows(stored: Document, table: frappe._dict, rows: list[dict]) -> list[dict]:
	"""Return the rows of a table as they will be: those of the file put into the stored ones, new ones below.

	A row of the file is that stored one which has its ID, or else all of its required values.

	Raises:
	        frappe.ValidationError: for an ID of another record, and for values that two rows have.
	"""
	joined = [row.as_dict() for row in stored.get(table.fieldname)]
	for row in rows:
		known = find_row(joined, table, row)
		if known is None:
			joined.append(make_row(table, row))
		else:
			known.update(row)
	return joined


def find_row(joined: list[dict], table: frappe._dict, row: dict) -> dict | None:
	if name := row.get(ID):
		for one in joined:
			if one.get(ID) == name:
				return one
		refuse_row(table, _("the row {0} does not belong to this record.").format(frappe.bold(name)))
	needed = [df.fieldname for df in frappe.get_meta(table.options).fields if df.reqd]
	if not needed or not all(row.get(fieldname) for fieldname in needed):
		return None
	same = [one for one in joined if all(is_same(one.get(name), row[name]) for name in needed)]
	if len(same) > 1:
		refuse_row(table, _("several rows are meant. Add a column with the ID of the row."))
	return same[0] if same else None


def is_same(one: Any, other: Any) -> bool:
	return str(one) == str(other)


def make_row(table: frappe._dict, values: dict) -> dict:
	"""Return a new row with what the form would put into it."""
	row = frappe.new_doc(table.options, parentfield=table.fieldname, as_dict=True)
	row.update(values)
	return row


def refuse_row(table: frappe._dict, message: str) -> None:
	frappe.throw(_("{0}: {1}").format(_(table.label, context=table.parent), message))
