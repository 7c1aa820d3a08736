# SPDX-License-Identifier: GPL-3.0-only
"""The evidence as a workbook: an overview, and a sheet for each indicator with one row per counted record."""

import io
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cstr
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from planota_hub.funding.indicators import evidence, funder_report

if TYPE_CHECKING:
	from openpyxl.worksheet._write_only import WriteOnlyWorksheet

	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

SHEET_NAME_LENGTH = 31
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
WIDEST = 60


@frappe.whitelist()
def download(period: str) -> None:
	"""Send the workbook of a reporting period.

	Raises:
	        frappe.PermissionError: for who may not export the period.
	"""
	doc = frappe.get_doc("Reporting Period", period)
	doc.check_permission("export")
	frappe.response.update(
		{
			"type": "binary",
			"filename": f"{period}.xlsx",
			"filecontent": make_workbook(doc),
			"content_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		}
	)


def make_workbook(period: "ReportingPeriod") -> bytes:
	"""Return the workbook; of a submitted period it says what was reported."""
	content = io.BytesIO()
	write_workbook(period, content)
	return content.getvalue()


def write_workbook(period: "ReportingPeriod", target: IO[bytes] | Path) -> None:
	"""Write the workbook to a file or an address on the disk, so that it is never whole in the memory."""
	report = funder_report.get(period)
	# rows go to the file as they come: a figure may count tens of thousands of records
	workbook = Workbook(write_only=True)
	write_overview(workbook.create_sheet(_("Overview")[:SHEET_NAME_LENGTH]), report)
	for position, figure in enumerate(report.figures, start=1):
		sheet = workbook.create_sheet(name_sheet(position, figure.indicator_name))
		write_evidence(sheet, evidence.read_in_pages(figure.name), report.ngo_names)
	workbook.save(target)


def name_sheet(position: int, text: str) -> str:
	"""Return a name that a spreadsheet allows; the number keeps it the only one."""
	return f"{position} {FORBIDDEN_IN_SHEET_NAMES.sub(' ', text)}"[:SHEET_NAME_LENGTH].strip()


def write_overview(sheet: "WriteOnlyWorksheet", report: frappe._dict) -> None:
	rows = [
		[
			_("Sheet"),
			_("Indicator"),
			_("Unit"),
			_("Target Value"),
			_("Value"),
			_("Records"),
			_("Target so Far"),
			_("So Far"),
			_("Target of the Project"),
		]
	]
	for position, figure in enumerate(report.figures, start=1):
		numbers = (
			figure[key] for key in ("target", "value", "records", "target_so_far", "actual", "final_target")
		)
		rows.append([position, figure.indicator_name, figure.unit, *numbers])
	write(sheet, [rows])


def write_evidence(
	sheet: "WriteOnlyWorksheet", pages: Iterable[list[frappe._dict]], ngo_names: dict[str, str]
) -> None:
	"""Write a heading and then one row per counted record; the column with the values adds up to the figure."""
	headings = [
		_("Date"),
		_("Kind of Record"),
		_("Counted Record"),
		_("Value"),
		_("NGO"),
		_("Municipality"),
		_("Administrative Unit"),
		_("Field of Work"),
		_("Legal Form"),
	]
	written = (
		[
			[
				row.date,
				_(row.doctype),
				row.name,
				row.value,
				ngo_names.get(row.ngo) or row.ngo,
				row.municipality,
				row.administrative_unit,
				row.field_of_work and _(row.field_of_work),
				row.legal_form and _(row.legal_form),
			]
			for row in page
		]
		for page in pages
	)
	first = next(written, [])
	write(sheet, chain([[headings, *first]], written))


def write(sheet: "WriteOnlyWorksheet", pages: Iterable[list[list]]) -> None:
	"""Write rows, the headings first; columns are as wide as the rows of the first page need."""
	sheet.freeze_panes = "A2"
	for number, rows in enumerate(pages):
		if not number:
			for position, column in enumerate(zip(*rows, strict=True), start=1):
				longest = max(len(cstr(value)) for value in column)
				sheet.column_dimensions[get_column_letter(position)].width = min(longest + 2, WIDEST)
		for index, row in enumerate(rows):
			sheet.append([make_cell(sheet, value, is_heading=not number and not index) for value in row])


def make_cell(sheet: "WriteOnlyWorksheet", value: Any, is_heading: bool) -> Any:
	if not is_heading and not (isinstance(value, str) and value.startswith("=")):
		return value
	cell = WriteOnlyCell(sheet, value)
	if is_heading:
		cell.font = Font(bold=True)
	# a name that begins with = is a name, not a formula
	cell.data_type = "s"
	return cell
