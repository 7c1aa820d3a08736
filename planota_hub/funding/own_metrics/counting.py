# SPDX-License-Identifier: GPL-3.0-only
"""A definition as a question to the database: the query that the registry counts, as that of a metric in Python.

It asks for no user's rights: the same definition gives the same figure for everybody, at night as well. What may be asked
at all stands in `offers.py`.
"""

from datetime import date as Date

import frappe
from frappe import _
from frappe.query_builder import Case, Criterion, DocType
from frappe.query_builder.functions import Coalesce, Lower
from frappe.utils import add_days, getdate
from pypika.analytics import RowNumber
from pypika.queries import QueryBuilder, Selectable, Table
from pypika.terms import Term

from planota_hub.funding.own_metrics.offers import RECORDS, SUM, Column, list_countable
from planota_hub.funding.own_metrics.plans import Filter, Plan
from planota_hub.funding.own_metrics.segments import is_member
from planota_hub.metrics.counted import MetricError
from planota_hub.metrics.queries import as_term, count_rows, is_within, ngo_of, select_records
from planota_hub.planota_hub.segments.fields import compare
from planota_hub.rules.readable import show_number

# of each the evidence is written down
MOST_RECORDS = 100_000
# field of a definition -> column of a metric
PLACE_COLUMNS = {
	"ngo_field": "ngo",
	"municipality_field": "municipality",
	"field_of_work_field": "field_of_work",
}


def count(plan: Plan, start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the query of the records that a definition counts from a day to a day, both included.

	Args:
	        filters: `funded_project`, where the definition says which field names it.

	Raises:
	        MetricError: when there are more of them than can be proved.
	"""
	document = DocType(plan.doctype)
	counted = DocType(plan.rows.options) if plan.rows else document
	query = select_from(plan, document, counted).where(is_of_time(plan, document, counted, start, end))
	for one in plan.filters:
		query = query.where(holds(one, plan, document, counted))
	if project := (filters or {}).get("funded_project"):
		query = query.where(get_term(plan.places["project_field"], document, counted) == project)
	if plan.segment:
		query = query.where(is_member(plan.segment, get_ngo(plan, document, counted)))
	records = select(plan, query, document, counted, end)
	refuse_too_many(records)
	return records


def select_from(plan: Plan, document: Table, counted: Table) -> QueryBuilder:
	query = frappe.qb.from_(counted)
	if plan.rows:
		query = query.join(document).on(counted.parent == document.name)
		query = query.where(
			(counted.parenttype == plan.doctype) & (counted.parentfield == plan.rows.fieldname)
		)
	for fieldname, value in plan.fixed.items():
		query = query.where(document[fieldname] == value)
	for through, doctype in plan.get_links().items():
		linked = get_linked(doctype, through)
		query = query.join(linked).on(linked.name == document[through])
		for fieldname, value in list_countable()[doctype].items():
			query = query.where(linked[fieldname] == value)
	return query


def get_linked(doctype: str, through: str) -> Table:
	return DocType(doctype).as_(f"of_{through}")


def get_term(column: Column, document: Table, counted: Table) -> Term:
	if column.through:
		return get_linked(column.table, column.through)[column.fieldname]
	return (counted if column.is_row else document)[column.fieldname]


def is_of_time(plan: Plan, document: Table, counted: Table, start: Date, end: Date) -> Criterion:
	"""Return the criterion that a record counts in a period: by its day, or because it is there on the last day."""
	day = get_term(plan.date, document, counted)
	if not plan.lasts:
		return is_within(day, start, end)
	began = day.isnull() | (day < add_days(getdate(end), 1))
	if not plan.until:
		return began
	until = get_term(plan.until, document, counted)
	return began & (until.isnull() | (until >= getdate(end)))


def get_ngo(plan: Plan, document: Table, counted: Table) -> Term:
	"""Return the column with the NGO to which a record belongs."""
	column = plan.places["ngo_field"]
	term = get_term(column, document, counted)
	if column.fieldtype == "Dynamic Link":
		return ngo_of((counted if column.is_row else document)[column.options], term)
	return term


def holds(one: Filter, plan: Plan, document: Table, counted: Table) -> Criterion:
	"""Return the criterion of a filter: on the document, on the counted row, or that the document has such a row."""
	is_counted = bool(plan.rows) and one.field.table == plan.rows.options
	if one.of_document or is_counted:
		table = document if one.of_document else counted
		criterion, means_others = compare(one.row, one.field, table)
		# whoever has no value at all is among the others
		return Case().when(criterion, 1).else_(0) == 0 if means_others else criterion
	table = DocType(one.field.table)
	criterion, means_others = compare(one.row, one.field, table)
	parents = frappe.qb.from_(table).select(table.parent)
	parents = parents.where((table.parenttype == plan.doctype) & criterion)
	return document.name.notin(parents) if means_others else document.name.isin(parents)


def select(plan: Plan, query: QueryBuilder, document: Table, counted: Table, end: Date) -> QueryBuilder:
	"""Return the query with what counts of each record, as a metric answers with it.

	What lasts, and of which nobody knows since when, stands in the evidence with the day on which it is counted.
	"""
	doctype = plan.rows.options if plan.rows else plan.doctype
	day = get_term(plan.date, document, counted)
	if plan.lasts:
		day = Coalesce(day, as_term(getdate(end)))
	places = get_places(plan, document, counted)
	if plan.counting in (RECORDS, SUM):
		value = get_term(plan.counted, document, counted) if plan.counted else 1
		return select_records(query, doctype, counted.name, day, value, **places)
	first = number_by(plan, query, document, counted, day, places).as_("numbered")
	kept = frappe.qb.from_(first).where(first["turn"] == 1)
	return select_records(kept, doctype, first["record"], first["day"], **{key: first[key] for key in places})


def number_by(
	plan: Plan, query: QueryBuilder, document: Table, counted: Table, day: Term, places: dict[str, Term]
) -> Selectable:
	"""Return the records numbered for each organisation or person, the earliest first; those without any left out."""
	keys = get_keys(plan.counted, document, counted)
	turn = RowNumber().over(*keys).orderby(day, counted.name)
	for key in keys:
		query = query.where(key.isnotnull() & (key != ""))
	return query.select(
		counted.name.as_("record"),
		day.as_("day"),
		turn.as_("turn"),
		*(term.as_(key) for key, term in places.items()),
	)


def get_keys(column: Column, document: Table, counted: Table) -> list[Term]:
	"""Return what tells organisations or people apart: for an address, the address whatever its letters."""
	term = get_term(column, document, counted)
	if column.fieldtype == "Dynamic Link":
		return [(counted if column.is_row else document)[column.options], term]
	return [Lower(term)] if column.fieldtype == "Data" else [term]


def get_places(plan: Plan, document: Table, counted: Table) -> dict[str, Term]:
	places = {}
	for fieldname, key in PLACE_COLUMNS.items():
		column = plan.places.get(fieldname)
		if not column:
			continue
		is_ngo = fieldname == "ngo_field"
		places[key] = get_ngo(plan, document, counted) if is_ngo else get_term(column, document, counted)
	return places


def refuse_too_many(records: QueryBuilder) -> None:
	if count_rows(records.limit(MOST_RECORDS + 1)) > MOST_RECORDS:
		raise MetricError(
			_("it would count more than {0} records; please narrow it down with filters").format(
				show_number(MOST_RECORDS)
			)
		)
