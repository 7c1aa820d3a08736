# SPDX-License-Identifier: GPL-3.0-only
"""Named metrics: what an indicator counts, and how a figure is worked out from the hub's records.

An app adds a metric with the hook `hub_metrics`, a name and the path of a function:

	hub_metrics = {"workshops_held": "planota_hub.capacity_building.metrics.get_held_workshops"}

The function takes the first and the last day and the filters, and returns a query with one row for each record that
counts: `doctype`, `name`, `date` and `value`. The figure is the sum of the values. `ngo`, `municipality`,
`administrative_unit`, `field_of_work` and `legal_form` say where the record belongs; what a row leaves empty follows
from its NGO as it is today, the field of work being the main one, so that the parts make up the whole. What no query
can tell is answered with a list of such rows; the database adds up only what it is asked for.
See docs/accountability.md for an example.

Metrics that lie as records on the site come by the hook `hub_stored_metrics`: functions that return them by their names,
all of them or the one with a name (`StoredMetric`). They are counted, offered and explained as all others.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date
from time import monotonic
from typing import Any, TypeVar

import frappe
from frappe import _
from frappe.utils import cint, getdate

from planota_hub.metrics.counted import Counted, CountedQuery, CountedRows, MetricError, add_places, read_row
from planota_hub.metrics.names import get_filter_label, get_label, get_names
from planota_hub.metrics.queries import NEEDED, complete, get_columns, is_query, select_figures
from planota_hub.rules.readable import show_number
from planota_hub.rules.sorting import sort_key

# every metric can be narrowed by these: filter -> DocType of its values, None for the legal forms
SHARED_FILTERS = {
	"municipality": "Municipality",
	"administrative_unit": "Administrative Unit",
	"field_of_work": "Field of Work",
	"legal_form": None,
}
DEFAULT_SECONDS = 30
Answer = TypeVar("Answer")


def accepts(*filters: str, lasting: bool = False, **values: tuple[str, ...]) -> Callable:
	"""Say which filters a metric knows besides the shared ones; a typing error is refused then.

	`funded_project` among them means that the metric can count the support of one project alone.

	Args:
	        filters: those with any value.
	        lasting: what is counted lasts, so that a record may be older than the first day.
	        values: filters with the values that they can have.
	"""

	def note(function: Callable) -> Callable:
		notes = {"hub_filters": (*filters, *values), "hub_filter_values": values, "hub_lasting": lasting}
		vars(function).update(notes)
		return function

	return note


@dataclass(frozen=True)
class StoredMetric:
	"""A metric that lies as a record on the site.

	Attributes:
	        function: counts it as the function of any other metric.
	        explain: says what it counts, and why it can't be counted; that is empty when it can.
	        is_offered: tells whether it can still be chosen.
	        doctype: of the record; its name is that of the metric.
	"""

	label: str
	function: Callable
	explain: Callable[[], tuple[str, str]]
	is_offered: bool
	doctype: str


# What there is


def get_stored(name: str | None = None) -> dict[str, StoredMetric]:
	"""Return the metrics that lie as records on the site; only the one with a name, if that is given."""
	found: dict[str, StoredMetric] = {}
	for path in frappe.get_hooks("hub_stored_metrics"):
		found |= frappe.get_attr(path)(name)
	return found


def find_stored(name: str | None) -> StoredMetric | None:
	"""Return a metric that lies as a record on the site; None for any other."""
	if not name or name in get_metrics():
		return None
	return get_stored(name).get(name)


def get_metrics() -> dict[str, str]:
	"""Return the path of the function of every metric of an app; the app that was installed last has its say."""
	return {name: paths[-1] for name, paths in (frappe.get_hooks("hub_metrics") or {}).items()}


def is_known(name: str | None) -> bool:
	"""Tell whether there is a metric of this name."""
	return name in get_metrics() or bool(find_stored(name))


def get_function(name: str) -> Callable:
	"""Return the function of a metric.

	Raises:
	        MetricError: when no app has registered it, or its path leads nowhere.
	"""
	if stored := find_stored(name):
		return stored.function
	path = get_metrics().get(name)
	if not path:
		raise MetricError(_("there is no metric of this name"))
	try:
		return frappe.get_attr(path)
	except Exception as error:
		raise MetricError(_("its function {0} can't be loaded").format(path)) from error


def get_known_filters(name: str) -> tuple[str, ...] | None:
	"""Return the filters that a metric knows besides the shared ones; None when it does not say."""
	return getattr(get_function(name), "hub_filters", None)


def knows_projects(name: str) -> bool:
	"""Tell whether a metric can count the records of one funded project alone."""
	return "funded_project" in (get_known_filters(name) or ())


def get_filter_values(name: str) -> dict[str, tuple[str, ...]]:
	"""Return the filters of a metric that have only certain values, with these values."""
	return getattr(get_function(name), "hub_filter_values", {})


def is_lasting(name: str) -> bool:
	"""Tell whether a metric counts what lasts, so that its figure is a level and not a flow."""
	return bool(getattr(get_function(name), "hub_lasting", False))


@frappe.whitelist()
def get_options() -> dict:
	"""Return what the form of an indicator offers.

	`metrics` with value, label, description and, for those that lie as records on the site, their doctype; `out_of_use`, the
	names of those that can't be chosen any more; `filters` with value and label for each metric.

	Raises:
	        frappe.PermissionError: for who may not read indicators.
	"""
	frappe.has_permission("Project Indicator", throw=True)
	stored = get_stored()
	offered = [offer(name, get_label(name), get_description(name)) for name in get_metrics()]
	offered += [
		offer(name, one.label, one.explain()[0], one.doctype)
		for name, one in stored.items()
		if name not in get_metrics()
	]
	offered.sort(key=lambda metric: sort_key(metric["label"]))
	return {
		"metrics": offered,
		"out_of_use": [name for name, one in stored.items() if not one.is_offered],
		"filters": {
			metric["value"]: [
				{"value": filter_name, "label": get_filter_label(filter_name)}
				for filter_name in (*SHARED_FILTERS, *own_filters(metric["value"]))
			]
			for metric in offered
		},
	}


def offer(name: str, label: str, description: str, doctype: str = "") -> dict:
	return {"value": name, "label": label, "description": description, "doctype": doctype}


@frappe.whitelist()
def find_filter_values(filter_name: str, metric: str = "", txt: str = "") -> list[dict]:
	"""Return the values from which a filter can be chosen; none when every value is possible.

	Args:
	        txt: part of the value as it is shown.

	Raises:
	        frappe.PermissionError: for who may not read indicators.
	"""
	frappe.has_permission("Project Indicator", throw=True)
	if filter_name in SHARED_FILTERS:
		values = get_shared_values(filter_name)
	else:
		values = get_filter_values(metric).get(filter_name, ()) if is_known(metric) else ()
	offered = [{"value": value, "label": _(value)} for value in values]
	return [row for row in offered if txt.lower() in row["label"].lower()]


def own_filters(name: str) -> list[str]:
	try:
		known = get_known_filters(name) or ()
	except MetricError:
		known = ()
	return [filter_name for filter_name in known if filter_name != "funded_project"]


def get_shared_values(filter_name: str) -> list[str]:
	"""Return the values of a filter that every metric knows."""
	doctype = SHARED_FILTERS[filter_name]
	if not doctype:
		return frappe.get_meta("NGO").get_options("legal_form").split("\n")
	return frappe.get_all(doctype, pluck="name", order_by="name asc", limit_page_length=0)


# Counting


def count(name: str, start: Date, end: Date, filters: dict | None = None) -> list[frappe._dict]:
	"""Return the records that a metric counts from a day to a day, both included, the oldest first.

	Args:
	        filters: shared ones as lists of values, all others as the metric itself understands them.

	Raises:
	        MetricError: with the reason; nothing that the metric did to the database stays.
	"""
	return ask(name, start, end, filters, lambda counted: counted.get_rows())


def get_total(name: str, start: Date, end: Date, filters: dict | None = None) -> float:
	"""Return the figure of a metric from a day to a day; see `count`."""
	return ask(name, start, end, filters, lambda counted: counted.get_total())


def ask(
	name: str, start: Date, end: Date, filters: dict | None, question: Callable[[Counted], Answer]
) -> Answer:
	"""Return what a question about the records that a metric counts is answered with; see `count`.

	Args:
	        question: takes what was counted; its time is that of the metric.
	"""
	return ask_function(get_function(name), start, end, filters, question)


def ask_function(
	function: Callable, start: Date, end: Date, filters: dict | None, question: Callable[[Counted], Answer]
) -> Answer:
	"""Return what a question is answered with about the records that the function of a metric counts; see `ask`."""
	filters = dict(filters or {})
	shared = {key: filters.pop(key) for key in SHARED_FILTERS if key in filters}
	lasts = bool(getattr(function, "hub_lasting", False))
	first, last = None if lasts else getdate(start), getdate(end)
	with limited():
		return question(read_answer(function(start, end, filters or None), shared, first, last))


def read_answer(answer: Any, shared: dict[str, list[str]], first: Date | None, last: Date) -> Counted:
	"""Return what a metric has answered, narrowed down by the filters that all metrics know.

	Raises:
	        MetricError: when it is neither a query nor a list of records of that time.
	"""
	if is_query(answer):
		if not set(NEEDED) <= get_columns(answer):
			raise MetricError(_("one of its rows lacks doctype, name, date or value"))
		completed = complete(answer, shared)
		# where records belong is looked up for what is narrowed down by it
		figures = completed if shared else select_figures(answer.as_("counted"))
		return CountedQuery(completed, figures, first, last)
	if not isinstance(answer, list | tuple):
		raise MetricError(_("it answered neither with a query nor with a list of rows"))
	rows = [read_row(row, first, last) for row in answer]
	add_places(rows)
	return CountedRows([row for row in rows if all(row[key] in values for key, values in shared.items())])


@contextmanager
def limited() -> Iterator[None]:
	"""Keep a metric within its time, and undo what it did to the database when it fails."""
	limit = cint(frappe.get_cached_doc("Hub Settings").metric_seconds) or DEFAULT_SECONDS
	frappe.db.savepoint("metric")
	began = monotonic()
	try:
		with time_limit(limit):
			yield
		refuse_slow(monotonic() - began, limit)
	except Exception as error:
		frappe.db.rollback(save_point="metric")
		if isinstance(error, MetricError):
			raise
		frappe.clear_messages()
		reason = str(error) or type(error).__name__
		raise MetricError(_("it failed: {0}").format(reason[:200])) from error


def refuse_slow(seconds: float, limit: int) -> None:
	if seconds > limit:
		raise MetricError(
			_("it took {0} seconds, more than the {1} of Hub Settings").format(show_number(seconds, 1), limit)
		)


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
	"""Let the database itself stop a statement that takes longer; only MariaDB can do so safely."""
	if frappe.db.db_type != "mariadb":
		yield
		return
	before = frappe.db.sql("select @@session.max_statement_time")[0][0]
	frappe.db.set_execution_timeout(seconds)
	try:
		yield
	finally:
		frappe.db.set_execution_timeout(int(before))


def describe(name: str | None) -> tuple[str, str]:
	"""Return what a metric is called and what it counts, in the reader's language."""
	if stored := find_stored(name):
		return stored.label, stored.explain()[0]
	return get_label(name), get_description(name or "")


def get_description(name: str) -> str:
	"""Return what a metric counts, in one sentence in the reader's language; empty when nobody says."""
	known = get_names().get(name)
	if known:
		return known[1]
	try:
		lines = (get_function(name).__doc__ or "").strip().splitlines()
	except MetricError:
		lines = []
	return _(lines[0]) if lines else ""
