# SPDX-License-Identifier: GPL-3.0-only
"""Tables that people take along and open with a spreadsheet: right letters, right columns, and nothing that runs.

People may begin a text as they like, "- first point" or "+386 …". A spreadsheet would take it for a formula, so it is made
safe here, on every way out: in a text by a mark before it, in a workbook by the kind of its cell.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from planota_hub.rules.decimals import get_marks

# a spreadsheet reads a text that begins like this as a formula
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# a number computes nothing
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")
MARK = "'"
BOM = "\ufeff"
# of those that a row has equally often, the framework writes the first
DELIMITERS = ",;\t|"
SHEETS = "xl/worksheets/"


def write_csv(rows: Iterable[Iterable[Any]], delimiter: str = "") -> str:
	"""Return rows as CSV that opens by a double click with the right letters and columns, and runs nothing.

	Args:
	        delimiter: parts the columns; without it what spreadsheets of the site's country expect.
	"""
	text = io.StringIO()
	text.write(BOM)
	writer = csv.writer(text, delimiter=delimiter or get_delimiter())
	writer.writerows([as_cell(value) for value in row] for row in rows)
	return text.getvalue()


def get_delimiter() -> str:
	"""Return what parts columns where people write numbers as on this site: where a comma stands before decimals, it can't."""
	return ";" if get_marks()[0] == "," else ","


def as_cell(value: Any) -> str:
	"""Return a value as no spreadsheet takes it for a formula; a number with the mark of the site before its decimals."""
	if isinstance(value, float):
		return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", get_marks()[0])
	text = "" if value is None else str(value)
	if text.startswith(FORMULA_SIGNS) and not NUMBER.fullmatch(text):
		return MARK + text
	return text


def without_mark(text: str) -> str:
	"""Return a text as it was before `as_cell` made it safe."""
	return text[1:] if text.startswith(tuple(MARK + sign for sign in FORMULA_SIGNS)) else text


def make_safe(content: bytes, filename: str) -> bytes:
	"""Return a table that another program has written as no spreadsheet runs anything in it.

	Columns that are parted by commas are parted as this site does it from now on; what somebody has chosen stays.

	Args:
	        filename: by its ending, the kind of the file; other kinds than CSV and XLSX stay as they are.
	"""
	kind = filename.rpartition(".")[2].lower()
	if kind == "xlsx":
		return make_workbook_safe(content)
	return make_text_safe(content) if kind == "csv" else content


def make_text_safe(content: bytes) -> bytes:
	text = content.decode("utf-8-sig")
	written = guess_delimiter(text)
	try:
		# as the framework writes: what is not in quotation marks is a number
		rows = list(
			csv.reader(io.StringIO(text, newline=""), delimiter=written, quoting=csv.QUOTE_NONNUMERIC)
		)
	except ValueError:
		rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=written))
	return write_csv(rows, "" if written == "," else written).encode()


def guess_delimiter(text: str) -> str:
	"""Return what parts the columns of a table that a program has written, by the first row that has several."""
	lines = (line for line in text.splitlines() if any(mark in line for mark in DELIMITERS))
	return max(DELIMITERS, key=next(lines, "").count)


def make_workbook_safe(content: bytes) -> bytes:
	"""Return a workbook in which every formula is the text that somebody wrote."""
	if not has_formula(content):
		return content
	book = load_workbook(io.BytesIO(content))
	for sheet in book.worksheets:
		for row in sheet.iter_rows():
			for cell in row:
				if cell.data_type == "f":
					cell.data_type, cell.quotePrefix = "s", True
	safe = io.BytesIO()
	book.save(safe)
	return safe.getvalue()


def has_formula(content: bytes) -> bool:
	with ZipFile(io.BytesIO(content)) as archive:
		sheets = (archive.read(name) for name in archive.namelist() if name.startswith(SHEETS))
		return any(b"<f>" in sheet or b"<f " in sheet or b"<f/>" in sheet for sheet in sheets)
