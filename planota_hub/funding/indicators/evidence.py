# SPDX-License-Identifier: GPL-3.0-only
"""The counted records of readings: written and added up where they lie, read in pages.

They belong to their reading as the rows of a table do, but are no part of its form: a figure may count a hundred
thousand records.
"""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe.query_builder import Criterion, DocType
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import flt

from planota_hub.metrics.counted import Target
from planota_hub.metrics.queries import PRECISION
from planota_hub.metrics.registry import SHARED_FILTERS
from planota_hub.rules.sorting import sort_key

READING, EVIDENCE = "Indicator Reading", "Counted Record"
FIELD = "evidence"
NAMES_AT_ONCE = 1_000
ROWS_OF_A_PAGE = 2_000
# column -> key of a counted record
KEYS = {
	"ref_doctype": "doctype",
	"ref_name": "name",
	"counted_on": "date",
	"counted_value": "value",
	"ngo": "ngo",
	"municipality": "municipality",
	"administrative_unit": "administrative_unit",
	"field_of_work": "field_of_work",
	"legal_form": "legal_form",
}


def get_target(reading: str) -> Target:
	"""Return where the counted records of a reading are written down."""
	return Target(EVIDENCE, reading, READING, FIELD, KEYS)


def delete(reading: str) -> None:
	"""Delete the counted records of a reading."""
	frappe.db.delete(EVIDENCE, {"parent": reading, "parenttype": READING})


def get(readings: list[str], filters: dict[str, str] | None = None) -> dict[str, list[frappe._dict]]:
	"""Return the counted records of readings, in their order, in one query; the keys are those of a metric.

	Args:
	        filters: of `SHARED_FILTERS`; only what belongs there.
	"""
	found: dict[str, list[frappe._dict]] = {name: [] for name in readings}
	for row in read(readings, filters):
		found[row.pop("reading")].append(row)
	return found


def get_page(reading: str, start: int, length: int) -> list[frappe._dict]:
	"""Return some of the counted records of a reading, from one to another; the keys are those of a metric."""
	return forget_reading(read([reading], start=start, length=length))


def read_in_pages(reading: str) -> Iterator[list[frappe._dict]]:
	"""Yield the counted records of a reading in their order, a page at a time; the keys are those of a metric."""
	table = DocType(EVIDENCE)
	last = -1
	while rows := (
		frappe.qb.from_(table)
		.select(table.idx, *(table[column].as_(key) for column, key in KEYS.items()))
		.where(belongs_to([reading]) & (table.idx > last))
		.orderby(table.idx)
		.limit(ROWS_OF_A_PAGE)
		.run(as_dict=True)
	):
		last = rows[-1].idx
		yield rows


def read(
	readings: list[str], filters: dict[str, Any] | None = None, start: int = 0, length: int = 0
) -> list[frappe._dict]:
	table = DocType(EVIDENCE)
	query = (
		frappe.qb.from_(table)
		.select(table.parent.as_("reading"), *(table[column].as_(key) for column, key in KEYS.items()))
		.where(belongs_to(readings) & fits(filters))
		.orderby(table.parent, table.idx)
	)
	return (query.limit(length).offset(start) if length else query).run(as_dict=True)


def find(reading: str, records: list[tuple[str, str]]) -> list[frappe._dict]:
	"""Return those counted records of a reading that are among these, each a DocType and a name."""
	found = []
	for start in range(0, len(records), NAMES_AT_ONCE):
		found += read(
			[reading], {"name": [name for _doctype, name in records[start : start + NAMES_AT_ONCE]]}
		)
	known = set(records)
	return forget_reading([row for row in found if (row.doctype, row.name) in known])


def forget_reading(rows: list[frappe._dict]) -> list[frappe._dict]:
	for row in rows:
		row.pop("reading")
	return rows


