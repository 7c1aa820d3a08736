# SPDX-License-Identifier: GPL-3.0-only
"""How far every NGO with potential has come: hours by kind against the threshold, steps, capacity."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, flt, getdate, today

from planota_hub.capacity_building.plans.capacity_levels import average, compare
from planota_hub.capacity_building.plans.progress import (
	PLAN,
	RUNNING_STAGES,
	get_hours_of_plans,
	get_threshold,
	summarise,
)
from planota_hub.capacity_building.report.support_delivered.support_delivered import COLORS
from planota_hub.capacity_building.support.ledger import KINDS
from planota_hub.figures.report_parts import column, decimal_figure, figure
from planota_hub.planota_hub.segments.filtering import get_ngos_of_segment
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_rows

FILTER_FIELDS = ("programme_round", "stage", "mentor")
NGO_FILTER_FIELDS = ("municipality", "administrative_unit")
# plans that never began or have ended before are left out unless somebody asks for them
DEFAULT_STAGES = ("Selected", "Active", "Completed")
CHART_PLANS = 25


def execute(filters: dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per plan, no note, the chart and the summary.

	Args:
	        filters: any of `programme_round`, `stage`, `mentor`, `municipality`, `administrative_unit`, `segment`; without
	                a stage the plans that are selected, active or completed.
	"""
	filters = read_filters(filters)
	plans = get_plans(filters)
	rows, names = get_rows(plans), {plan.name: plan.short_name or plan.ngo_name for plan in plans}
	return get_columns(), rows, None, get_chart(rows, names), get_summary(rows)


def get_plans(filters: dict) -> list[frappe._dict]:
	"""Return the plans that the reader may see and the filters let through, with the place of their NGO."""
	conditions = {field: filters.get(field) for field in FILTER_FIELDS if filters.get(field)}
	conditions.setdefault("stage", ("in", DEFAULT_STAGES))
	plans = sort_rows(
		frappe.get_list(
			PLAN,
			filters=conditions,
			fields=[
				"name",
				"ngo",
				"ngo_name",
				"programme_round",
				"stage",
				"mentor",
				"starts_on",
				"ends_on",
				"ended_on",
				"hours_required",
			],
			order_by="ngo_name asc, name asc",
			limit_page_length=0,
		),
		"ngo_name",
	)
	ngos = get_places({plan.ngo for plan in plans})
	for plan in plans:
		plan.update(ngos.get(plan.ngo, {}))
	wanted = {field: filters.get(field) for field in NGO_FILTER_FIELDS if filters.get(field)}
	of_segment = get_ngos_of_segment(filters)
	return [
		plan
		for plan in plans
		if all(plan.get(field) == value for field, value in wanted.items())
		and (of_segment is None or plan.ngo in of_segment)
	]


def get_places(ngos: set[str]) -> dict[str, dict]:
	"""Return municipality, administrative unit and short name of NGOs, in one query."""
	rows = frappe.get_all(
		"NGO",
		filters={"name": ("in", sorted(ngos) or [""])},
		fields=["name", "short_name", *NGO_FILTER_FIELDS],
		order_by="name asc",
	)
	return {row.pop("name"): row for row in rows}


def get_rows(plans: list[frappe._dict]) -> list[dict]:
	names = [plan.name for plan in plans]
	hours, steps, levels = get_hours_of_plans(names), count_steps(names), compare(names)
	return [
		get_row(plan, hours[plan.name], steps.get(plan.name), levels.get(plan.name, {})) for plan in plans
	]


def get_row(plan: frappe._dict, hours: dict[str, float], steps: dict | None, levels: dict) -> dict:
	required = flt(plan.hours_required) if plan.ended_on else get_threshold()
	progress = summarise(hours, required)
	row = {
		"plan": plan.name,
		"ngo_name": plan.ngo_name,
		"municipality": plan.municipality,
		"programme_round": plan.programme_round,
		"stage": plan.stage,
		"mentor": frappe.utils.get_fullname(plan.mentor) if plan.mentor else "",
		**{kind_field(kind): hours[kind] for kind in KINDS},
		"delivered": progress.delivered,
		"required": progress.required,
		"missing": progress.missing if plan.stage not in ("Completed", "Withdrawn") else 0,
		"percent": flt(progress.percent, 1) if plan.stage in RUNNING_STAGES else 0,
		**(steps or {"steps": 0, "done": 0, "overdue": 0}),
		"baseline": average(level.baseline for level in levels.values()),
		"latest": average(level.latest for level in levels.values()),
	}
	if plan.stage != "Active":
		row["overdue"] = 0
	return row


