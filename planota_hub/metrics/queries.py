# SPDX-License-Identifier: GPL-3.0-only
"""Metrics as questions to the database: how a query says what counts, and how it is completed.

A metric that answers with a query selects the columns `doctype`, `name`, `date` and `value`, and of those that say
where a record belongs as many as it knows. What it leaves empty follows from the NGO, in the database as well.
"""

from datetime import date as Date
from datetime import timedelta
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case, Criterion, DocType
from frappe.query_builder.functions import Coalesce, Count, NullIf, Round
from frappe.query_builder.functions import Date as DayOf
from frappe.query_builder.terms import ParameterizedValueWrapper
from frappe.utils import getdate
from pypika.queries import QueryBuilder, Selectable, _SetOperation
from pypika.terms import Field, NullValue, Term

PRECISION = 2
# column -> field of the NGO from which it follows when a metric leaves it empty
NGO_FIELDS = {
	"municipality": "municipality",
	"field_of_work": "primary_field_of_work",
	"legal_form": "legal_form",
}
PLACES = ("ngo", "municipality", "administrative_unit", "field_of_work", "legal_form")
NEEDED = ("doctype", "name", "date", "value")
COLUMNS = (*NEEDED, *PLACES)


# What metrics say


def select_records(
	query: QueryBuilder, doctype: str | Term, name: Term, date: Term, value: float | Term = 1, **places: Term
) -> QueryBuilder:
	"""Return a query that selects its records as a metric counts them.

	Args:
	        query: from the tables that are counted, with its conditions.
	        doctype: of the records, or the column that says it.
	        date: column of the day; one with a time of day will do.
	        places: columns of `PLACES`; what is left out follows from the NGO.
	"""
	columns = {"doctype": doctype, "name": name, "date": date, "value": value, **places}
	return query.select(*(as_term(columns.get(key)).as_(key) for key in COLUMNS))


def as_term(value: Any) -> Term:
	"""Return a value as the query builder takes it: a text as a text and not as the name of a column."""
	if value is None:
		return NullValue()
	return value if isinstance(value, Term) else ParameterizedValueWrapper(value)


def is_within(column: Term, first: Date | str, last: Date | str) -> Criterion:
	"""Return the condition that a day, or a moment, lies from a day to a day, both included."""
	return (column >= getdate(first)) & (column < getdate(last) + timedelta(days=1))


def keep(query: QueryBuilder, filters: dict | None, **columns: Term) -> QueryBuilder:
	"""Return a query that keeps the records with the values of filters; of what it does not know, it keeps none."""
	for key, value in (filters or {}).items():
		if value:
			query = query.where(columns[key] == value if key in columns else no_record())
	return query


def keep_fields(query: QueryBuilder, doctype: str, filters: dict | None) -> QueryBuilder:
	"""Return a query that keeps the records of which the fields have the values of filters.

	Raises:
	        frappe.ValidationError: when the DocType has no such field.
	"""
	for fieldname, value in (filters or {}).items():
		if fieldname not in frappe.get_meta(doctype).get_valid_columns():
			frappe.throw(_("{0} has no field {1}.").format(_(doctype), fieldname))
		query = query.where(DocType(doctype)[fieldname] == value)
	return query


def no_record() -> Criterion:
	return as_term(1) == as_term(0)


def ngo_of(partner_type: Term, partner: Term) -> Term:
	"""Return the column of a partner where it is an NGO."""
	return Case().when(partner_type == "NGO", partner).else_(NullValue())


def unite(first: QueryBuilder, *others: QueryBuilder) -> _SetOperation:
	"""Return the records of several queries, each with the same columns, one after another."""
	# SQLite takes no brackets there
	first.wrap_set_operation_queries = False
	united = first.union_all(others[0])
	for other in others[1:]:
		united = united.union_all(other)
	return united


def count_rows(query: QueryBuilder) -> int:
	"""Return how many rows a query has."""
	return frappe.qb.from_(query.as_("counted")).select(Count("*")).run()[0][0]


def read_rows(query: Any) -> list[frappe._dict]:
	"""Return the rows of a query."""
	return query.run(as_dict=True)


# What the registry makes of it


def is_query(answer: Any) -> bool:
	"""Tell whether a metric has answered with a query."""
	return isinstance(answer, QueryBuilder | _SetOperation)


def get_columns(query: QueryBuilder | _SetOperation) -> set[str]:
	"""Return the names of the columns that a query selects."""
	selected = query.base_query if isinstance(query, _SetOperation) else query
	return {term.alias or getattr(term, "name", None) for term in selected._selects}


def complete(query: QueryBuilder | _SetOperation, shared: dict[str, list[str]]) -> QueryBuilder:
	"""Return a query with all `COLUMNS` of a metric's one, every place filled in as far as it is known.

	Args:
	        shared: filter that all metrics know -> its values; only what has one of them is kept.
	"""
	counted, ngo, municipality = query.as_("counted"), DocType("NGO"), DocType("Municipality")
	columns = get_places(counted, get_columns(query), ngo, municipality)
	completed = (
		select_figures(counted)
		.left_join(ngo)
		.on(ngo.name == counted["ngo"] if "ngo" in get_columns(query) else no_record())
		.left_join(municipality)
		.on(municipality.name == columns["municipality"])
		.select(*(column.as_(key) for key, column in columns.items()))
	)
	for key, values in shared.items():
		completed = completed.where(columns[key].isin(values or [""]))
	return completed


def select_figures(counted: Selectable) -> QueryBuilder:
	"""Return a query of what adds up, wherever it belongs: record, day and value."""
	return frappe.qb.from_(counted).select(
		counted["doctype"].as_("doctype"),
		counted["name"].as_("name"),
		DayOf(counted["date"]).as_("date"),
		Round(Coalesce(counted["value"], 0), PRECISION).as_("value"),
	)


def get_places(
	counted: Selectable, known: set[str], ngo: Selectable, municipality: Selectable
) -> dict[str, Term]:
	"""Return the columns that say where a record belongs, what the metric says before what the NGO says."""
	said: dict[str, Field | NullValue] = {
		key: counted[key] if key in known else NullValue() for key in PLACES
	}
	places = {
		key: NullIf(Coalesce(NullIf(said[key], ""), ngo[fieldname]), "")
		for key, fieldname in NGO_FIELDS.items()
	}
	unit = Coalesce(NullIf(said["administrative_unit"], ""), municipality.administrative_unit)
	return {
		"ngo": NullIf(said["ngo"], ""),
		"municipality": places["municipality"],
		"administrative_unit": NullIf(unit, ""),
		"field_of_work": places["field_of_work"],
		"legal_form": places["legal_form"],
	}
