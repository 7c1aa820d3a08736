# SPDX-License-Identifier: GPL-3.0-only
"""A file that is to be imported: its columns and cells understood, its rows made into documents or refused.

The framework's importer asks for the same things of its own `ImportFile`; here each cell has its right value or its row a
reason. What was understood is shown before the import begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, escape_html

from planota_hub.rules.decimals import write_decimal
from planota_hub.rules.readable import show_day, show_moment
from planota_hub.sheets.cells import NUMBERS, Reader, make_reader
from planota_hub.sheets.columns import ID, Column, Fields, get_autoname_field
from planota_hub.sheets.numbers import find_marks
from planota_hub.sheets.reading import read_sheet
from planota_hub.sheets.records import Records
from planota_hub.sheets.table import Misread

UPDATE = "Update Existing Records"
ROWS_IN_PREVIEW = 10
MOST_REASONS = 100
# of a new row the framework knows these itself
STANDARD_FIELDS = (*frappe.model.default_fields, *frappe.model.child_table_fields, "__islocal")


@dataclass
class Row:
	"""A row of a file.

	Attributes:
	        row_number: as a spreadsheet counts it.
	        data: the cells as they were read.
	        values: place of a column → what its cell says; a list for several records in one cell.
	        faults: place of a column → why its cell can't be read; -1 for the row as a whole.
	"""

	row_number: int
	data: list[Any]
	values: dict[int, Any] = field(default_factory=dict)
	faults: dict[int, str] = field(default_factory=dict)


class Refused(frappe._dict):
	"""What stands in the place of a document when a row of it can't be read; `reasons` says why."""


