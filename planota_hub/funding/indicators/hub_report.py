# SPDX-License-Identifier: GPL-3.0-only
"""The indicators of funded projects as the report of the hub tells them: those of locked periods, with their targets."""

from datetime import date

import frappe
from frappe.utils import cstr

from planota_hub.funding.indicators.measures import put_together
from planota_hub.funding.indicators.progress import (
	get_history,
	get_indicators,
	get_readings,
	get_targets,
)
from planota_hub.funding.indicators.readings import PERIOD
from planota_hub.metrics.registry import get_metrics
from planota_hub.rules.unknown_numbers import get_known


def get_reported_indicators(start: date, end: date) -> list[dict]:
	"""Return the indicators with the figures of the locked periods that lie within these days. Hook `hub_report_parts`."""
	periods = get_locked_periods(start, end)
	projects = sorted(periods)
	readings, targets = get_readings(projects), get_targets(projects)
	titles = dict(
		frappe.get_all(
			"Funded Project",
			{"name": ("in", projects or [""])},
			["name", "project_title"],
			order_by="name asc",
			as_list=True,
		)
	)
	return [
		describe(row, titles[row.project], get_history(row.name, periods[row.project], readings, targets))
		for row in get_indicators(projects)
	]


def get_locked_periods(start: date, end: date) -> dict[str, list[frappe._dict]]:
	"""Return the locked periods within some days by project, the first one first."""
	periods: dict[str, list[frappe._dict]] = {}
	for row in frappe.get_all(
		PERIOD,
		{"stage": "Locked", "starts_on": (">=", start), "ends_on": ("<=", end)},
		["name", "period_title", "project", "starts_on", "ends_on", "stage"],
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	):
		periods.setdefault(row.project, []).append(row)
	return periods


def describe(indicator: frappe._dict, project: str, history: list[frappe._dict]) -> dict:
	"""Return an indicator as it stands in the file."""
	is_computed = indicator.measurement == "Computed"
	return {
		"project": project,
		"code": cstr(indicator.indicator_code),
		"name": indicator.indicator_name,
		"unit": cstr(indicator.unit),
		"level": indicator.level,
		"kind": indicator.figure_kind,
		"direction": indicator.direction,
		# what a hub has defined for itself is known to no other
		"metric": indicator.metric if is_computed and indicator.metric in get_metrics() else "",
		"baseline": get_known(indicator, "baseline"),
		"target": put_together(indicator, history, "target"),
		"value": put_together(indicator, history, "value"),
	}
