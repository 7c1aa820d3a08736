# SPDX-License-Identifier: GPL-3.0-only
"""What a metric has counted: rows that it has put together itself, or a query that the database answers."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any, Protocol, cast

import frappe
from frappe import _
from frappe.query_builder import Case, DocType, Order
from frappe.query_builder.functions import Coalesce, Count, Max, Min, Round, Sum
from frappe.utils import cstr, flt, getdate
from pypika.analytics import RowNumber
from pypika.queries import QueryBuilder, Selectable
from pypika.terms import CustomFunction, NullValue, Term

from planota_hub.metrics.queries import (
	COLUMNS,
	NEEDED,
	NGO_FIELDS,
	PLACES,
	PRECISION,
	as_term,
	count_rows,
	read_rows,
	unite,
)
from planota_hub.rules.many import insert_rows, narrow

ROWS_AT_ONCE = 1_000
ORDER = ("date", "doctype", "name", "municipality")
Replace = CustomFunction("REPLACE", ["text", "part", "other"])
# the DocTypes that a statement reads
TABLES = re.compile(r"""[`"]tab([^`"]+)[`"]""")


class MetricError(frappe.ValidationError):
	"""A metric is unknown, failed, took too long or answered what can't be counted."""


@dataclass(frozen=True)
class Target:
	"""Where counted records are written down: rows of a table that belong to one document.

	Attributes:
	        table: DocType of the rows.
	        parent, parenttype, parentfield: the document.
	        columns: column of the table -> key of a counted record.
	"""

	table: str
	parent: str
	parenttype: str
	parentfield: str
	columns: dict[str, str]


class Counted(Protocol):
	"""What both kinds answer."""

	def get_rows(self) -> list[frappe._dict]:
		"""Return the counted records, the oldest first."""

	def get_total(self) -> float:
		"""Return the figure."""

	def get_state(self) -> str | None:
		"""Return what tells whether anything may have changed since it was asked before; None when nothing tells it."""

	def find(self, records: Iterable[tuple[str, str]]) -> list[frappe._dict]:
		"""Return those counted records that are among these, each a DocType and a name."""

	def write(self, target: Target) -> float:
		"""Write the counted records down, the oldest first; return the figure."""

	def differ(self, target: Target) -> list[tuple[str, str]]:
		"""Return the records, DocType and name, that count otherwise than it is written down."""


# Rows


@dataclass(frozen=True)
class CountedRows:
	"""Rows that a metric has put together in Python."""

	rows: Sequence[frappe._dict]

	def get_rows(self) -> list[frappe._dict]:
		return sorted(self.rows, key=lambda row: (row.date, row.doctype, row.name))

	def get_total(self) -> float:
		return add_up(self.rows)

	def get_state(self) -> None:
		# where rows put together in Python come from is not known
		return None

	def find(self, records: Iterable[tuple[str, str]]) -> list[frappe._dict]:
		wanted = set(records)
		return [row for row in self.get_rows() if (row.doctype, row.name) in wanted]

	def write(self, target: Target) -> float:
		now, user = frappe.utils.now_datetime(), frappe.session.user
		standard = ["name", "idx", "parent", "parenttype", "parentfield", "creation", "modified", "owner"]
		belongs = [target.parent, target.parenttype, target.parentfield, now, now, user]
		values = [
			[f"{target.parent}-{idx}", idx, *belongs, *(row[key] for key in target.columns.values())]
			for idx, row in enumerate(self.get_rows(), start=1)
		]
		insert_rows(target.table, [*standard, *target.columns], values)
		return self.get_total()

	def differ(self, target: Target) -> list[tuple[str, str]]:
		written = {(row.doctype, row.name): row.value for row in read_rows(select_written(target))}
		counted: dict[tuple[str, str], float] = {}
		for row in self.rows:
			key = row.doctype, row.name
			counted[key] = flt(counted.get(key, 0) + row.value, PRECISION)
		return sorted(key for key in {*written, *counted} if written.get(key) != counted.get(key))


def count_rows_of(doctype: str) -> tuple[int, str]:
	"""Return how many rows a table has, and when one of them was changed last."""
	table = DocType(doctype)
	number = frappe.qb.from_(table).select(Count("*")).run()[0][0]
	return number, cstr(frappe.qb.from_(table).select(Max(table.modified)).run()[0][0])


