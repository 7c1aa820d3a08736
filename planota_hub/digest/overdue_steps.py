"""What people took on and should have done by now, wherever it stands: steps, decisions and joint actions."""

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate, today

from planota_hub.partnerships.action_plans.progress import ACTION
from planota_hub.planota_hub.meetings.decisions import MEETING, get_overdue_decisions

PLAN = "Development Plan"


def get_overdue_steps() -> list[frappe._dict]:
	"""Return everything that is overdue today, the longest overdue first.

	Keys: `doctype` and `name` of the document in which it stands, `text`, `of` (what it belongs to), `person`
	(user, or name of a partner; None when nobody is named) and `due_on`.
	"""
	rows = [*get_plan_steps(), *get_decisions(), *get_joint_actions()]
	return sorted(rows, key=lambda row: (row.due_on, row.doctype, row.name, row.text))


def get_plan_steps() -> list[frappe._dict]:
	"""Return the open steps of active development plans whose day has passed."""
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
		describe(PLAN, row.name, row.step_title, row.ngo_name, row.assigned_to or row.mentor, row.due_date)
		for row in rows
	]


def get_decisions() -> list[frappe._dict]:
	"""Return the open decisions of held meetings whose day has passed."""
	return [
		describe(MEETING, row.parent, row.decision, row.subject, row.responsible, row.due_date)
		for row in get_overdue_decisions()
	]


def get_joint_actions() -> list[frappe._dict]:
	"""Return the actions of agreed joint plans whose day has passed."""
	rows = frappe.get_all(
		ACTION,
		filters={"is_overdue": 1, "due_on": ("<", today())},
		fields=["name", "action_title", "joint_action_plan.plan_title", "partner_name", "due_on"],
		order_by="due_on asc, name asc",
		limit_page_length=0,
	)
	return [
		describe(ACTION, row.name, row.action_title, row.plan_title, row.partner_name, row.due_on)
		for row in rows
	]


def describe(doctype: str, name: str, text: str, of: str, person: str | None, due_on) -> frappe._dict:
	return frappe._dict(
		doctype=doctype, name=name, text=text, of=of, person=person or None, due_on=getdate(due_on)
	)
