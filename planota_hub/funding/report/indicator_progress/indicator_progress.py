# SPDX-License-Identifier: GPL-3.0-only
"""How far the indicators of the funded projects have come: target, actual figure and forecast."""

import frappe
from frappe import _

from planota_hub.figures.report_parts import figure
from planota_hub.funding.indicators.progress import (
	BEHIND,
	NO_FIGURE,
	ON_PLAN,
	REACHED,
	get_progress,
	get_running_projects,
	get_state_label,
)
from planota_hub.rules.arguments import read_filters

COLORS = ["#b8c4c1", "#1f7a5c"]
LABEL_LENGTH = 24


def execute(filters: dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per indicator, the chart and the summary.

	Args:
	        filters: `project` (without it, all that run), `reporting_period`, `level` and `state`.

	Raises:
	        frappe.ValidationError: when the period belongs to another project.
	"""
	filters = read_filters(filters)
	rows = get_rows(filters)
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def get_rows(filters: frappe._dict) -> list[dict]:
	projects = get_projects(filters)
	progress = get_progress(projects, filters.reporting_period)
	wanted = [
		row
		for row in progress
		if (not filters.level or row.level == filters.level)
		and (not filters.state or row.state == filters.state)
	]
	return [{**row, "state_label": get_state_label(row.state)} for row in wanted]


def get_projects(filters: frappe._dict) -> list[str]:
	"""Return the projects that are asked for and that the reader may see."""
	if filters.reporting_period:
		owner = frappe.db.get_value("Reporting Period", filters.reporting_period, "project")
		if filters.project and filters.project != owner:
			frappe.throw(_("Reporting Period: this period belongs to another project."))
		filters.project = owner
	wanted = [filters.project] if filters.project else get_running_projects()
	return frappe.get_list(
		"Funded Project", {"name": ("in", wanted or [""])}, pluck="name", order_by="starts_on desc, name asc"
	)


def get_columns() -> list[dict]:
	number = {"fieldtype": "Float", "precision": 2, "width": 100}
	return [
		{"fieldname": "indicator_code", "label": _("Code"), "fieldtype": "Data", "width": 70},
		{
			"fieldname": "name",
			"label": _("Indicator"),
			"fieldtype": "Link",
			"options": "Project Indicator",
			"width": 300,
		},
		{"fieldname": "unit", "label": _("Unit"), "fieldtype": "Data", "width": 110},
		{"fieldname": "state_label", "label": _("State"), "fieldtype": "Data", "width": 120},
		{**number, "fieldname": "actual", "label": _("Actual")},
		{**number, "fieldname": "expected", "label": _("Expected Today"), "width": 120},
		{**number, "fieldname": "target", "label": _("Target so Far")},
		{"fieldname": "percent", "label": _("Of the Target"), "fieldtype": "Percent", "width": 110},
		{**number, "fieldname": "final_target", "label": _("Target of the Project"), "width": 130},
		{**number, "fieldname": "forecast", "label": _("Forecast")},
		{**number, "fieldname": "baseline", "label": _("Baseline")},
		{"fieldname": "level", "label": _("Level"), "fieldtype": "Data", "width": 90},
		{
			"fieldname": "period",
			"label": _("Reporting Period"),
			"fieldtype": "Link",
			"options": "Reporting Period",
			"width": 200,
		},
		{
			"fieldname": "reading",
			"label": _("Evidence"),
			"fieldtype": "Link",
			"options": "Indicator Reading",
			"width": 160,
		},
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return how much of each target was reached; None when nothing was promised."""
	drawn = [row for row in rows if row["percent"] is not None]
	if not drawn:
		return None
	names = [row["indicator_code"] or row["indicator_name"] for row in drawn]
	labels = [name if len(name) <= LABEL_LENGTH else f"{name[:LABEL_LENGTH]}…" for name in names]
	return {
		"data": {
			"labels": labels,
			"datasets": [
				{"name": _("Target so Far"), "values": [100 for _row in drawn]},
				{"name": _("Actual"), "values": [row["percent"] for row in drawn]},
			],
		},
		"type": "bar",
		"colors": COLORS,
	}


def get_summary(rows: list[dict]) -> list[dict]:
	states = [row["state"] for row in rows]
	return [
		figure(_("Indicators"), len(rows)),
		figure(get_state_label(REACHED), states.count(REACHED), "Green"),
		figure(get_state_label(ON_PLAN), states.count(ON_PLAN), "Blue"),
		figure(get_state_label(BEHIND), states.count(BEHIND), "Red"),
		figure(get_state_label(NO_FIGURE), states.count(NO_FIGURE)),
	]
