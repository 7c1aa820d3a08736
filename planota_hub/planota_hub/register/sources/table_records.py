# SPDX-License-Identifier: GPL-3.0-only
"""Records of a table: of each row the cells of the columns that the source names."""

from collections.abc import Iterator, Mapping
from typing import Any

from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.register.sources.archives import read_table
from planota_hub.planota_hub.register.sources.columns import fold_column
from planota_hub.sheets.reading import read_sheet
from planota_hub.sheets.table import Misread

# of the first rows one is that of the names
FIRST_ROWS = 15


def read_rows(path: str, columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, Any], float]]:
	"""Yield number, cells by what they mean, and share of the file, of every row that is not empty."""

	def count_known(rows: list[list[Any]]) -> int:
		return max((count_names(row, columns) for row in rows[:FIRST_ROWS]), default=0)

	rows = read_sheet(read_table(path), count_known=count_known).rows
	header = find_header(rows, columns)
	targets = [columns.get(fold_column(cstr(title))) for title in rows[header]]
	for number, row in enumerate(rows[header + 1 :], header + 2):
		cells: dict[str, Any] = {}
		for target, cell in zip(targets, row, strict=False):
			if target and cell not in (None, "") and target not in cells:
				cells[target] = cell
		if cells:
			yield number, cells, number / len(rows)


def find_header(rows: list[list[Any]], columns: Mapping[str, str]) -> int:
	"""Return the place of the row with the names of the columns.

	Raises:
	        Misread: when none of the first rows has one that the source names.
	"""
	counts = [count_names(row, columns) for row in rows[:FIRST_ROWS]]
	if not max(counts, default=0):
		raise Misread(_("None of the columns that the source names is in the file."))
	return counts.index(max(counts))


def count_names(row: list[Any], columns: Mapping[str, str]) -> int:
	return sum(fold_column(cstr(cell)) in columns for cell in row if cell)
