# SPDX-License-Identifier: GPL-3.0-only
"""A round of NGOs with potential: a template, twelve plans at all stages, their assessments."""

from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.plans.capacity_levels import ASSESSMENT, get_areas
from planota_hub.capacity_building.plans.progress import PLAN, refresh_plans_of
from planota_hub.capacity_building.plans.selection import ROUND
from planota_hub.capacity_building.plans.steps import add_steps_of_template
from planota_hub.demo.marking import mark
from planota_hub.demo.people import MENTOR, OFFICER, find_ngo

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.development_plan.development_plan import DevelopmentPlan

TEMPLATE = "Development Plan Template"
LENGTH_DAYS = 340
# what an officer does until hours can be delivered; how the plan ends comes after these
FIRST_ACTIONS = {
	"Applied": (),
	"Under Assessment": ("Assess",),
	"Not Selected": ("Assess", "Do Not Select"),
	"Selected": ("Assess", "Select"),
	"Active": ("Assess", "Select", "Start Plan"),
	"Completed": ("Assess", "Select", "Start Plan"),
	"Withdrawn": ("Assess", "Select", "Start Plan"),
}
LAST_ACTIONS = {"Completed": "Complete", "Withdrawn": "Withdraw"}


def day(offset: int | None):
	"""Return a day counted from today; None without an offset."""
	return None if offset is None else getdate(add_days(today(), offset))


def load_plans(data: dict) -> list[tuple[str, dict]]:
	"""Create the template, the round and the plans that are missing; return the new plans with their data.

	They stand where hours can be delivered for them; `finish_plans` brings them to their last stage.
	"""
	load_template(data["template"])
	load_round(data["round"])
	created = []
	for values in data["plans"]:
		same = {"ngo": find_ngo(values["ngo_name"]), "programme_round": data["round"]["round_name"]}
		if same["ngo"] and not frappe.db.exists(PLAN, same):
			created.append((load_plan(same, values, data["template"]["template_name"]), values))
	return created


def load_template(values: dict) -> None:
	if not frappe.db.exists(TEMPLATE, values["template_name"]):
		frappe.get_doc({"doctype": TEMPLATE, **values}).insert(ignore_permissions=True)
		mark(TEMPLATE, values["template_name"])


def load_round(values: dict) -> None:
	if frappe.db.exists(ROUND, values["round_name"]):
		return
	programme_round = frappe.new_doc(ROUND)
	for key, value in values.items():
		fieldname = key.replace("_days", "_on")
		programme_round.set(fieldname, day(value) if key.endswith("_days") else value)
	programme_round.insert(ignore_permissions=True)
	mark(ROUND, programme_round.name)


def load_plan(same: dict, values: dict, template: str) -> str:
	plan = frappe.new_doc(PLAN)
	plan.update({**same, **get_application(same["ngo"], values), "goals": values["goals"]})
	plan.withdrawal_reason = values.get("reason")
	if values["starts_days"] is not None:
		plan.mentor, plan.responsible, plan.template = MENTOR, OFFICER, template
		plan.starts_on = day(values["starts_days"])
		plan.ends_on = add_days(plan.starts_on, LENGTH_DAYS)
		add_steps_of_template(plan)
	plan.insert(ignore_permissions=True)
	mark(PLAN, plan.name)
	for row, score in zip(plan.scores, values["scores"], strict=True):
		row.score = score
	plan.save(ignore_permissions=True)
	if values["baseline"]:
		assess(
			plan, "Baseline", min(day(values["starts_days"]), getdate(today())), values["baseline"], values
		)
	for action in FIRST_ACTIONS[values["stage"]]:
		plan = apply_workflow(frappe.get_doc(PLAN, plan.name), action)
	mark_tasks(PLAN, plan.name)
	set_history(plan.name, values)
	return plan.name


def get_application(ngo: str, values: dict) -> dict:
	"""Return what the NGO wrote when it applied, in the name of its first representative."""
	person = frappe.get_doc("NGO", ngo).representatives[0]
	fields = ("level_of_operation", "priority_field", "motivation")
	return {
		**{field: values[field] for field in fields},
		"applicant_name": person.full_name,
		"applicant_email": person.email,
		"applicant_phone": person.phone,
	}


def assess(
	plan: "DevelopmentPlan", assessment_type: str, assessed_on, levels: list[int], values: dict
) -> None:
	"""Enter an assessment with one level for every area, in the order of the chart."""
	wanted = values["wanted"] or levels
	assessment = frappe.get_doc(
		{
			"doctype": ASSESSMENT,
			"development_plan": plan.name,
			"assessment_type": assessment_type,
			"assessed_on": assessed_on,
			"assessor": MENTOR,
			"participants": plan.applicant_name,
			"scores": [
				{"area": area, "level": level, "wanted_level": wanted_level}
				for area, level, wanted_level in zip(get_areas(), levels, wanted, strict=False)
			],
		}
	).insert(ignore_permissions=True)
	mark(ASSESSMENT, assessment.name)


def mark_tasks(doctype: str, name: str) -> None:
	"""Mark the tasks that a record gave to people."""
	for task in frappe.get_all(
		"ToDo", {"reference_type": doctype, "reference_name": name}, pluck="name", order_by="name asc"
	):
		mark("ToDo", task)


def set_history(name: str, values: dict) -> None:
	"""Move the application to the past, and say where it came from."""
	applied = day((values["starts_days"] or 0) - 30) if values["stage"] != "Applied" else day(-2)
	applied = min(applied, day(-2))
	frappe.db.set_value(
		PLAN,
		name,
		{
			"source": "Web Form" if values.get("web") else "Desk",
			"applicant_confirmed": int(not values.get("web")),
			"applied_on": f"{applied} 10:15:00",
			"creation": f"{applied} 10:15:00",
			"stage_changed_on": min(day(values["starts_days"] or -1), getdate(today())),
		},
		update_modified=False,
	)


def finish_plans(created: list[tuple[str, dict]]) -> None:
	"""Close steps, assess again and bring the plans to their last stage, now that hours are delivered."""
	for name, values in created:
		plan = frappe.get_doc(PLAN, name)
		for row in plan.steps[: values["steps_done"]]:
			row.status = "Done"
		if values["steps_done"]:
			plan.save(ignore_permissions=True)
			set_done_dates(plan)
		assess_again(plan, values)
		if action := LAST_ACTIONS.get(values["stage"]):
			apply_workflow(frappe.get_doc(PLAN, name), action)
			end = {"ended_on": day(values["ended_days"]), "stage_changed_on": day(values["ended_days"])}
			frappe.db.set_value(PLAN, name, end, update_modified=False)
		refresh_plans_of([plan.ngo])


def set_done_dates(plan: "DevelopmentPlan") -> None:
	"""A step was done a little before it was due."""
	for row in plan.steps:
		if row.status == "Done":
			done_on = min(getdate(add_days(row.due_date, -2)), getdate(today()))
			row.db_set("done_on", max(done_on, getdate(plan.starts_on)), update_modified=False)


def assess_again(plan: "DevelopmentPlan", values: dict) -> None:
	"""Enter the later assessments: interim ones, and the final one of a completed plan."""
	for position, levels in enumerate(values["later"], start=1):
		is_last = position == len(values["later"])
		is_final = values["stage"] == "Completed" and is_last
		offset = values["end_assessed_days"] if is_final else values.get("interim_days", -20)
		assess(plan, "Final" if is_final else "Interim", day(offset), levels, values)