def select_written(target: Target) -> QueryBuilder:
	"""Return the query of what is written down of each record: `doctype`, `name` and `value`."""
	written = DocType(target.table)
	column = {key: written[name] for name, key in target.columns.items()}
	return (
		frappe.qb.from_(written)
		.select(column["doctype"].as_("doctype"), column["name"].as_("name"))
		.select(Round(Sum(column["value"]), PRECISION).as_("value"))
		.where((written.parent == target.parent) & (written.parenttype == target.parenttype))
		.groupby(column["doctype"], column["name"])
	)


def add_up(rows: Sequence[dict]) -> float:
	"""Return the figure that a set of counted records makes up."""
	return flt(sum(row["value"] for row in rows), PRECISION)


# A query


@dataclass(frozen=True)
class CountedQuery:
	"""A query with all `COLUMNS`; nothing is read of it but what is asked.

	Attributes:
	        figures: a query of the same records with what adds up alone.
	        first: first day that counts; None when what is counted may have begun at any time.
	        last: last day that counts.
	"""

	query: QueryBuilder
	figures: QueryBuilder
	first: Date | None
	last: Date

	def get_rows(self) -> list[frappe._dict]:
		return self.read(self.select())

	def get_total(self) -> float:
		return self.check(self.figures.as_("counted"), {key: key for key in NEEDED})

	def get_number(self) -> int:
		"""Return how many records are counted."""
		return count_rows(self.query)

	def get_parts(self, key: str, most: int) -> list[tuple[str | None, float]]:
		"""Return the biggest parts of the figure by a column of `PLACES`; what belongs to none under nothing."""
		counted = self.query.as_("counted_parts")
		value = Sum(counted["value"])
		query = frappe.qb.from_(counted).select(counted[key], value).groupby(counted[key])
		rows = query.orderby(value, order=Order.desc).orderby(counted[key], order=Order.asc).limit(most).run()
		return [(part, flt(number, PRECISION)) for part, number in rows]

	def get_state(self) -> str:
		"""Return a sum over the question itself, and over number and newest change of the rows of each table that it reads.

		What is written past the documents, and leaves no new time of change, is not noticed.
		"""
		# the framework gives its queries this
		statement, values = cast(Any, self.query).walk()
		tables = [(table, *count_rows_of(table)) for table in sorted(set(TABLES.findall(statement)))]
		return hashlib.sha256(repr((statement, sorted(values.items()), tables)).encode()).hexdigest()

	def find(self, records: Iterable[tuple[str, str]]) -> list[frappe._dict]:
		wanted = list(records)
		found = []
		for start in range(0, len(wanted), ROWS_AT_ONCE):
			names = sorted({name for _doctype, name in wanted[start : start + ROWS_AT_ONCE]})
			found += self.read(self.select(names))
		known = set(wanted)
		return [row for row in found if (row.doctype, row.name) in known]

	def select(self, names: list[str] | None = None) -> QueryBuilder:
		"""Return the query of the counted records, the oldest first; of those with these names, if any are given."""
		counted = self.query.as_("counted_records")
		query = frappe.qb.from_(counted).select(*(counted[key] for key in COLUMNS))
		for key in ORDER:
			query = query.orderby(counted[key], order=Order.asc)
		return query.where(counted["name"].isin(names)) if names else query

	def read(self, query: QueryBuilder) -> list[frappe._dict]:
		return [read_row(row, self.first, self.last) for row in read_rows(query)]

	def write(self, target: Target) -> float:
		"""Write the counted records down in one statement, and then look at what was written.

		MariaDB would lock every record that such a statement reads until the transaction ends, so that nobody could
		save one of them meanwhile; there they are read first.
		"""
		if frappe.db.db_type == "mariadb":
			return CountedRows(self.get_rows()).write(target)
		counted = self.query.as_("numbered")
		number = RowNumber()
		for key in ORDER:
			number = number.orderby(counted[key])
		now = frappe.utils.now_datetime()
		values = {
			"name": Replace(f"{target.parent}-#", "#", number),
			"idx": number,
			"parent": target.parent,
			"parenttype": target.parenttype,
			"parentfield": target.parentfield,
			"creation": now,
			"modified": now,
			"owner": frappe.session.user,
			**{column: counted[key] for column, key in target.columns.items()},
		}
		selected = (as_term(value) for value in values.values())
		frappe.qb.into(target.table).columns(*values).from_(counted).select(*selected).run()
		written = DocType(target.table)
		columns = {key: column for column, key in target.columns.items()}
		return self.check(written, columns, written.parent == target.parent)

	def differ(self, target: Target) -> list[tuple[str, str]]:
		"""Compare both sides in one statement, in which each record stands once."""
		now, written = self.query.as_("now"), select_written(target).as_("written")
		sides = unite(
			frappe.qb.from_(written).select(
				written.doctype, written["name"], written.value.as_("reported"), NullValue().as_("counted")
			),
			frappe.qb.from_(now).select(
				now.doctype, now["name"], NullValue().as_("reported"), now.value.as_("counted")
			),
		).as_("sides")
		reported, counted = (Round(Sum(sides[side]), PRECISION) for side in ("reported", "counted"))
		query = (
			frappe.qb.from_(sides).select(sides.doctype, sides["name"]).groupby(sides.doctype, sides["name"])
		)
		query = query.having(reported.isnull() | counted.isnull() | (reported != counted))
		return [tuple(row) for row in query.orderby(sides.doctype, sides["name"]).run()]

	def check(self, table: Selectable, columns: dict[str, str], condition: Term | None = None) -> float:
		"""Return the figure of counted records that lie in a table or a query.

		Raises:
		        MetricError: when one of them is no record, or outside the time that was asked for.
		"""
		column = {key: table[name] for key, name in columns.items()}
		lacking = column["doctype"].isnull() | column["name"].isnull() | column["date"].isnull()
		query = frappe.qb.from_(table).select(
			Coalesce(Sum(column["value"]), 0),
			Min(column["date"]),
			Max(column["date"]),
			Sum(Case().when(lacking, 1).else_(0)),
		)
		total, oldest, newest, incomplete = (query.where(condition) if condition else query).run()[0]
		if incomplete:
			raise MetricError(_("one of its rows lacks doctype, name, date or value"))
		if oldest and ((self.first and getdate(oldest) < self.first) or getdate(newest) > self.last):
			# says which one
			self.get_rows()
		return flt(total, PRECISION)


