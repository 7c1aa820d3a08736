# SPDX-License-Identifier: GPL-3.0-only
"""A metric that is the sum of others, so that records of several kinds make up one figure with one evidence."""

from typing import TYPE_CHECKING

from frappe import _

from planota_hub.funding.own_metrics.held import get_definition
from planota_hub.funding.own_metrics.offers import SUM_OF_METRICS
from planota_hub.funding.own_metrics.plans import NotCountable, Plan, describe, read_plan
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.funding.doctype.metric_definition.metric_definition import MetricDefinition

FEWEST_PARTS, MOST_PARTS = 2, 10


def read_plans(definition: "MetricDefinition") -> list[Plan]:
	"""Return what a definition counts: one plan, or of a sum that of each part.

	Raises:
	        NotCountable: with the field of the definition that is to be changed.
	"""
	if definition.counting != SUM_OF_METRICS:
		return [read_plan(definition)]
	parts = read_parts(definition)
	plans = [read_part(part) for part in parts]
	if len({plan.lasts for plan in plans}) > 1:
		raise NotCountable(
			"parts", _("what counts in the period and what counts on its last day can't be added up.")
		)
	return plans


def read_parts(definition: "MetricDefinition") -> list["MetricDefinition"]:
	names = [row.metric for row in definition.parts if row.metric]
	if not FEWEST_PARTS <= len(names) <= MOST_PARTS:
		message = _("please choose from {0} to {1} metrics.").format(FEWEST_PARTS, MOST_PARTS)
		raise NotCountable("parts", message)
	if len(set(names)) < len(names):
		raise NotCountable("parts", _("each metric counts once; please remove the row that is there twice."))
	parts = []
	for name in names:
		part = get_definition(name)
		if not part:
			raise NotCountable("parts", _("{0} is not there any more.").format(shown(name)))
		if part.counting == SUM_OF_METRICS:
			message = _("{0} is a sum itself; please choose its parts.").format(shown(part.metric_title))
			raise NotCountable("parts", message)
		parts.append(part)
	return parts


def read_part(part: "MetricDefinition") -> Plan:
	try:
		return read_plan(part)
	except NotCountable as error:
		reason = _("{0}: {1}").format(field_label(part, error.fieldname), error.message)
		raise NotCountable("parts", _("{0}: {1}").format(shown(part.metric_title), reason)) from error


def knows_projects(definition: "MetricDefinition") -> bool:
	"""Tell whether a definition can count the records of one project alone; of a sum, whether each part can."""
	if definition.counting != SUM_OF_METRICS:
		return bool(definition.project_field)
	parts = [get_definition(row.metric) for row in definition.parts if row.metric]
	return bool(parts) and all(part and part.project_field for part in parts)


def lasts(definition: "MetricDefinition") -> bool:
	"""Tell whether a definition counts what is there on the last day; of a sum, its parts do."""
	try:
		return read_plans(definition)[0].lasts
	except NotCountable:
		return False


def describe_all(definition: "MetricDefinition") -> str:
	"""Return what a definition counts, in the reader's language.

	Raises:
	        NotCountable: when it can't be counted.
	"""
	plans = read_plans(definition)
	if definition.counting != SUM_OF_METRICS:
		return describe(plans[0])
	titles = [part.metric_title for part in read_parts(definition)]
	parts = (
		_("{0} ({1})").format(title, describe(plan).rstrip("."))
		for title, plan in zip(titles, plans, strict=True)
	)
	text = _("The sum of: {0}.").format("; ".join(parts))
	return " ".join((text, _("What several parts count, counts in each of them.")))
