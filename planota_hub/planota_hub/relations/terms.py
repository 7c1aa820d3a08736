# SPDX-License-Identifier: GPL-3.0-only
"""When a relation holds: the days of what lasts, the one day of what happened once."""

from datetime import date as Date

import frappe
from frappe.query_builder import Case, Criterion, DocType
from frappe.utils import getdate, today
from pypika import Table

from planota_hub.planota_hub.relations.kinds import RELATION

UPCOMING, CURRENT, ENDED = "Upcoming", "Current", "Ended"

# the first and the last day
Span = tuple[Date, Date]


def get_span(row: frappe._dict, is_lasting: bool = True) -> Span:
	"""Return the first and the last day of a relation; an empty one leaves that end open, and what happened once stays so."""
	if not is_lasting:
		return Date.min, Date.max
	first, last = row.get("from_date"), row.get("to_date")
	return (getdate(first) if first else Date.min), (getdate(last) if last else Date.max)


def intersect(one: Span, other: Span) -> Span | None:
	"""Return the days that two spans have in common; None for none."""
	first, last = max(one[0], other[0]), min(one[1], other[1])
	return (first, last) if first <= last else None


def get_status(row: frappe._dict) -> str:
	"""Return whether a relation is still to come, holds today, or is over."""
	first, last = get_span(row)
	day = getdate(today())
	if last < day:
		return ENDED
	return UPCOMING if first > day else CURRENT


def holds_within(table: Table, first: Date | None = None, last: Date | None = None) -> Criterion:
	"""Return the condition that a relation holds on one of some days; today, where none are given."""
	day = getdate(today())
	first, last = first or (None if last else day), last or (None if first else day)
	begun = table.from_date.isnull() | (table.from_date <= last) if last else None
	lasts = table.to_date.isnull() | (table.to_date >= first) if first else None
	return Criterion.all(condition for condition in (begun, lasts) if condition is not None)


def update_statuses() -> None:
	"""Scheduler, daily: derive the status anew where a relation has begun or ended."""
	table, day = DocType(RELATION), getdate(today())
	status = Case().when(table.to_date < day, ENDED).when(table.from_date > day, UPCOMING).else_(CURRENT)
	for value in (UPCOMING, CURRENT, ENDED):
		outdated = (status == value) & (table.status != value)
		frappe.qb.update(table).set(table.status, value).where(outdated).run()
