# SPDX-License-Identifier: GPL-3.0-only
"""How far joint actions are, and what is overdue: one function for form, list, report, card and reminders."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe.utils import cint, flt, getdate, today

from planota_hub.rules.tasks import OverdueStep

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.joint_action.joint_action import JointAction

PLAN, ACTION = "Joint Action Plan", "Joint Action"
PLANNED, IN_PROGRESS, DONE, DROPPED = "Planned", "In Progress", "Done", "Dropped"
OPEN_STATUSES = (PLANNED, IN_PROGRESS)
# in a draft nothing is agreed yet, in an ended plan nothing is chased any more
CHASED_STAGES = ("Agreed",)

# decimals of a percentage, as the database keeps them
PROGRESS_PRECISION = 1

FIGURES = (
	"progress_percent",
	"actions_total",
	"actions_done",
	"actions_overdue",
	"planned_cost",
	"actual_cost",
)


def is_overdue(action: "JointAction | frappe._dict", stage: str) -> bool:
	"""Tell whether an action should be done by now.

	Args:
	        action: with `status` and `due_on`.
	        stage: of its plan.
	"""
	is_open = stage in CHASED_STAGES and action.get("status") in OPEN_STATUSES
	return bool(is_open and action.get("due_on") and getdate(action.get("due_on")) < getdate(today()))


def get_figures_of_plans(plans: Iterable[str]) -> dict[str, frappe._dict]:
	"""Return the `FIGURES` of plans, in one query; the progress is the mean of the actions that were not dropped."""
	plans = list(plans)
	actions: dict[str, list[dict]] = {}
	for row in frappe.get_all(
		ACTION,
		filters={"joint_action_plan": ("in", plans or [""])},
		fields=[
			"joint_action_plan",
			"status",
			"progress_percent",
			"is_overdue",
			"planned_cost",
			"actual_cost",
		],
		order_by="joint_action_plan asc, name asc",
		limit_page_length=0,
	):
		actions.setdefault(row.joint_action_plan, []).append(row)
	return {plan: summarise(actions.get(plan, [])) for plan in plans}


def summarise(actions: Iterable[dict]) -> frappe._dict:
	"""Return the figures of some actions; dropped ones count in what was spent only."""
	actions = list(actions)
	kept = [row for row in actions if row.get("status") != DROPPED]
	progress = sum(flt(row.get("progress_percent")) for row in kept) / len(kept) if kept else 0
	return frappe._dict(
		progress_percent=flt(progress, PROGRESS_PRECISION),
		actions_total=len(kept),
		actions_done=sum(row.get("status") == DONE for row in kept),
		actions_overdue=sum(cint(row.get("is_overdue")) for row in kept),
		planned_cost=flt(sum(flt(row.get("planned_cost")) for row in kept), 2),
		actual_cost=flt(sum(flt(row.get("actual_cost")) for row in actions), 2),
	)


def refresh_plans(plans: Iterable[str]) -> None:
	"""Store the figures of plans where they have changed."""
	for plan, figures in get_figures_of_plans({plan for plan in plans if plan}).items():
		stored = frappe.db.get_value(PLAN, plan, FIGURES, as_dict=True)
		if stored and any(flt(stored[fieldname]) != flt(figures[fieldname]) for fieldname in FIGURES):
			frappe.db.set_value(PLAN, plan, figures, update_modified=False)


def mark_overdue(plans: Iterable[str] | None = None) -> None:
	"""Derive which actions are overdue, of all plans or of some, and store the figures of the plans concerned."""
	filters = (
		{"status": ("in", OPEN_STATUSES)} if plans is None else {"joint_action_plan": ("in", list(plans))}
	)
	actions = frappe.get_all(
		ACTION,
		filters=filters,
		fields=["name", "joint_action_plan", "status", "due_on", "is_overdue"],
		order_by="name asc",
		limit_page_length=0,
	)
	stages = get_stages(row.joint_action_plan for row in actions)
	changed = [
		row for row in actions if is_overdue(row, stages[row.joint_action_plan]) != bool(row.is_overdue)
	]
	for row in changed:
		frappe.db.set_value(ACTION, row.name, "is_overdue", int(not row.is_overdue), update_modified=False)
	refresh_plans(row.joint_action_plan for row in changed)


def get_stages(plans: Iterable[str]) -> dict[str, str]:
	"""Return the stage of each plan."""
	filters = {"name": ("in", sorted(set(plans)) or [""])}
	return dict(frappe.get_all(PLAN, filters, ["name", "stage"], order_by="name asc", as_list=True))


def follow_action(action: "JointAction") -> None:
	"""Store the figures of the plan of an action that was saved or deleted."""
	refresh_plans([action.joint_action_plan])
	settle_after_commit(action.joint_action_plan)


def settle_after_commit(plan: str) -> None:
	"""Let a worker store the figures of a plan once more, from what is committed then.

	Two who save actions of one plan in the same moment do not see what the other writes until then.
	"""
	frappe.enqueue(
		"planota_hub.partnerships.action_plans.progress.settle",
		queue="short",
		enqueue_after_commit=True,
		plan=plan,
	)


def settle(plan: str) -> None:
	"""Job: store the figures of a plan; one job after the other."""
	# the lock comes first: on MariaDB a transaction sees what was committed before its first other query
	frappe.db.get_value(PLAN, plan, "name", for_update=True)
	refresh_plans([plan])


def get_overdue_steps() -> list[OverdueStep]:
	"""Hook `hub_overdue_steps`: return the actions of agreed joint plans whose day has passed."""
	rows = frappe.get_all(
		ACTION,
		filters={"is_overdue": 1, "due_on": ("<", today())},
		fields=["name", "action_title", "joint_action_plan.plan_title", "partner_name", "due_on"],
		order_by="due_on asc, name asc",
		limit_page_length=0,
	)
	return [
		OverdueStep(
			ACTION, row.name, row.action_title, row.plan_title, row.partner_name or None, getdate(row.due_on)
		)
		for row in rows
	]
