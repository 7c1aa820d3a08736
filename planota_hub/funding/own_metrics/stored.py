# SPDX-License-Identifier: GPL-3.0-only
"""Definitions as metrics of the registry (hook `hub_stored_metrics`), and held still while a period is computed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import frappe
from frappe import _
from pypika.queries import QueryBuilder

from planota_hub.funding.own_metrics.counting import count
from planota_hub.funding.own_metrics.offers import DEFINITION
from planota_hub.funding.own_metrics.plans import NotCountable, describe, describe_filters, read_plan
from planota_hub.metrics.counted import MetricError
from planota_hub.metrics.registry import StoredMetric, accepts
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.funding.doctype.metric_definition.metric_definition import MetricDefinition


def find_metrics(name: str | None = None) -> dict[str, StoredMetric]:
	"""Return the metrics that managers have defined by their names; only the one with a name, if that is given."""
	names = (
		[name] if name else frappe.get_all(DEFINITION, pluck="name", order_by="name asc", limit_page_length=0)
	)
	definitions = (get_definition(one) for one in names)
	return {definition.name: make_metric(definition) for definition in definitions if definition}


def get_definition(name: str) -> "MetricDefinition | None":
	held = frappe.flags.held_definitions or {}
	if name in held:
		return held[name]
	try:
		return frappe.get_cached_doc(DEFINITION, name)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return None


def make_metric(definition: "MetricDefinition") -> StoredMetric:
	return StoredMetric(
		label=definition.metric_title,
		function=make_function(definition),
		explain=partial(explain, definition),
		is_offered=not definition.disabled,
		doctype=DEFINITION,
	)


def explain(definition: "MetricDefinition") -> tuple[str, str]:
	"""Return what a definition counts in the reader's language, and why it can't be counted; that is empty when it can."""
	problem = ""
	try:
		counts = describe(read_plan(definition))
	except NotCountable as error:
		problem = tell(definition, error)
		counts = _("It can't be counted: {0}").format(problem)
	return " ".join(filter(None, (definition.description, counts))), problem


def say_filters(definition: "MetricDefinition") -> list[str]:
	"""Return the filters of a definition in the reader's language; none while it can't be counted."""
	try:
		return describe_filters(read_plan(definition))
	except NotCountable:
		return []


def make_function(definition: "MetricDefinition") -> Callable:
	"""Return the function that counts by a definition, as the registry calls it."""
	filters = ("funded_project",) if definition.project_field else ()
	return accepts(*filters)(partial(count_by, definition))


def count_by(definition: "MetricDefinition", start, end, filters: dict | None = None) -> QueryBuilder:
	"""Return the query of what a definition counts.

	Raises:
	        MetricError: naming the field of the definition that is to be changed.
	"""
	try:
		return count(read_plan(definition), start, end, filters)
	except NotCountable as error:
		raise MetricError(tell(definition, error)) from error


def tell(definition: "MetricDefinition", error: NotCountable) -> str:
	return _("{0}: {1}").format(field_label(definition, error.fieldname), error.message)


@contextmanager
def held(names: Iterable[str]) -> Iterator[None]:
	"""Count by definitions as they are at this moment, and let nobody change them before the transaction ends."""
	before = frappe.flags.held_definitions
	stored = frappe.get_all(
		DEFINITION, {"name": ("in", sorted(set(names)) or [""])}, pluck="name", order_by="name asc"
	)
	frappe.flags.held_definitions = {
		name: frappe.get_doc(DEFINITION, name, for_update=True) for name in stored
	}
	try:
		yield
	finally:
		frappe.flags.held_definitions = before
