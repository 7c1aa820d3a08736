# SPDX-License-Identifier: GPL-3.0-only
"""The evidence as a workbook: an overview, and a sheet for each indicator with one row per counted record."""

import io
import re
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planota_hub.funding.indicators import evidence, funder_report

if TYPE_CHECKING:
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
	report = funder_report.get(period)
	workbook = Workbook()
	write_overview(workbook.active, report)
	counted = evidence.get([figure.name for figure in report.figures])
	for position, figure in enumerate(report.figures, start=1):
		sheet = workbook.create_sheet(name_sheet(position, figure.indicator_name))
		write_evidence(sheet, counted[figure.name], report.ngo_names)
	content = io.BytesIO()
	workbook.save(content)
	return content.getvalue()


def name_sheet(position: int, text: str) -> str:
	"""Return a name that a spreadsheet allows; the number keeps it the only one."""
	return f"{position} {FORBIDDEN_IN_SHEET_NAMES.sub(' ', text)}"[:SHEET_NAME_LENGTH].strip()


def write_overview(sheet: Worksheet, report: frappe._dict) -> None:
	sheet.title = _("Overview")[:SHEET_NAME_LENGTH]
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
	write(sheet, rows)


def write_evidence(sheet: Worksheet, rows: list[frappe._dict], ngo_names: dict[str, str]) -> None:
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
	written = [
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
		for row in rows
	]
	write(sheet, [headings, *written])


def write(sheet: Worksheet, rows: list[list]) -> None:
	for values in rows:
		sheet.append(values)
	for cell in sheet[1]:
		cell.font = Font(bold=True)
	sheet.freeze_panes = "A2"
	for column in sheet.iter_cols():
		for cell in column:
			if isinstance(cell.value, str):
				# a name that begins with = is a name, not a formula
				cell.data_type = "s"
		longest = max(len(cstr(cell.value)) for cell in column)
		sheet.column_dimensions[get_column_letter(column[0].column)].width = min(longest + 2, WIDEST)
