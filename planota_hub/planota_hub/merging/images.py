# SPDX-License-Identifier: GPL-3.0-only
"""What a merge changes in the database, row by row: read before and after it, so that it can be undone.

Every row that leads to one of the two records is read, whatever area or app it belongs to. Of the hub's own tables and
of those in which the framework joins pointers the whole row is read, of others only where it leads.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import frappe
from frappe.model.rename_doc import get_link_fields
from frappe.query_builder import Field
from frappe.utils import cstr, flt
from pypika.terms import Criterion

from planota_hub.planota_hub.merging.declarations import Key, get_declarations
from planota_hub.planota_hub.merging.pointers import POINTERS
from planota_hub.rules.own_doctypes import is_hub_doctype
from planota_hub.rules.renaming import get_pointers, in_chunks

Row: TypeAlias = dict[str, Any]
# DocType -> name -> row
Rows: TypeAlias = dict[str, dict[str, Row]]
# of a row; they change with every save, or are worked out from others
NEVER_COMPARED = frozenset("modified modified_by _comments _seen _user_tags _liked_by _assign".split())


def take_image(doctype: str, names: tuple[str, str]) -> Rows:
	"""Return the two records, their rows, and every row that leads to one of them, as they are now."""
	image: Rows = defaultdict(dict)
	for table, fields, condition in get_places(doctype, names):
		for row in read(table, fields, condition):
			image[table].setdefault(cstr(row["name"]), {}).update(row)
	return image


def get_places(doctype: str, names: tuple[str, str]) -> Iterator[tuple[str, tuple[str, ...], Criterion]]:
	"""Yield tables, the fields that are read of them (none for all), and which of their rows."""
	tables = (df.options for df in frappe.get_meta(doctype).get_table_fields())
	whole = {doctype, *tables, *POINTERS, "ToDo"}
	yield doctype, (), Field("name").isin(names)
	for table, pointer, condition in get_pointers(doctype):
		is_whole = table in whole or is_hub_doctype(table)
		yield table, (() if is_whole else ("name", pointer)), condition & Field(pointer).isin(names)
	for key, fieldname in get_replaced():
		yield key, (), Field(fieldname).like(f"%{names[1]}%")


def get_replaced() -> Iterator[tuple[str, str]]:
	"""Yield the fields in which the name of a record stands as text, and the merge writes another in its place."""
	for area in get_declarations():
		for held in area.held:
			if isinstance(held, Key) and held.replaces:
				for fieldname in held.fields:
					yield held.doctype, fieldname


def read(table: str, fields: tuple[str, ...], condition: Criterion) -> list[Row]:
	query = frappe.qb.from_(table).where(condition)
	query = query.select(*fields) if fields else query.select("*")
	return query.run(as_dict=True)


def read_again(doctype: str, names: tuple[str, str], before: Rows) -> Rows:
	"""Return what has become of the rows of an image, and what leads to the records now."""
	after = take_image(doctype, names)
	for table, rows in before.items():
		missing = [name for name in rows if name not in after[table]]
		fields = tuple(next(iter(rows.values()))) if rows else ()
		for chunk in in_chunks(missing):
			for row in read(table, fields, Field("name").isin(chunk)):
				after[table][cstr(row["name"])] = row
	return after


def get_singles(doctype: str, name: str) -> list[tuple[str, str]]:
	"""Return the settings that name a record: DocType and field."""
	return [
		(link.parent, link.fieldname)
		for link in get_link_fields(doctype)
		if link.issingle and frappe.db.get_single_value(link.parent, link.fieldname) == name
	]


def is_same(one: Any, other: Any) -> bool:
	"""Tell whether two values of a column are the same, one of them perhaps read from a file."""
	if isinstance(one, int | float) and isinstance(other, int | float):
		return flt(one, 9) == flt(other, 9)
	return cstr(one) == cstr(other)


def compare(before: Row, after: Row) -> dict[str, tuple[Any, Any]]:
	"""Return what differs in two states of one row: column -> value before and after."""
	return {
		column: (value, after.get(column))
		for column, value in before.items()
		if column not in NEVER_COMPARED and column in after and not is_same(value, after[column])
	}


def insert_rows(table: str, rows: Iterable[Row]) -> None:
	"""Write whole rows back, as they were, into the columns that the table has today."""
	columns = set(frappe.db.get_table_columns(table))
	for row in rows:
		values = {column: value for column, value in row.items() if column in columns}
		frappe.qb.into(table).columns(*values).insert(*values.values()).run()
