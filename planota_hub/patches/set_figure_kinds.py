# SPDX-License-Identifier: GPL-3.0-only
"""Indicators from before flows were told from levels: what they measure follows from how they were measured.

A metric of what lasts gives a level. A manual figure that was measured from a baseline and not added up was one too.
A computed figure that was reported stays as it was.
"""

import frappe
from frappe.utils import flt

from planota_hub.funding.indicators.measures import FLOW, LEVEL
from planota_hub.metrics import registry as metric_registry
from planota_hub.metrics.registry import MetricError
from planota_hub.rules.decimals import write_decimal

INDICATOR, READING = "Project Indicator", "Indicator Reading"


def execute() -> None:
	reported = set(
		frappe.get_all(READING, {"frozen": 1}, pluck="indicator", order_by="name asc", limit_page_length=0)
	)
	for row in frappe.get_all(
		INDICATOR,
		fields=["name", "measurement", "metric", "cumulative", "baseline"],
		order_by="name asc",
		limit_page_length=0,
	):
		values = {"figure_kind": LEVEL, "cumulative": 0} if is_level(row, reported) else {"figure_kind": FLOW}
		frappe.db.set_value(INDICATOR, row.name, values, update_modified=False)
	fill_in_entries()


def is_level(indicator: frappe._dict, reported: set[str]) -> bool:
	if indicator.measurement == "Manual":
		return bool(indicator.cumulative and flt(indicator.baseline))
	if indicator.name in reported:
		return False
	try:
		return metric_registry.is_lasting(indicator.metric)
	except MetricError:
		return False


def fill_in_entries() -> None:
	"""What was entered as a number is shown where it is entered now."""
	entered = {"measurement": "Manual", "entered_by": ("is", "set")}
	for name, value in frappe.get_all(
		READING, entered, ["name", "value"], order_by="name asc", limit_page_length=0, as_list=True
	):
		frappe.db.set_value(READING, name, "entered_value", write_decimal(flt(value)), update_modified=False)
