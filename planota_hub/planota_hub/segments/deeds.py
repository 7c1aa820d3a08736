# SPDX-License-Identifier: GPL-3.0-only
"""What organisations did, or what was done with them, as conditions of a segment.

Each area says in the hook `hub_segment_deeds` what can be asked about its records: a function that returns `Deed`s. A deed
gives one set of names; a condition means those in it, or, negated, all others. Records that the user may not see count for
nothing, so nobody learns by a segment what no list shows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date as Date
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, add_months, cint, getdate, today
from pypika.queries import QueryBuilder
from pypika.terms import Term

from planota_hub.figures.visible_rows import visible
from planota_hub.rules.readable import choose_form, show_day, show_number
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import shown
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.segment_condition.segment_condition import SegmentCondition

NGO, STAKEHOLDER = "NGO", "Stakeholder"
HOOK = "hub_segment_deeds"
THIS_YEAR, LAST_YEAR, LAST_MONTHS, DAYS = "This Year", "Last Year", "Last Months", "From a Day to a Day"
PERIODS = (THIS_YEAR, LAST_YEAR, LAST_MONTHS, DAYS)
MOST_MONTHS = 100
# fields of a condition that belong to deeds alone
INPUTS = ("record_type", "record", "choice", "number", "period", "months", "from_date", "to_date")


@dataclass(frozen=True)
class Deed:
	"""Something that organisations did, as a segment can ask for it.

	Attributes:
	        key: by which conditions name it; never changed once it is used.
	        label: what they did, in the reader's language; `otherwise` says it of all others.
	        select: function `(condition, doctype)` that returns a query of the names of those who did; see `Asked`.
	        of: the DocTypes of organisations that can have done it.
	        record: DocType of a record that a condition may name: a network, a call.
	        choices: DocType and Select field whose choices a condition may name.
	        kinds: function that returns them in the reader's language by key, where they stand in no field.
	        number: what a condition may ask for at least, in the reader's language; empty for nothing.
	        has_period: whether it can be asked for a time.
	"""

	key: str
	label: str
	otherwise: str
	select: Callable[["Asked", str], QueryBuilder]
	of: tuple[str, ...] = (NGO,)
	record: str | None = None
	choices: tuple[str, str] | None = None
	kinds: Callable[[], dict[str, str]] | None = None
	number: str = ""
	has_period: bool = False

	def get_choices(self) -> dict[str, str]:
		"""Return what can be chosen of its kinds, in the reader's language."""
		if self.kinds:
			return self.kinds()
		if not self.choices:
			return {}
		doctype, fieldname = self.choices
		return {
			choice: _(choice)
			for choice in frappe.get_meta(doctype).get_options(fieldname).split("\n")
			if choice
		}


@dataclass(frozen=True)
class Asked:
	"""What a condition asks for: a record, a kind, a number at least, days; each None for any."""

	record: str | None
	choice: str | None
	number: float
	first: Date | None
	last: Date | None

	def within(self, query: QueryBuilder, day: Term) -> QueryBuilder:
		"""Return a query that keeps the days that are asked for; of moments too."""
		if self.first:
			query = query.where(day >= self.first)
		return query.where(day < add_days(self.last, 1)) if self.last else query


def get_deeds() -> dict[str, Deed]:
	"""Return what every area has to ask for, by key."""
	paths = dict.fromkeys(frappe.get_hooks(HOOK))
	return {deed.key: deed for path in paths for deed in frappe.get_attr(path)()}


def get_deed(row: "SegmentCondition", doctype: str) -> Deed:
	"""Return the deed that a condition names.

	Raises:
	        frappe.ValidationError: when nobody knows it, or not of these organisations.
	"""
	deed = get_deeds().get(row.subject)
	if not deed:
		refuse(row, "subject", _("{0} can't be asked for any more.").format(shown(row.subject)))
	if doctype not in deed.of:
		refuse(row, "subject", _("{0}: this can't be asked of {1}.").format(deed.label, _(doctype)))
	return deed