class HubImportFile:
	"""A file to import into a DocType of the hub.

	Args:
	        content: of the file.
	        import_type: of the Data Import.
	        chosen: place of a column → field, as chosen in the preview (`columns.match_columns`).
	        delimiters: by which columns may be parted, when somebody has said so.

	Raises:
	        Misread: for a file that holds no table.
	"""

	def __init__(
		self,
		doctype: str,
		content: bytes,
		import_type: str,
		chosen: dict[str, str] | None = None,
		delimiters: str = "",
	):
		self.doctype = doctype
		self.import_type = import_type
		fields = Fields(doctype)
		self.sheet = read_sheet(content, delimiters, fields.count_known_in)
		header = fields.find_header(self.sheet.rows)
		self.columns = fields.match(self.sheet.rows[header], chosen)
		self.data = [
			Row(number, cells)
			for number, cells in enumerate(self.sheet.rows[header + 1 :], header + 2)
			if any(cell is not None for cell in cells)
		]
		if not self.data:
			raise Misread(_("The file has the names of columns and no row below them."))
		self.understand()

	def understand(self) -> None:
		"""Read every cell of the columns that are imported."""
		used = [column for column in self.columns if column.target]
		marks = self.find_marks(used)
		records = Records()
		for column in used:
			cells = [get_cell(row, column.index) for row in self.data]
			self.fill(column, make_reader(column.target, cells, marks, records))
		for column in used:
			if column.target.df.fieldtype == "Dynamic Link" and not column.target.table:
				self.find_linked(column, used, records)
		for row in self.data:
			if any(cell is not None for cell in row.data[len(self.columns) :]):
				row.faults[-1] = _(
					"The row has more cells than there are columns. A text with the sign that parts columns stands in quotation marks."
				)

	def find_linked(self, column: Column, used: list[Column], records: Records) -> None:
		"""Let a cell that names a record of a kind which another column says lead to it, as a link of one kind does."""
		kind = frappe.get_meta(self.doctype).get_field(column.target.df.options)
		place = next((other.index for other in used if other.target.key == kind.fieldname), -1)
		for row in self.data:
			doctype = row.values.get(place) or kind.default
			if column.index not in row.values or not doctype:
				continue
			value, fault = try_to(partial(records.find, doctype), row.values[column.index])
			if fault:
				row.faults[column.index] = fault
			else:
				row.values[column.index] = value

	def find_marks(self, used: list[Column]) -> tuple[str, str] | None:
		numbers = (
			get_cell(row, column.index)
			for column in used
			if column.target.df.fieldtype in NUMBERS
			for row in self.data
		)
		return find_marks(numbers, self.sheet.delimiter)

	def fill(self, column: Column, read: Reader) -> None:
		"""Read the cells of a column; equal ones once."""
		known: dict[Any, tuple[Any, str]] = {}
		for row in self.data:
			cell = get_cell(row, column.index)
			key = (type(cell), cell)
			if key not in known:
				known[key] = try_to(read, cell)
			value, fault = known[key]
			if fault:
				row.faults[column.index] = fault
			elif value is not None:
				row.values[column.index] = value

	# What the framework's importer asks for

	def get_payloads_for_import(self) -> list[frappe._dict]:
		"""Return a document for each record of the file, with the rows that it is made of."""
		return [frappe._dict(doc=self.make_document(rows), rows=rows) for rows in self.group_rows()]

	def group_rows(self) -> Iterator[list[Row]]:
		"""Yield the rows of each record: below the first those that fill only columns of its tables."""
		own = {column.index for column in self.columns if column.target and not column.target.table}
		rows: list[Row] = []
		for row in self.data:
			if rows and own.isdisjoint({*row.values, *row.faults}):
				rows.append(row)
				continue
			if rows:
				yield rows
			rows = [row]
		yield rows

	def make_document(self, rows: list[Row]) -> frappe._dict:
		reasons = [
			_("Row {0}: {1}").format(row.row_number, self.describe_fault(row, place))
			for row in rows
			for place in sorted(row.faults)
		]
		if self.import_type == UPDATE and not reasons and not self.get_id(rows[0]):
			reasons = [_("Row {0}: there is no ID.").format(rows[0].row_number)]
		if reasons:
			return Refused(reasons=reasons)
		document = frappe._dict()
		for row in rows:
			for table, values in self.get_parts(row):
				if table:
					document.setdefault(table.fieldname, []).append(self.make_row(table, values))
				else:
					document.update(values)
		return document

	def get_id(self, row: Row) -> Any:
		name = get_autoname_field(self.doctype) or ID
		return dict(self.get_own_values(row)).get(name)

	def get_own_values(self, row: Row) -> Iterator[tuple[str, Any]]:
		for column in self.columns:
			if column.index in row.values and not column.target.table:
				yield column.target.df.fieldname, row.values[column.index]

	def get_parts(self, row: Row) -> Iterator[tuple[frappe._dict | None, dict]]:
		"""Yield the values of a row for the document itself, and for each row of a table."""
		yield None, dict(self.get_own_values(row))
		of_table: dict[str, tuple[frappe._dict, dict]] = {}
		for column in self.columns:
			target = column.target
			if column.index not in row.values or not target.table:
				continue
			value = row.values[column.index]
			if target.is_list:
				yield from ((target.table, {target.df.fieldname: name}) for name in value)
			else:
				table = of_table.setdefault(target.table.fieldname, (target.table, {}))
				table[1][target.df.fieldname] = value
		yield from of_table.values()

	def make_row(self, table: frappe._dict, values: dict) -> frappe._dict:
		"""Return a row of a table; a new one with what the form would put into it."""
		if self.import_type == UPDATE:
			return frappe._dict(values)
		row = frappe.new_doc(table.options, parentfield=table.fieldname, as_dict=True)
		kept = {key: value for key, value in row.items() if key not in STANDARD_FIELDS}
		return frappe._dict(kept, **values)

	# What is shown

	def describe_fault(self, row: Row, place: int) -> str:
		"""Return why a cell can't be read, with its column; for the row as a whole without one."""
		if place < 0:
			return row.faults[place]
		title = frappe.bold(escape_html(self.columns[place].title))
		return _("Column {0}: {1}").format(title, row.faults[place])

	def get_warnings(self) -> list[dict]:
		"""Return what the preview tells; what is not of the type `info` stops the import."""
		notes = [*self.sheet.notes, *self.describe_columns()]
		obstacles = [{"message": message, "type": "warning"} for message in self.find_obstacles()]
		left_out = [
			{"col": column.index + 1, "message": column.note, "type": "info"}
			for column in self.columns
			if not column.target
		]
		return [
			*obstacles,
			*({"message": note, "type": "info"} for note in notes),
			*left_out,
			*self.get_reasons(),
		]

	def describe_columns(self) -> Iterator[str]:
		"""Yield which column is understood as which field."""
		understood = [describe_column(column) for column in self.columns if column.target]
		if understood:
			yield _("Columns are understood like this: {0}.").format(", ".join(understood))

	def get_reasons(self) -> list[dict]:
		"""Return why rows will be refused, the first of them."""
		reasons = [
			{"row": row.row_number, "message": self.describe_fault(row, place), "type": "info"}
			for row in self.data
			for place in sorted(row.faults)
		]
		if len(reasons) > MOST_REASONS:
			more = _("{0} more cells can't be read.").format(len(reasons) - MOST_REASONS)
			return [*reasons[:MOST_REASONS], {"message": more, "type": "info"}]
		return reasons

	def find_obstacles(self) -> Iterator[str]:
		"""Yield why nothing can be imported."""
		filled = {column.target.df.fieldname for column in self.columns if is_own(column)}
		title = frappe.get_meta(self.doctype).get_field(frappe.get_meta(self.doctype).get_title_field())
		if not any(column.target for column in self.columns):
			yield _("No column has a name that is known. Choose the fields by the button Map Columns.")
		elif self.import_type == UPDATE:
			if (get_autoname_field(self.doctype) or ID) not in filled:
				yield _("There is no column with the ID, by which records are found.")
		elif title and title.reqd and title.fieldname not in filled:
			yield _("There is no column for {0}, which every record needs.").format(
				frappe.bold(_(title.label, context=self.doctype))
			)

	def get_data_for_import_preview(self) -> frappe._dict:
		"""Return columns and first rows as they were understood, in the form in which the framework shows them."""
		shown = self.data[:ROWS_IN_PREVIEW]
		preview = frappe._dict(
			columns=[{"header_title": "Sr. No", "skip_import": True}, *map(self.show_column, self.columns)],
			data=[[row.row_number, *map(lambda column: show(row, column), self.columns)] for row in shown],
			warnings=self.get_warnings(),
		)
		if len(self.data) > ROWS_IN_PREVIEW:
			preview.update(
				max_rows_exceeded=True,
				max_rows_in_preview=ROWS_IN_PREVIEW,
				total_number_of_rows=len(self.data),
			)
		return preview

	def show_column(self, column: Column) -> dict:
		shown = {
			"index": column.index,
			"column_number": column.index + 1,
			"doctype": self.doctype,
			"header_title": describe_column(column),
			"map_to_field": None,
			"skip_import": not column.target,
			"df": None,
		}
		if target := column.target:
			names = ("fieldtype", "fieldname", "label", "options", "parent", "reqd", "default", "read_only")
			shown["map_to_field"] = target.key
			shown["df"] = {name: target.df.get(name) for name in names}
		return shown