def kind_field(kind: str) -> str:
	"""Return the column of a kind of support."""
	return frappe.scrub(kind)


def count_steps(plans: list[str]) -> dict[str, dict[str, int]]:
	"""Return for each plan its `steps` (without the dropped ones), how many are `done` and `overdue`."""
	step = DocType("Development Plan Step")
	rows = (
		frappe.qb.from_(step)
		.select(step.parent, step.status, step.due_date)
		.where((step.parenttype == PLAN) & step.parent.isin(plans or [""]) & (step.status != "Dropped"))
		.run()
	)
	counted: dict[str, dict[str, int]] = {}
	for plan, status, due_date in rows:
		figures = counted.setdefault(plan, {"steps": 0, "done": 0, "overdue": 0})
		figures["steps"] += 1
		figures["done"] += cint(status == "Done")
		figures["overdue"] += cint(status == "Open" and getdate(due_date) < getdate(today()))
	return counted


def get_columns() -> list[dict]:
	return [
		column("ngo_name", _("NGO"), "Data", 220),
		column("municipality", _("Municipality"), "Link", 130, options="Municipality"),
		column("programme_round", _("Round"), "Link", 150, options="Programme Round"),
		column("stage", _("Stage"), "Data", 110, translatable=1),
		column("mentor", _("Mentor"), "Data", 130),
		*(column(kind_field(kind), _(kind), "Float", 105, precision=2) for kind in KINDS),
		column("delivered", _("Hours Delivered"), "Float", 120, precision=2),
		column("required", _("Hours Required"), "Float", 120, precision=2),
		column("missing", _("Hours Missing"), "Float", 120, precision=2),
		column("percent", _("Progress"), "Percent", 100),
		column("steps", _("Steps"), "Int", 80),
		column("done", _("Done"), "Int", 80),
		column("overdue", _("Overdue"), "Int", 90),
		column("baseline", _("Capacity Before"), "Float", 130, precision=2),
		column("latest", _("Capacity Now"), "Float", 120, precision=2),
		column("plan", _("Plan"), "Link", 120, options=PLAN),
	]


def get_chart(rows: list[dict], names: dict[str, str]) -> dict | None:
	"""Return the hours of each NGO by kind, stacked, under its short name; None when there is nothing to draw."""
	drawn = [row for row in rows if row["delivered"]][:CHART_PLANS]
	if not drawn:
		return None
	kinds = [kind for kind in KINDS if any(row[kind_field(kind)] for row in drawn)]
	return {
		"data": {
			"labels": [names[row["plan"]] for row in drawn],
			"datasets": [
				{"name": _(kind), "values": [row[kind_field(kind)] for row in drawn]} for kind in kinds
			],
		},
		"type": "bar",
		"fieldtype": "Float",
		"colors": [COLORS[KINDS.index(kind)] for kind in kinds],
		"barOptions": {"stacked": 1},
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(rows: list[dict]) -> list[dict]:
	completed = sum(row["stage"] == "Completed" for row in rows)
	reached = sum(
		row["stage"] in ("Active", "Completed") and row["delivered"] >= row["required"] for row in rows
	)
	hours = flt(sum(row["delivered"] for row in rows), 2)
	overdue = sum(row["overdue"] for row in rows)
	return [
		figure(_("NGOs with Potential"), len(rows), "Blue"),
		decimal_figure(_("Hours Delivered"), hours, decimals=2),
		figure(_("Threshold Reached"), reached, "Green"),
		figure(_("Completed"), completed, "Green"),
		figure(_("Overdue Steps"), overdue, "Red" if overdue else "Green"),
	]
