# SPDX-License-Identifier: GPL-3.0-only
"""Definitions as metrics of the registry (hook `hub_stored_metrics`)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import frappe
from frappe import _
from pypika.queries import QueryBuilder, _SetOperation

from planota_hub.funding.own_metrics.counting import count
from planota_hub.funding.own_metrics.held import get_definition
from planota_hub.funding.own_metrics.offers import DEFINITION
from planota_hub.funding.own_metrics.plans import NotCountable, describe_filters
from planota_hub.funding.own_metrics.sums import describe_all, knows_projects, lasts, read_plans
from planota_hub.metrics.counted import MetricError
from planota_hub.metrics.queries import unite
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
		counts = describe_all(definition)
	except NotCountable as error:
		problem = tell(definition, error)
		counts = _("It can't be counted: {0}").format(problem)
	return " ".join(filter(None, (definition.description, counts))), problem


def say_filters(definition: "MetricDefinition") -> list[str]:
	"""Return the filters of a definition in the reader's language; none while it can't be counted."""
	try:
		plans = read_plans(definition)
		return describe_filters(plans[0]) if len(plans) == 1 else []
	except NotCountable:
		return []


def make_function(definition: "MetricDefinition") -> Callable:
	"""Return the function that counts by a definition, as the registry calls it."""
	filters = ("funded_project",) if knows_projects(definition) else ()
	return accepts(*filters, lasting=lasts(definition))(partial(count_by, definition))


def count_by(
	definition: "MetricDefinition", start, end, filters: dict | None = None
) -> QueryBuilder | _SetOperation:
	"""Return the query of what a definition counts.

	Raises:
	        MetricError: naming the field of the definition that is to be changed.
	"""
	try:
		queries = [count(plan, start, end, filters) for plan in read_plans(definition)]
	except NotCountable as error:
		raise MetricError(tell(definition, error)) from error
	return unite(*queries) if len(queries) > 1 else queries[0]


def tell(definition: "MetricDefinition", error: NotCountable) -> str:
	return _("{0}: {1}").format(field_label(definition, error.fieldname), error.message)
