# SPDX-License-Identifier: GPL-3.0-only
"""A table as it was read from a file, and what can't be read of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from frappe import _

# what one file brings at most; a hub has thousands of records
MOST_ROWS = 20_000
MOST_COLUMNS = 500


class Misread(Exception):
	"""A file or a cell that can't be read as it is meant; its text says why, safe to be shown."""


@dataclass
class Sheet:
	"""A table.

	Attributes:
	        rows: the cells of each row of the file, from the first one on; an empty row is an empty list. A cell is
	                a text, a number, a day, a time, a truth, a `Misread` when it can't be read, or None.
	        notes: what whoever looks at the preview should know: which sheet, which separator.
	        delimiter: what parts the columns of a text, None for a workbook.
	"""

	rows: list[list[Any]]
	notes: list[str] = field(default_factory=list)
	delimiter: str | None = None


def collect_rows(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
	"""Return rows without the empty cells at their ends and the empty rows below the last one.

	Raises:
	        Misread: for more rows or columns than one file may bring.
	"""
	kept: list[list[Any]] = []
	for number, row in enumerate(rows):
		cells = list(trim(row))
		if cells:
			refuse_size(number, len(cells))
			kept.extend([] for _empty in range(number - len(kept)))
			kept.append(cells)
	return kept


def trim(row: Iterable[Any]) -> Iterator[Any]:
	"""Yield the cells of a row up to the last one that holds something."""
	waiting = 0
	for cell in row:
		if cell is None or cell == "":
			waiting += 1
			continue
		yield from [None] * waiting
		waiting = 0
		yield cell


def refuse_size(rows: int, columns: int) -> None:
	if rows > MOST_ROWS:
		raise Misread(_("The file has more than {0} rows. Split it into several files.").format(MOST_ROWS))
	if columns > MOST_COLUMNS:
		raise Misread(_("The file has more than {0} columns.").format(MOST_COLUMNS))