# One row


def read_row(row: dict, start: Date | None, end: Date) -> frappe._dict:
	"""Return one row of a metric with all its keys.

	Args:
	        start: first day that counts; None when what is counted may have begun at any time.

	Raises:
	        MetricError: when it is no record, or one outside the time that was asked for.
	"""
	try:
		read = frappe._dict(doctype=row["doctype"], name=row["name"], date=getdate(row["date"]))
		read.value = flt(row["value"], PRECISION)
	except (KeyError, TypeError, ValueError) as error:
		raise MetricError(_("one of its rows lacks doctype, name, date or value")) from error
	if not (read.doctype and read.name and row["date"]):
		raise MetricError(_("one of its rows lacks doctype, name, date or value"))
	if (start and read.date < start) or read.date > end:
		raise MetricError(_("it counted {0} {1} outside the period").format(_(read.doctype), read.name))
	for key in PLACES:
		read[key] = row.get(key) or None
	return read


def add_places(rows: Sequence[frappe._dict]) -> None:
	"""Add what follows from the NGO of a row, and the administrative unit of its municipality; two queries."""
	names = sorted({row.ngo for row in rows if row.ngo})
	ngos = {}
	named = narrow(names)
	for ngo in frappe.get_all(
		"NGO",
		filters={} if named is None else {"name": ("in", named)},
		fields=["name", *NGO_FIELDS.values()],
		order_by="name asc",
		limit_page_length=0,
	):
		ngos[ngo.name] = ngo
	units = dict(
		frappe.get_all(
			"Municipality",
			fields=["name", "administrative_unit"],
			order_by="name asc",
			as_list=True,
			limit_page_length=0,
		)
	)
	for row in rows:
		ngo = ngos.get(row.ngo) or {}
		for key, fieldname in NGO_FIELDS.items():
			row[key] = row[key] or ngo.get(fieldname) or None
		row.administrative_unit = row.administrative_unit or units.get(row.municipality)