def describe_column(column: Column) -> str:
	"""Return the name of a column, with the field that it fills when that is called otherwise; safe to be shown."""
	title = escape_html(column.title)
	return f"{title} → {column.target.title}" if column.target and title != column.target.title else title


def is_own(column: Column) -> bool:
	"""Tell whether a column fills a field of the document itself."""
	return bool(column.target and not column.target.table)


def get_cell(row: Row, place: int) -> Any:
	return row.data[place] if place < len(row.data) else None


def try_to(read: Reader, cell: Any) -> tuple[Any, str]:
	"""Return what a cell says, and why it can't be read."""
	try:
		return read(cell), ""
	except Misread as error:
		return None, str(error)


def show(row: Row, column: Column) -> Any:
	"""Return a cell for the preview: its value as it was understood, or as it stands in the file."""
	if column.index not in row.values:
		cell = get_cell(row, column.index)
		return None if isinstance(cell, Misread) else cstr(cell) or None
	value, df = row.values[column.index], column.target.df
	if column.target.is_list:
		return ", ".join(show_linked(df, one) for one in value)
	if df.fieldtype == "Select":
		return _(value, context=df.parent)
	if df.fieldtype in ("Date", "Datetime"):
		return show_day(value) if df.fieldtype == "Date" else show_moment(value)
	return write_decimal(value) if isinstance(value, float) else show_linked(df, value)


def show_linked(df: frappe._dict, value: Any) -> Any:
	"""Return the name of a record as its reader calls it; any other value as it is."""
	if df.fieldtype == "Link" and value and frappe.get_meta(df.options).translated_doctype:
		return _(value)
	return value