def check_deed(row: "SegmentCondition", doctype: str) -> None:
	"""Hold a condition to what its deed can be asked for, and empty what it can't.

	Raises:
	        frappe.ValidationError: naming the field and what is expected.
	"""
	deed = get_deed(row, doctype)
	row.record_type = deed.record
	if not deed.record:
		row.record = None
	row.choice = (row.choice or None) if deed.choices or deed.kinds else None
	row.number = row.number if deed.number else 0
	row.period = (row.period or None) if deed.has_period else None
	if row.choice and row.choice not in deed.get_choices():
		choices = ", ".join(deed.get_choices().values())
		refuse(row, "choice", _("{0} is none of these choices: {1}.").format(shown(row.choice), choices))
	if row.record and not frappe.db.exists(deed.record, row.record):
		refuse(row, "record", _("{0} {1} is not there.").format(_(deed.record), shown(row.record)))
	check_period(row)


def check_period(row: "SegmentCondition") -> None:
	if row.period and row.period not in PERIODS:
		refuse(row, "period", _("please choose one of {0}.").format(", ".join(map(_, PERIODS))))
	if row.period != LAST_MONTHS:
		row.months = 0
	elif not 0 < cint(row.months) <= MOST_MONTHS:
		refuse(row, "months", _("please enter a number from 1 to {0}.").format(MOST_MONTHS))
	if row.period != DAYS:
		row.from_date = row.to_date = None
		return
	for fieldname in ("from_date", "to_date"):
		refuse_missing(row, fieldname, _("please enter a day."))
	if getdate(row.from_date) > getdate(row.to_date):
		refuse(row, "to_date", _("expected is a day not before {0}.").format(show_day(row.from_date)))


def get_span(row: "SegmentCondition") -> tuple[Date | None, Date | None]:
	"""Return the first and the last day that a condition is about; None for no limit."""
	day = getdate(today())
	if row.period == THIS_YEAR:
		return Date(day.year, 1, 1), day
	if row.period == LAST_YEAR:
		return Date(day.year - 1, 1, 1), Date(day.year - 1, 12, 31)
	if row.period == LAST_MONTHS:
		return getdate(add_months(day, -cint(row.months))), day
	if row.period == DAYS:
		return getdate(row.from_date), getdate(row.to_date)
	return None, None


def select_by_deed(row: "SegmentCondition", doctype: str) -> QueryBuilder:
	"""Return a query of the names of those who did what a condition says."""
	first, last = get_span(row)
	asked = Asked(row.record or None, row.choice or None, row.number or 0, first, last)
	return get_deed(row, doctype).select(asked, doctype)


def select_visible(doctype: str) -> QueryBuilder:
	"""Return a query of the names of the records of a DocType that the user sees; for rows of their tables."""
	table = DocType(doctype)
	return frappe.qb.from_(table).select(table.name).where(visible(doctype))


# Words


def describe_deed(row: "SegmentCondition", doctype: str) -> str:
	"""Return a condition in words, in the reader's language."""
	deed = get_deed(row, doctype)
	parts = [
		get_titles(deed.record, [row.record]).get(row.record) or row.record if row.record else "",
		deed.get_choices().get(row.choice, _(row.choice)) if row.choice else "",
		_("{0}: at least {1}").format(deed.number, show_number(row.number)) if row.number else "",
		describe_period(row),
	]
	label = deed.otherwise if row.negated else deed.label
	return label + (": " + ", ".join(filter(None, parts)) if any(parts) else "")


def describe_period(row: "SegmentCondition") -> str:
	if row.period == LAST_MONTHS:
		months = cint(row.months)
		if months == 1:
			return _("in the last month")
		return choose_form(_("in the last {0} month|in the last {0} months"), months).format(months)
	if row.period == DAYS:
		return _("from {0} to {1}").format(show_day(row.from_date), show_day(row.to_date))
	return {THIS_YEAR: _("this year"), LAST_YEAR: _("last year")}.get(row.period, "")


def list_deeds(doctype: str) -> Iterable[dict]:
	"""Return what can be asked of organisations of a DocType as a form offers it."""
	for deed in get_deeds().values():
		if doctype in deed.of:
			yield {
				"key": deed.key,
				"label": deed.label,
				"otherwise": deed.otherwise,
				"record": deed.record,
				"record_label": _(deed.record) if deed.record else "",
				"choices": [{"value": key, "label": label} for key, label in deed.get_choices().items()],
				"number": deed.number,
				"has_period": deed.has_period,
			}
