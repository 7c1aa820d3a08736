# SPDX-License-Identifier: GPL-3.0-only
"""A set as a table or as JSON.

For programs a CSV is written by RFC 4180: commas, no mark of the encoding (UTF-8), a point before decimals. For people with a
spreadsheet it is written as their country expects. In both no text is taken for a formula (`rules/spreadsheets`), so a text
that begins with `=`, `+`, `-` or `@` has an apostrophe before it; JSON has it as it is.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from frappe import _
from frappe.utils import get_system_timezone

from planota_hub.public_forms.datasets import DataField, Dataset, read_all
from planota_hub.rules.spreadsheets import as_cell, write_csv

SEPARATOR = "; "  # between the parts of a list


def write_table(dataset: Dataset) -> str:
	"""Return a set as CSV for programs."""
	text = io.StringIO()
	writer = csv.writer(text, delimiter=",", lineterminator="\r\n")
	writer.writerows([as_plain(value) for value in row] for row in list_rows(dataset))
	return text.getvalue()


def write_spreadsheet(dataset: Dataset) -> str:
	"""Return a set as CSV that a spreadsheet of the site's country opens by a double click, in the reader's words."""
	titles = [field.title for field in dataset.fields]
	rows = ([as_read(field, row[field.name]) for field in dataset.fields] for row in read_all(dataset))
	return write_csv([titles, *rows])


def as_read(field: DataField, value: Any) -> Any:
	"""Return a value as people read it."""
	if isinstance(value, bool):
		return _("Yes") if value else _("No")
	if isinstance(value, list):
		return SEPARATOR.join(_(part) if field.is_translated else part for part in value)
	if value and field.kind == "datetime":
		moment = datetime.fromisoformat(value).astimezone(ZoneInfo(get_system_timezone()))
		return moment.strftime("%Y-%m-%d %H:%M")
	return _(value) if value and field.is_translated else value


def list_rows(dataset: Dataset) -> Iterator[list[Any]]:
	"""Yield the names of the fields, then the rows."""
	names = [field.name for field in dataset.fields]
	yield list(names)
	for row in read_all(dataset):
		yield [SEPARATOR.join(row[name]) if isinstance(row[name], list) else row[name] for name in names]


def as_plain(value: Any) -> str:
	"""Return a value as programs read it."""
	if isinstance(value, bool):
		return "true" if value else "false"
	return repr(value) if isinstance(value, int | float) else as_cell(value)
