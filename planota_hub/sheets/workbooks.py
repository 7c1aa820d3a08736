# SPDX-License-Identifier: GPL-3.0-only
"""Workbooks of Excel, LibreOffice and Google Sheets: the values of the sheet that was open when it was saved."""

import zlib
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl
import xlrd
from frappe import _
from frappe.utils import escape_html
from openpyxl.utils.exceptions import InvalidFileException

from planota_hub.sheets.table import MOST_ROWS, Misread, Sheet, collect_rows

# unpacked; a workbook of 20,000 rows has a tenth of it
MOST_BYTES = 400_000_000
SHEETS = "xl/workbook.xml"
# stands in the place of a cell that is computed, until its result is read
FORMULA = object()
# what openpyxl and the standard library raise for files that keep to no rule
DAMAGED = (
	BadZipFile,
	zlib.error,
	InvalidFileException,
	KeyError,
	ValueError,
	TypeError,
	AttributeError,
	IndexError,
	EOFError,
	OSError,
	SyntaxError,
	NotImplementedError,
)


def read_workbook(content: bytes) -> Sheet:
	"""Return the table in a workbook; see `reading.read_sheet`."""
	check_archive(content)
	try:
		rows, name, others = read_active(content, data_only=False)
		if any(cell is FORMULA for row in rows for cell in row):
			results, _name, _others = read_active(content, data_only=True)
			rows = [*with_results(rows, results)]
	except Misread:
		raise
	except DAMAGED:
		raise Misread(get_damage()) from None
	return Sheet(rows, get_notes(name, others))


def get_damage() -> str:
	return _("The file is damaged, or it was not saved to its end. Save it once more as XLSX.")


def check_archive(content: bytes) -> None:
	"""Refuse what is cut off, holds no workbook, or would be too big once unpacked."""
	try:
		with ZipFile(BytesIO(content)) as archive:
			names = set(archive.namelist())
			size = sum(part.file_size for part in archive.infolist())
	except (BadZipFile, ValueError, OSError, EOFError):
		raise Misread(get_damage()) from None
	if "mimetype" in names and "content.xml" in names:
		raise Misread(_("This is a file of the kind {0}. Save the table as XLSX or CSV.").format("ODS"))
	if SHEETS not in names:
		raise Misread(_("This archive holds no workbook. Save the table as XLSX or CSV."))
	if size > MOST_BYTES:
		raise Misread(_("The file has more than {0} rows. Split it into several files.").format(MOST_ROWS))


def read_active(content: bytes, data_only: bool) -> tuple[list[list[Any]], str, int]:
	"""Return the rows of the sheet that was open, its name, and how many others hold something."""
	book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=data_only)
	try:
		sheet = book.active
		if sheet is None or not hasattr(sheet, "reset_dimensions"):
			raise Misread(_("This workbook has no sheet with a table."))
		# what a program has noted of the size of its sheet may be wrong
		sheet.reset_dimensions()
		rows = collect_rows([get_value(cell) for cell in row] for row in sheet.iter_rows())
		return rows, sheet.title, len(book.sheetnames) - 1
	finally:
		book.close()


def get_value(cell) -> Any:
	"""Return what a cell holds: a share as it is shown (`25 %`), an error of a formula as its text."""
	value = cell.value
	if cell.data_type == "f":
		return FORMULA
	if isinstance(value, str):
		return value.strip() or None
	if isinstance(value, int | float) and not isinstance(value, bool):
		return as_shown(value, cell.number_format or "")
	return value


def as_shown(value: float, number_format: str) -> Any:
	"""Return a number, as a text with its sign where it is formatted as a share."""
	if "%" in number_format:
		return f"{round(value * 100, 10):.10f}".rstrip("0").rstrip(".").replace(".", ",") + " %"
	return int(value) if isinstance(value, float) and value.is_integer() else value


def with_results(rows: list[list[Any]], results: list[list[Any]]) -> Iterator[list[Any]]:
	"""Yield rows with the results of formulas in their places; without a result a cell can't be read."""
	fault = Misread(
		_("There is a formula without its result. Open the file with a spreadsheet and save it once more.")
	)
	for number, row in enumerate(rows):
		result = results[number] if number < len(results) else []
		found = [result[column] if column < len(result) else None for column in range(len(row))]
		yield [
			(fault if known is None else known) if cell is FORMULA else cell
			for cell, known in zip(row, found, strict=True)
		]


def get_notes(name: str, others: int) -> list[str]:
	if not others:
		return []
	return [
		_("Only the sheet {0}, which was open when the file was saved, is read; there are {1} more.").format(
			escape_html(name), others
		)
	]


def read_old_workbook(content: bytes) -> Sheet:
	"""Return the table in a workbook of Excel 97-2003."""
	try:
		book = xlrd.open_workbook(file_contents=content, on_demand=True, formatting_info=False)
		sheet = book.sheet_by_index(0)
		rows = collect_rows(
			[get_old_value(cell, book.datemode) for cell in sheet.row(number)]
			for number in range(sheet.nrows)
		)
	except Misread:
		raise
	except (xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError, *DAMAGED):
		raise Misread(get_damage()) from None
	return Sheet(rows, get_notes(sheet.name, book.nsheets - 1))


def get_old_value(cell: xlrd.sheet.Cell, datemode: int) -> Any:
	if cell.ctype == xlrd.XL_CELL_DATE:
		moment = xlrd.xldate_as_tuple(cell.value, datemode)
		return datetime(*moment) if moment[0] else time(*moment[3:])
	if cell.ctype == xlrd.XL_CELL_NUMBER:
		return as_shown(cell.value, "")
	if cell.ctype == xlrd.XL_CELL_BOOLEAN:
		return bool(cell.value)
	if cell.ctype == xlrd.XL_CELL_ERROR:
		return xlrd.error_text_from_code.get(cell.value, "#N/A")
	return str(cell.value).strip() or None
