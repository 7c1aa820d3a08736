# SPDX-License-Identifier: GPL-3.0-only
"""How far each joint action plan is: what is done, open and overdue, and what it costs."""

import frappe
from frappe import _
from frappe.utils import flt

from planota_hub.figures.report_parts import figure
from planota_hub.partnerships.action_plans.progress import ACTION, OPEN_STATUSES, PLAN, get_figures_of_plans
from planota_hub.rules.arguments import read_filters

FILTERS = ("year", "plan_of_type", "municipality", "field_of_work", "stage")
COLORS = ["#1f7a5c", "#3b82c4", "#b83227"]
CHART_PLANS = 8
CHART_NAME_LENGTH = 28


def execute(filters: dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per plan, the chart of actions and the summary.

	Args:
	        filters: `year`, `plan_of_type`, `municipality`, `field_of_work`, `stage`, and `overdue_only`.
	"""
	filters = read_filters(filters)
	rows = get_data(filters)
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def get_data(filters: frappe._dict) -> list[dict]:
	"""Return the plans that the reader may see, with their figures; cancelled ones only when they are asked for."""
	conditions = {field: filters[field] for field in FILTERS if filters.get(field)}
	conditions.setdefault("stage", ("!=", "Cancelled"))
	plans = frappe.get_list(
		PLAN,
		filters=conditions,
		fields=["name", "plan_title", "plan_of_name", "plan_of_type", "year", "stage", "municipality"],
		order_by="year desc, plan_title asc, name asc",
		limit_page_length=0,
	)
	names = [plan.name for plan in plans]
	figures, next_due = get_figures_of_plans(names), get_next_due(names)
	rows = [
		{
			"plan": plan.name,
			"plan_title": plan.plan_title,
			"plan_of_name": plan.plan_of_name,
			"year": str(plan.year),
			"stage": plan.stage,
			"actions": figures[plan.name].actions_total,
			"done": figures[plan.name].actions_done,
			"overdue": figures[plan.name].actions_overdue,
			"progress": figures[plan.name].progress_percent,
			"planned_cost": figures[plan.name].planned_cost,
			"actual_cost": figures[plan.name].actual_cost,
			"next_due": next_due.get(plan.name),
		}
		for plan in plans
	]
	return [row for row in rows if row["overdue"] or not filters.overdue_only]


def get_next_due(plans: list[str]) -> dict:
	"""Return the day on which the next open action of each plan is due, also when it has passed."""
	rows = frappe.get_all(
		ACTION,
		filters={"joint_action_plan": ("in", plans or [""]), "status": ("in", OPEN_STATUSES)},
		fields=["joint_action_plan", "due_on"],
		order_by="due_on desc, name asc",
		limit_page_length=0,
	)
	return {row.joint_action_plan: row.due_on for row in rows}


def get_columns() -> list[dict]:
	numbers = (
		("actions", _("Actions", context="Joint Action Plan")),
		("done", _("Done")),
		("overdue", _("Overdue")),
	)
	money = (("planned_cost", _("Planned Cost")), ("actual_cost", _("Actual Cost")))
	return [
		{"fieldname": "plan_title", "label": _("Plan"), "fieldtype": "Data", "width": 300},
		{"fieldname": "plan_of_name", "label": _("Plan of"), "fieldtype": "Data", "width": 200},
		{"fieldname": "year", "label": _("Year"), "fieldtype": "Data", "width": 70},
		{"fieldname": "stage", "label": _("Stage"), "fieldtype": "Data", "width": 110},
		{
			"fieldname": "progress",
			"label": _("Progress"),
			"fieldtype": "Percent",
			"precision": 0,
			"width": 100,
		},
		*(
			{"fieldname": fieldname, "label": label, "fieldtype": "Int", "width": 90}
			for fieldname, label in numbers
		),
		{"fieldname": "next_due", "label": _("Next Due"), "fieldtype": "Date", "width": 110},
		*(
			{"fieldname": fieldname, "label": label, "fieldtype": "Currency", "width": 130}
			for fieldname, label in money
		),
		{"fieldname": "plan", "label": _("ID"), "fieldtype": "Link", "options": PLAN, "width": 120},
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return the actions of the first plans by their state; None when there is nothing to draw."""
	drawn = [row for row in rows if row["actions"]][:CHART_PLANS]
	if not drawn:
		return None
	open_in_time = [row["actions"] - row["done"] - row["overdue"] for row in drawn]
	return {
		"data": {
			"labels": [f"{shorten(row['plan_of_name'])} {row['year']}" for row in drawn],
			"datasets": [
				{"name": _("Done"), "values": [row["done"] for row in drawn]},
				{"name": _("Open"), "values": open_in_time},
				{"name": _("Overdue"), "values": [row["overdue"] for row in drawn]},
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": COLORS,
		"barOptions": {"stacked": 1},
	}


def shorten(name: str) -> str:
	"""Return a name that fits under a bar."""
	return name if len(name) <= CHART_NAME_LENGTH else f"{name[: CHART_NAME_LENGTH - 1]}…"


def get_summary(rows: list[dict]) -> list[dict]:
	actions = sum(row["actions"] for row in rows)
	progress = sum(row["progress"] * row["actions"] for row in rows) / actions if actions else 0
	return [
		figure(_("Plans"), len(rows), "Blue"),
		figure(_("Actions", context="Joint Action Plan"), actions),
		figure(_("Done"), sum(row["done"] for row in rows), "Green"),
		figure(_("Overdue"), sum(row["overdue"] for row in rows), "Red"),
		figure(_("Progress in percent"), round(flt(progress))),
	]
