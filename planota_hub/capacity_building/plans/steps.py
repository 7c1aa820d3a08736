# SPDX-License-Identifier: GPL-3.0-only
"""Steps of a development plan and the tasks (ToDo) that they are: each follows the other.

While a plan is active every open step is a task of somebody. Closing the task closes the step, closing
the step closes the task; a step that goes, or a plan that ends, cancels what is still open.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, cstr, escape_html, getdate, today

from planota_hub.rules.tasks import OverdueStep, RowTasks

if TYPE_CHECKING:
	from frappe.desk.doctype.todo.todo import ToDo

	from planota_hub.capacity_building.doctype.development_plan.development_plan import DevelopmentPlan
	from planota_hub.capacity_building.doctype.development_plan_step.development_plan_step import (
		DevelopmentPlanStep,
	)

PLAN = "Development Plan"


def add_steps_of_template(plan: "DevelopmentPlan") -> int:
	"""Append the steps of the plan's template that it does not have yet; return how many.

	Due dates count from the first day of the plan.

	Raises:
	        frappe.ValidationError: when the plan names no template or has no first day.
	"""
	for fieldname in ("template", "starts_on"):
		if not plan.get(fieldname):
			label = _(plan.meta.get_label(fieldname))
			frappe.throw(_("{0}: please fill it in first.").format(label), frappe.MandatoryError)
	template = frappe.get_cached_doc("Development Plan Template", plan.template)
	known = {row.template_step for row in plan.steps}
	missing = [step for step in template.steps if step.name not in known]
	for step in missing:
		plan.append(
			"steps",
			{
				"step_title": step.step_title,
				"area": step.area,
				"description": step.description,
				"due_date": add_days(plan.starts_on, step.offset_days),
				"assigned_to": plan.responsible if step.done_by == "Hub Staff" else None,
				"template_step": step.name,
				"status": "Open",
			},
		)
	return len(missing)


def describe_task(plan: "DevelopmentPlan", row: "DevelopmentPlanStep") -> dict | None:
	"""Return what the task of an open step is; None while the plan rests or nobody is named for it."""
	person = row.assigned_to or plan.mentor
	if plan.stage != "Active" or not person:
		return None
	title = f"{row.step_title} ({plan.ngo_name})"
	lines = [escape_html(line) for line in (title, cstr(row.description)) if line]
	return {"allocated_to": person, "description": "<br>".join(lines), "date": getdate(row.due_date)}


TASKS = RowTasks("Development Plan", "Development Plan Step", "steps", describe_task)


# Hooks of ToDo


def follow_task(task: "ToDo", method: str | None = None) -> None:
	"""Close, drop or open again the step whose task was closed, cancelled or opened again."""
	TASKS.follow(task)


def forget_task(task: "ToDo", method: str | None = None) -> None:
	"""A step whose task is deleted has none any more."""
	TASKS.forget(task)


def get_overdue_steps() -> list[OverdueStep]:
	"""Hook `hub_overdue_steps`: return the open steps of active development plans whose day has passed."""
	step, plan = DocType("Development Plan Step"), DocType(PLAN)
	rows = (
		frappe.qb.from_(step)
		.join(plan)
		.on((step.parent == plan.name) & (step.parenttype == PLAN))
		.select(plan.name, plan.ngo_name, plan.mentor, step.step_title, step.assigned_to, step.due_date)
		.where((plan.stage == "Active") & (step.status == "Open") & (step.due_date < getdate(today())))
		.run(as_dict=True)
	)
	return [
		OverdueStep(
			PLAN,
			row.name,
			row.step_title,
			row.ngo_name,
			row.assigned_to or row.mentor or None,
			getdate(row.due_date),
		)
		for row in rows
	]
