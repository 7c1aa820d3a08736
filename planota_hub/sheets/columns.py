# SPDX-License-Identifier: GPL-3.0-only
"""Which column of a table is which field: by its name in any language of the hub, by what people call it, or as chosen."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.utils import cstr, escape_html

from planota_hub.rules.names import fold_name
from planota_hub.sheets.names import get_spellings, get_table_names

# of the first rows one is that of the names; above it people write titles
FIRST_ROWS = 15
NOT_IMPORTED = "Don't Import"
MULTISELECT = "Table MultiSelect"
ID = "name"
# what stands behind a name and says only how values are written: "Prihodki (EUR)", "Ime *"
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Target:
	"""A field that a column fills.

	Attributes:
	        df: the field.
	        table: the field of the table that it belongs to, None for the document's own.
	        is_list: a cell may hold several values, each of which becomes a row of the table.
	"""

	df: frappe._dict
	table: frappe._dict | None = None
	is_list: bool = False

	@property
	def key(self) -> str:
		"""The name under which the framework knows the field in an import."""
		if not self.table:
			return self.df.fieldname
		if self.is_list and self.table.fieldtype != MULTISELECT:
			return self.table.fieldname
		return f"{self.table.fieldname}.{self.df.fieldname}"

	@property
	def title(self) -> str:
		"""The name of the field for whoever reads."""
		label = get_label(self.df)
		if not self.table:
			return label
		table = get_label(self.table)
		return table if self.is_list else f"{label} ({table})"


@dataclass
class Column:
	"""A column of a table.

	Attributes:
	        index: its place, from 0.
	        title: its name in the file.
	        target: None for a column that is not imported.
	        note: why it is not.
	"""

	index: int
	title: str
	target: Target | None = None
	note: str = ""


def get_label(df: frappe._dict) -> str:
	"""Return the name of a field for whoever reads."""
	return _(df.label or df.fieldname, context=df.parent)


def list_targets(doctype: str) -> dict[str, Target]:
	"""Return the fields of a DocType and its tables that a column can fill, by their keys."""
	return {target.key: target for target in find_targets(doctype)}


def find_targets(doctype: str) -> Iterator[Target]:
	meta = frappe.get_meta(doctype)
	if not get_autoname_field(doctype):
		yield Target(make_id(doctype))
	yield from (Target(df) for df in meta.fields if df.fieldtype not in no_value_fields)
	for table in meta.get_table_fields():
		yield from find_row_targets(table)


def find_row_targets(table: frappe._dict) -> Iterator[Target]:
	"""Yield the fields of a table, and the one in which it says what its rows are, for several of them in one cell."""
	fields = [df for df in frappe.get_meta(table.options).fields if df.fieldtype not in no_value_fields]
	if table.fieldtype == MULTISELECT:
		yield from (Target(df, table, is_list=True) for df in fields if df.fieldtype == "Link")
		return
	yield Target(make_id(table.options), table)
	yield from (Target(df, table) for df in fields)
	needed = [df for df in fields if df.reqd]
	if len(needed) == 1 and needed[0].fieldtype in ("Link", "Data"):
		yield Target(needed[0], table, is_list=True)


def make_id(doctype: str) -> frappe._dict:
	return frappe._dict(fieldname=ID, fieldtype="Data", label="ID", parent=doctype, options=None, reqd=0)


def get_autoname_field(doctype: str) -> str | None:
	"""Return the field that gives the records of a DocType their names, None when something else does."""
	autoname = cstr(frappe.get_meta(doctype).autoname)
	return autoname.removeprefix("field:") if autoname.startswith("field:") else None


class Fields:
	"""The fields of a DocType and its tables that columns can fill, and what they may be called."""

	def __init__(self, doctype: str):
		self.doctype = doctype
		self.targets = list_targets(doctype)
		if autoname := get_autoname_field(doctype):
			self.targets[ID] = self.targets[autoname]

	@cached_property
	def names(self) -> dict[str, list[Target]]:
		"""Folded name → the fields that are called so; whole names count more than short ones."""
		by_name: dict[str, list[Target]] = {}
		for get in (get_own_names, get_short_names):
			found: dict[str, dict[str, Target]] = defaultdict(dict)
			for target in self.targets.values():
				for name in get(self.doctype, target):
					found[name][target.key] = target
			for name, called in found.items():
				by_name.setdefault(name, list(called.values()))
		return by_name

	def match(self, titles: list[Any], chosen: dict[str, str] | None = None) -> list[Column]:
		"""Return the columns of a table.

		Args:
		        titles: the names in the file.
		        chosen: place of a column, as a text, → the key of a target, or `NOT_IMPORTED`.
		"""
		columns = [
			self.match_column(index, " ".join(cstr(title).split()), (chosen or {}).get(str(index)))
			for index, title in enumerate(titles)
		]
		note_doubles(columns)
		return columns

	def match_column(self, index: int, title: str, choice: str | None) -> Column:
		if choice == NOT_IMPORTED:
			return Column(index, title, note=_("The column is not imported, as was chosen."))
		for key in (choice, title):
			if key in self.targets:
				return Column(index, title, self.targets[key])
		called = self.get_called(title)
		if len(called) == 1:
			return Column(index, title, called[0])
		return Column(index, title, note=describe_unknown(title, called))

	def get_called(self, title: str) -> list[Target]:
		"""Return the fields that a column may mean by its name, with what stands in brackets or without."""
		whole, short = fold_name(title), fold_name(IN_BRACKETS.sub(" ", title))
		return self.names.get(whole) or self.names.get(short) or []

	def count_known(self, row: list[Any]) -> int:
		"""Return how many cells of a row are the name of a field."""
		texts = [cell for cell in row if isinstance(cell, str)]
		return sum(len(self.get_called(text)) == 1 or text in self.targets for text in texts)

	def count_known_in(self, rows: list[list[Any]]) -> int:
		"""Return how many names of fields there are in that of the first rows that has most."""
		return max(map(self.count_known, rows[:FIRST_ROWS]), default=0)

	def find_header(self, rows: list[list[Any]]) -> int:
		"""Return the place of the row with the names: of the first rows the one in which most are known."""
		filled = [
			number for number, row in enumerate(rows[:FIRST_ROWS]) if any(cell is not None for cell in row)
		]
		return max(filled, key=lambda number: (self.count_known(rows[number]), -number))


def describe_unknown(title: str, called: list[Target]) -> str:
	"""Return why a column fills no field."""
	if called:
		fields = ", ".join(target.title for target in called)
		return _("It can be one of these: {0}. Choose one.").format(fields)
	if title:
		return _("No field is called {0}; the column is not imported.").format(
			frappe.bold(escape_html(title))
		)
	return _("The column has no name; it is not imported.")


def get_own_names(doctype: str, target: Target) -> set[str]:
	"""Return the whole names of a field: its label, for a field of a table with that of the table."""
	said = get_table_names(doctype).fields.get(target.key, ())
	# „Name“ is the label of a field, `name` alone the ID
	names = {fold_name(name) for name in (target.key, *said) if name != ID}
	if target.is_list:
		names |= get_spellings(target.table.label or target.table.fieldname, doctype)
		if target.table.fieldtype != MULTISELECT:
			return names
	labels = get_spellings(target.df.label or target.df.fieldname, target.df.parent)
	if not target.table:
		own = get_autoname_field(doctype) == target.df.fieldname
		return names | labels | ({"id"} if own else set())
	tables = get_spellings(target.table.label or target.table.fieldname, doctype)
	return names | {f"{label} {table}" for label in labels for table in tables}


def get_short_names(doctype: str, target: Target) -> set[str]:
	"""Return the names of a field of a table alone, for a table of which nothing else has that name."""
	if not target.table or target.df.fieldname == ID or target.key == target.table.fieldname:
		return set()
	return get_spellings(target.df.label or target.df.fieldname, target.df.parent)


def note_doubles(columns: list[Column]) -> None:
	"""Leave out a column whose field an earlier one fills; columns of a list may be several."""
	taken: dict[str, Column] = {}
	for column in columns:
		if not column.target or column.target.is_list:
			continue
		first = taken.setdefault(column.target.key, column)
		if first is not column:
			column.note = _("The column {0} fills this field already; this one is not imported.").format(
				escape_html(first.title)
			)
			column.target = None
