# SPDX-License-Identifier: GPL-3.0-only
"""All figures of all hubs as one table for the ministry: a row for each figure and each cell, as CSV or workbook."""

import io
import json
from collections.abc import Iterator

import frappe
from frappe import _
from openpyxl import Workbook
from openpyxl.styles import Font

from planota_hub.hub_network.comparing.figures import get_reports
from planota_hub.hub_network.publishing.public_page import describe_dimension, describe_part, describe_unit
from planota_hub.hub_network.receiving.importing import RECEIVED
from planota_hub.metrics.names import get_label
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.spreadsheets import write_csv

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILENAME = "hubs"


@frappe.whitelist()
def download(kind: str, from_date: str | None = None, to_date: str | None = None) -> None:
	"""Send the table.

	Args:
	        kind: "csv" or "xlsx".
	        from_date: only periods that begin on this day or later; `to_date` only those that end until it.

	Raises:
	        frappe.PermissionError: for whoever may not export the reports of hubs.
	        frappe.ValidationError: for another kind, or a day that is none.
	"""
	frappe.has_permission(RECEIVED, "export", throw=True)
	if kind not in ("csv", "xlsx"):
		frappe.throw(_("Kind of the file: expected is {0}.").format("csv, xlsx"))
	rows = [get_headings(), *get_rows(read_filters({"from_date": from_date, "to_date": to_date}))]
	frappe.response.update(
		{
			"type": "binary",
			"filename": f"{FILENAME}.{kind}",
			"filecontent": write_csv(rows).encode() if kind == "csv" else write_workbook(rows),
			"content_type": "text/csv; charset=utf-8" if kind == "csv" else WORKBOOK,
		}
	)


def get_headings() -> list[str]:
	return [
		_("Hub"),
		_("Regions"),
		_("From"),
		_("To"),
		_("Edition"),
		_("Inhabitants"),
		_("Metric"),
		_("Figure"),
		_("Unit"),
		_("Broken Down"),
		_("Part"),
		_("Value"),
		_("Left Out"),
	]


def get_rows(filters: frappe._dict) -> Iterator[list]:
	"""Yield a row for each figure of each current report, and after it one for each of its cells."""
	for report in get_reports(filters):
		content = json.loads(frappe.db.get_value(RECEIVED, report.name, "content") or "{}")
		head = [
			report.hub_name,
			", ".join(report.regions),
			str(report.starts_on),
			str(report.ends_on),
			content.get("edition"),
			report.population,
		]
		for figure in content.get("figures", ()):
			yield from get_figure_rows(head, figure)


def get_figure_rows(head: list, figure: dict) -> Iterator[list]:
	known = [*head, figure["key"], get_label(figure["key"]), describe_unit(figure["unit"])]
	yield [*known, _("All"), "", figure["value"], tell(figure["value"])]
	for table in figure["tables"]:
		for cell in table["cells"] or []:
			part = describe_part(cell["key"])
			yield [*known, describe_dimension(table["by"]), part, cell["value"], tell(cell["value"])]


def tell(value: float | None) -> str:
	return _("Yes") if value is None else _("No")


def write_workbook(rows: list[list]) -> bytes:
	"""Return rows as a workbook in which no text is a formula."""
	workbook = Workbook()
	sheet = workbook.active
	for row in rows:
		sheet.append(row)
	for cells in sheet.iter_rows():
		for cell in cells:
			if isinstance(cell.value, str):
				cell.data_type = "s"
	for cell in sheet[1]:
		cell.font = Font(bold=True)
	sheet.freeze_panes = "A2"
	content = io.BytesIO()
	workbook.save(content)
	return content.getvalue()
