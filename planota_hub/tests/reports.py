# SPDX-License-Identifier: GPL-3.0-only
"""What tests ask of a report as the framework runs it."""

import frappe


def get_report_rows(report: str, **filters) -> list[dict]:
	"""Return the rows of a report by the names of its columns."""
	_columns, rows = frappe.get_doc("Report", report).get_data(filters=filters, as_dict=True)
	return [dict(row) for row in rows if isinstance(row, dict)]


def find_row(report: str, key: str, value: str, **filters) -> dict | None:
	"""Return the one row of a report in which a column has a value; None without one."""
	found = [row for row in get_report_rows(report, **filters) if row[key] == value]
	assert len(found) <= 1, found
	return found[0] if found else None
