# SPDX-License-Identifier: GPL-3.0-only
"""Give many records of one DocType another name in few queries, whatever their number.

The framework renames one record at a time, with some hundred queries each. Here a table is written once for every
chunk of records, and one that points at none of them is only asked whether it does.
"""

from collections.abc import Iterable, Iterator

import frappe
from frappe.model.dynamic_links import get_dynamic_link_map
from frappe.model.rename_doc import get_link_fields
from frappe.query_builder import Field
from pypika.terms import Case, Criterion

# so many names go into one query
CHUNK = 500
# fields that name a record without being links: DocType -> the fields with DocType and name of the record
TEXT_POINTERS = {"File": ("attached_to_doctype", "attached_to_name"), "Version": ("ref_doctype", "docname")}


def rename_many(doctype: str, names: dict[str, str], of: dict[str, str]) -> None:
	"""Rename records and all rows that lead to them; no hook runs, nothing is written into their history.

	Args:
	        names: present name -> new name, which no record has yet.
	        of: a field and its value, by which all of these records are found, and others may be.
	"""
	if not names:
		return
	(fieldname, value), *_rest = of.items()
	records = frappe.qb.from_(doctype).select("name").where(Field(fieldname) == value)
	for table, pointer, condition in get_pointers(doctype):
		query = frappe.qb.from_(table).select(pointer).distinct()
		pointed = query.where(condition & Field(pointer).isin(records)).run(pluck=True)
		replace(table, pointer, condition, {name: names[name] for name in pointed if name in names})
	replace(doctype, "name", Field("name").notnull(), names)
	for name in names:
		frappe.clear_document_cache(doctype, name)


def get_pointers(doctype: str) -> Iterator[tuple[str, str, Criterion]]:
	"""Yield tables and fields that can name records of a DocType, and the condition under which they do."""
	for df in frappe.get_meta(doctype).get_table_fields():
		yield df.options, "parent", Field("parenttype") == doctype
	for link in get_link_fields(doctype):
		if not link.issingle:
			yield link.parent, link.fieldname, Field(link.fieldname).notnull()
	for df in get_dynamic_link_map().get(doctype, []):
		if not frappe.get_meta(df.parent).issingle:
			yield df.parent, df.fieldname, Field(df.options) == doctype
	for table, (type_field, name_field) in TEXT_POINTERS.items():
		yield table, name_field, Field(type_field) == doctype


def replace(table: str, fieldname: str, condition: Criterion, values: dict[str, str]) -> None:
	"""Write other values in place of those that stand in a field."""
	for chunk in in_chunks(values):
		case = Case()
		for value in chunk:
			case = case.when(Field(fieldname) == value, values[value])
		query = frappe.qb.update(table).set(fieldname, case.else_(Field(fieldname)))
		query.where(condition & Field(fieldname).isin(chunk)).run()


def in_chunks(names: Iterable[str]) -> Iterator[list[str]]:
	"""Yield names in lists that are short enough for one query."""
	names = list(names)
	for start in range(0, len(names), CHUNK):
		yield names[start : start + CHUNK]
