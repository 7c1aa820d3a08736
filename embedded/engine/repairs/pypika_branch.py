# SPDX-License-Identifier: GPL-3.0-only
"""For pypika: what Frappe's own branch of it does on SQLite and the registry's does not."""

from typing import Any

from pypika.dialects import SQLLiteQueryBuilder, SQLLiteValueWrapper
from pypika.enums import Arithmetic, Dialects
from pypika.functions import Now
from pypika.queries import QueryBuilder
from pypika.terms import ArithmeticExpression, Interval
from pypika.utils import builder


def _init(self: SQLLiteQueryBuilder, wrapper_cls: type = SQLLiteValueWrapper, **kwargs: Any) -> None:
	"""Accept the value wrapper that Frappe brings."""
	QueryBuilder.__init__(self, dialect=Dialects.SQLLITE, wrapper_cls=wrapper_cls, **kwargs)
	self._insert_or_replace = False


@builder
def _for_update(
	self: SQLLiteQueryBuilder, nowait: bool = False, skip_locked: bool = False, of: tuple = ()
) -> None:
	"""Accept what MariaDB knows of row locks; the database of the embedded site takes its own lock instead."""
	self._for_update = True


def _insert_sql(self: SQLLiteQueryBuilder, **kwargs: Any) -> str:
	"""Write `INSERT OR IGNORE`, where MariaDB has `INSERT IGNORE`."""
	ignore = "OR IGNORE " if self._ignore else ""
	return f"INSERT {ignore}INTO {self._insert_table.get_sql(**kwargs)}"


_arithmetic_sql = ArithmeticExpression.get_sql


def _interval_arithmetic(self: ArithmeticExpression, with_alias: bool = False, **kwargs: Any) -> str:
	"""Add an interval to a point in time, or take it away: SQLite has a function for it, not an operator."""
	if kwargs.get("dialect") != Dialects.SQLLITE or not isinstance(self.right, Interval):
		return _arithmetic_sql(self, with_alias=with_alias, **kwargs)
	sign = "-" if self.operator == Arithmetic.sub else "+"
	steps = ", ".join(f"'{sign}{amount} {unit}'" for unit, amount in _interval_parts(self.right))
	return f"datetime({self.left.get_sql(**kwargs)}, {steps})"


def _interval_parts(interval: Interval) -> list[tuple[str, int]]:
	amounts = {
		unit: getattr(interval, unit, 0)
		for unit in ("years", "months", "days", "hours", "minutes", "seconds")
	}
	amounts["days"] += 7 * getattr(interval, "weeks", 0)
	amounts["months"] += 3 * getattr(interval, "quarters", 0)
	return [(unit, amount) for unit, amount in amounts.items() if amount] or [("seconds", 0)]


_now_sql = Now.get_function_sql


def _now(self: Now, **kwargs: Any) -> str:
	"""The present in local time, as MariaDB's NOW() gives it."""
	if kwargs.get("dialect") == Dialects.SQLLITE:
		return "datetime('now', 'localtime')"
	return _now_sql(self, **kwargs)


SQLLiteQueryBuilder.__init__ = _init
SQLLiteQueryBuilder.for_update = _for_update
SQLLiteQueryBuilder._insert_sql = _insert_sql
ArithmeticExpression.get_sql = _interval_arithmetic
Now.get_function_sql = _now
