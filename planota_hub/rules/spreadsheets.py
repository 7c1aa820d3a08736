# SPDX-License-Identifier: GPL-3.0-only
"""Tables as text that people open with a spreadsheet."""

import csv
import io
from collections.abc import Iterable

# a spreadsheet reads a text that begins like this as a formula
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Iterable[Iterable[str]]) -> str:
	"""Return rows as CSV that opens with the right letters and runs nothing."""
	text = io.StringIO()
	text.write("\ufeff")
	csv.writer(text).writerows([as_cell(value) for value in row] for row in rows)
	return text.getvalue()


def as_cell(text: str | None) -> str:
	"""Return a text as no spreadsheet takes it for a formula."""
	return f"'{text}" if text and text.startswith(FORMULA_SIGNS) else text or ""