def count(readings: list[str]) -> dict[str, int]:
	"""Return how many records each reading has counted."""
	table = DocType(EVIDENCE)
	query = frappe.qb.from_(table).select(table.parent, Count("*")).where(belongs_to(readings))
	return {**dict.fromkeys(readings, 0), **dict(query.groupby(table.parent).run())}


def belongs_to(readings: list[str]) -> Criterion:
	table = DocType(EVIDENCE)
	return table.parent.isin(readings or [""]) & (table.parenttype == READING)


def fits(filters: dict[str, Any] | None) -> Criterion:
	"""Return the condition that counted records have these values, each one or a list of them."""
	table = DocType(EVIDENCE)
	columns = {key: table[column] for column, key in KEYS.items()}
	conditions = [
		columns[key].isin(value or [""]) if isinstance(value, list) else columns[key] == value
		for key, value in (filters or {}).items()
	]
	return Criterion.all(conditions) if conditions else table.parenttype == READING


# Added up


def get_parts(
	readings: list[str], by: str, filters: dict[str, str] | None = None
) -> dict[str, list[frappe._dict]]:
	"""Return the figures of readings by one of the shared filters, the largest part first, in one query.

	What has no value there stands in a part without a name, so that the parts always make up the whole.

	Returns:
	        reading -> `part`, its `value`, how many `records`.
	"""
	table = DocType(EVIDENCE)
	part = Coalesce(table[by], "")
	parts: dict[str, list[frappe._dict]] = {name: [] for name in readings}
	query = (
		frappe.qb.from_(table)
		.select(table.parent.as_("reading"), part.as_("part"))
		.select(Sum(table.counted_value).as_("value"), Count("*").as_("records"))
		.where(belongs_to(readings) & fits(filters))
		.groupby(table.parent, part)
	)
	for row in query.run(as_dict=True):
		row.value = flt(row.value, PRECISION)
		parts[row.pop("reading")].append(row)
	for rows in parts.values():
		rows.sort(key=lambda row: (-row.value, sort_key(row.part)))
	return parts


def break_down(readings: list[str]) -> dict[str, dict[str, dict[str, float]]]:
	"""Return for each reading the figure by municipality, unit, field of work and legal form; four queries."""
	parts = {by: get_parts(readings, by) for by in SHARED_FILTERS}
	return {
		name: {by: {row.part: row.value for row in parts[by][name]} for by in SHARED_FILTERS}
		for name in readings
	}


def add_up(reading: str, filters: dict[str, str] | None = None) -> frappe._dict:
	"""Return the `value` of the counted records of a reading and how many `records` there are."""
	table = DocType(EVIDENCE)
	((value, records),) = (
		frappe.qb.from_(table)
		.select(Coalesce(Sum(table.counted_value), 0), Count("*"))
		.where(belongs_to([reading]) & fits(filters))
		.run()
	)
	return frappe._dict(value=flt(value, PRECISION), records=records)


def count_places(readings: list[str]) -> dict[str, int]:
	"""Return how many different records these readings have counted in each municipality, by its name."""
	table = DocType(EVIDENCE)
	records = (
		frappe.qb.from_(table)
		.select(table.municipality, table.ref_doctype, table.ref_name)
		.distinct()
		.where(belongs_to(readings) & table.municipality.notnull())
	).as_("records")
	query = frappe.qb.from_(records).select(records.municipality, Count("*")).groupby(records.municipality)
	places = {place: number for place, number in query.run() if place}
	return {place: places[place] for place in sorted(places, key=sort_key)}


def get_ngo_names(readings: list[str]) -> dict[str, str]:
	"""Return the names of the NGOs that these readings have counted, as they are called now."""
	table, ngo = DocType(EVIDENCE), DocType("NGO")
	counted = frappe.qb.from_(table).select(table.ngo).where(belongs_to(readings))
	query = frappe.qb.from_(ngo).select(ngo.name, ngo.ngo_name).where(ngo.name.isin(counted))
	return dict(query.orderby(ngo.name).run())
