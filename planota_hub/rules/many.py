# SPDX-License-Identifier: GPL-3.0-only
"""Many records at once.

Beyond a number of names, reading all sooner gives the answer than naming each. Rows are written with a statement that is
made once: the framework's own `bulk_insert` works out each value's place in it anew, which takes longer than the database.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import frappe
from pypika import Parameter
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Term

# a condition on more names costs more than the rows that it would spare
MANY = 2000
# to name each takes longer than to ask the database for all
FEW = 200
# SQLite takes no more than 32,766 values in one statement
AT_ONCE = 500


def narrow(names: Collection[str] | None) -> list[str] | None:
	"""Return the names for a condition of a query; None where all is to be read, and what is not asked for left out.

	No name at all is a name that nothing has.
	"""
	if names is None or len(names) > MANY:
		return None
	return sorted(names) or [""]


def among(column: Term, names: Collection[str], every: QueryBuilder) -> Criterion:
	"""Return the condition that a column has one of some names; of many, that it has one of a query's, which holds them all.

	What was not asked for is then left out by who reads the rows.
	"""
	return column.isin(every if len(names) > FEW else sorted(names) or [""])


def insert_rows(doctype: str, fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
	"""Write rows of a table past their documents, each with the values of the fields in their order."""
	for start in range(0, len(rows), AT_ONCE):
		portion = rows[start : start + AT_ONCE]
		statement = write_insert(frappe.db.db_type, doctype, tuple(fields), len(portion))
		frappe.db.sql(statement, tuple(value for row in portion for value in row))


@lru_cache(maxsize=16)
def write_insert(db_type: str, doctype: str, fields: tuple[str, ...], number: int) -> str:
	"""Return the statement of a kind of database that writes a number of rows, with a place for each value."""
	places = [Parameter("%s")] * len(fields)
	return frappe.qb.into(frappe.qb.DocType(doctype)).columns(*fields).insert(*[places] * number).get_sql()
