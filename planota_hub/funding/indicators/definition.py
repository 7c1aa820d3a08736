# SPDX-License-Identifier: GPL-3.0-only
"""How an indicator is defined: its metric, its filters and its targets, until the first figure was reported."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.indicators.measures import FLOW, LEVEL
from planota_hub.metrics import registry as metric_registry
from planota_hub.metrics.names import get_filter_label
from planota_hub.metrics.registry import SHARED_FILTERS, MetricError
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label, shown
from planota_hub.rules.unknown_numbers import get_known

if TYPE_CHECKING:
	from planota_hub.funding.doctype.indicator_filter.indicator_filter import IndicatorFilter
	from planota_hub.funding.doctype.project_indicator.project_indicator import ProjectIndicator

# what a reported figure stands for can't change under it
DEFINING_FIELDS = (
	"project",
	"unit",
	"figure_kind",
	"cumulative",
	"direction",
	"measurement",
	"metric",
	"project_records_only",
)


def clear_metric_of_manual(indicator: "ProjectIndicator") -> None:
	"""What is entered by hand has no metric."""
	if indicator.measurement == "Manual":
		indicator.metric = None
		indicator.set("metric_filters", [])


def validate_metric(indicator: "ProjectIndicator") -> None:
	"""Refuse a metric that the hub does not have."""
	if indicator.measurement != "Computed":
		return
	refuse_missing(indicator, "metric", _("expected is the metric that counts the records."))
	try:
		metric_registry.get_function(indicator.metric)
	except MetricError as error:
		refuse(
			indicator,
			"metric",
			_("{0}: {1}. Expected is one of {2}.").format(
				shown(indicator.metric), error, ", ".join(sorted(metric_registry.get_metrics()))
			),
			_("Unknown Metric"),
		)
	refuse_stored_metric(indicator)


def refuse_stored_metric(indicator: "ProjectIndicator") -> None:
	"""Refuse to choose a metric of one's own that is out of use or can't be counted; who has chosen it before keeps it."""
	before = indicator.get_doc_before_save()
	stored = metric_registry.find_stored(indicator.metric)
	if not stored or (before and before.metric == indicator.metric):
		return
	if not stored.is_offered:
		refuse(indicator, "metric", _("{0} is out of use.").format(shown(stored.label)))
	if problem := stored.explain()[1]:
		refuse(indicator, "metric", _("{0} can't be counted: {1}").format(shown(stored.label), problem))


def follow_metric(indicator: "ProjectIndicator") -> None:
	"""A metric of what lasts gives a level, any other a flow; a level is never added up or counted on."""
	if indicator.measurement == "Computed" and not was_reported(indicator):
		indicator.figure_kind = LEVEL if metric_registry.is_lasting(indicator.metric) else FLOW
	if indicator.figure_kind == LEVEL:
		indicator.cumulative = 0


def was_reported(indicator: "ProjectIndicator") -> bool:
	"""Tell whether a figure of the indicator stands in a submitted report."""
	return bool(frappe.db.exists(READING, {"indicator": indicator.name, "frozen": 1}))


def validate_filters(indicator: "ProjectIndicator") -> None:
	"""Refuse filters that the metric does not know, and one that stands there twice."""
	own = metric_registry.get_known_filters(indicator.metric) if indicator.metric else ()
	seen = set()
	for row in indicator.metric_filters:
		row.filter_name, row.filter_value = cstr(row.filter_name).strip(), cstr(row.filter_value).strip()
		if row.filter_name in SHARED_FILTERS:
			validate_shared_filter(row)
			continue
		if own is not None and (row.filter_name not in own or row.filter_name == "funded_project"):
			known = [*SHARED_FILTERS, *(name for name in own if name != "funded_project")]
			frappe.throw(
				_("{0}: this metric knows no filter {1}; expected is one of {2}.").format(
					field_label(row, "filter_name"), shown(row.filter_name), ", ".join(known)
				)
			)
		if row.filter_name in seen:
			refuse(row, "filter_name", _("the filter {0} stands there twice.").format(shown(row.filter_name)))
		seen.add(row.filter_name)
		validate_own_filter(indicator, row)


def validate_own_filter(indicator: "ProjectIndicator", row: "IndicatorFilter") -> None:
	"""Refuse a value that a filter of the metric does not have."""
	values = metric_registry.get_filter_values(indicator.metric).get(row.filter_name)
	if values and row.filter_value not in values:
		refuse(
			row,
			"filter_value",
			_("there is no {0} {1}; expected is one of {2}.").format(
				get_filter_label(row.filter_name), shown(row.filter_value), ", ".join(values)
			),
		)


def validate_shared_filter(row: "IndicatorFilter") -> None:
	"""Refuse a value that a filter of all metrics does not have."""
	if row.filter_value not in metric_registry.get_shared_values(row.filter_name):
		frappe.throw(
			_("{0}: there is no {1} {2}.").format(
				field_label(row, "filter_value"),
				get_filter_label(row.filter_name),
				shown(row.filter_value),
			)
		)


def validate_targets(indicator: "ProjectIndicator") -> None:
	"""Refuse a target for a period of another project, and two for one period."""
	seen = set()
	for row in indicator.targets:
		if frappe.db.get_value("Reporting Period", row.reporting_period, "project") != indicator.project:
			refuse(row, "reporting_period", _("this period belongs to another project."))
		if row.reporting_period in seen:
			refuse(row, "reporting_period", _("there are two targets for this period."))
		seen.add(row.reporting_period)


def refuse_new_definition(indicator: "ProjectIndicator") -> None:
	"""What was reported was measured in one way; another way is another indicator."""
	before = indicator.get_doc_before_save()
	if not before or not was_reported(indicator):
		return
	changed = [name for name in DEFINING_FIELDS if cstr(before.get(name)) != cstr(indicator.get(name))]
	if before.get_filters() != indicator.get_filters():
		changed.append("metric_filters")
	if get_known(before, "baseline") != get_known(indicator, "baseline"):
		changed.append("baseline")
	if changed:
		frappe.throw(
			_(
				"{0}: this indicator was reported already. Put it out of use and create another one to "
				"measure differently."
			).format(", ".join(field_label(indicator, name) for name in changed)),
			title=_("Already Reported"),
		)


def follow_renamed_record(doctype: str, new: str, old: str) -> None:
	"""Let the filters of indicators name a renamed or merged master record by its new name; answers a `Key`."""
	named = {"filter_name": frappe.scrub(doctype), "filter_value": old}
	frappe.db.set_value("Indicator Filter", named, "filter_value", new, update_modified=False)
