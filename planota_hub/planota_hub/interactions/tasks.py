# SPDX-License-Identifier: GPL-3.0-only
"""What follows of a contact: a task of somebody with a day; closing the one closes the other."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import escape_html, get_url_to_form, getdate, today

from planota_hub.mail.own_tasks import TaskMail
from planota_hub.rules.refusals import refuse
from planota_hub.rules.tasks import OverdueStep, RowTasks

if TYPE_CHECKING:
	from frappe.desk.doctype.todo.todo import ToDo

	from planota_hub.planota_hub.doctype.interaction.interaction import Interaction
	from planota_hub.planota_hub.doctype.interaction_task.interaction_task import InteractionTask

INTERACTION, TASK = "Interaction", "Interaction Task"


def describe_task(interaction: "Interaction", row: "InteractionTask") -> dict | None:
	"""Return what the task of an open row is."""
	lines = [row.task, interaction.topic]
	return {
		"allocated_to": row.responsible,
		"description": "<br>".join(escape_html(line) for line in lines),
		"date": getdate(row.due_date),
	}


TASKS = RowTasks(INTERACTION, TASK, "tasks", describe_task)


def validate_tasks(interaction: "Interaction") -> None:
	"""What follows comes after the contact."""
	TASKS.set_done_dates(interaction)
	for row in interaction.tasks:
		row.responsible = row.responsible or interaction.held_by
		if row.due_date and getdate(row.due_date) < getdate(interaction.happened_on):
			refuse(row, "due_date", _("the day lies before the contact."), _("Wrong Date"))


def set_open_tasks(interaction: "Interaction") -> None:
	"""Derive how many tasks are open, and when the first of them is due."""
	due = sorted(getdate(row.due_date) for row in interaction.tasks if row.status == "Open" and row.due_date)
	interaction.open_tasks, interaction.next_due_date = len(due), due[0] if due else None


def follow_task(task: "ToDo", method: str | None = None) -> None:
	"""Hook of ToDo: close, drop or open again the row whose task was closed, cancelled or opened again."""
	if TASKS.follow(task):
		interaction = frappe.get_doc(INTERACTION, task.reference_name)
		set_open_tasks(interaction)
		values = {"open_tasks": interaction.open_tasks, "next_due_date": interaction.next_due_date}
		interaction.db_set(values, update_modified=False)


def forget_task(task: "ToDo", method: str | None = None) -> None:
	"""Hook of ToDo: a row whose task is deleted has none any more."""
	TASKS.forget(task)


# What is overdue


def get_overdue_tasks() -> list[frappe._dict]:
	"""Return the open tasks whose day has passed, each with the `topic` of its contact."""
	rows = frappe.get_all(
		TASK,
		filters={"parenttype": INTERACTION, "status": "Open", "due_date": ("<", today())},
		fields=["name", "parenttype", "parent", "task", "responsible", "due_date", "chased_on"],
		order_by="due_date asc, parent asc, idx asc",
		limit_page_length=0,
	)
	names = {"name": ("in", sorted({row.parent for row in rows}) or [""])}
	topics = dict(
		frappe.get_all(
			INTERACTION, names, ["name", "topic"], order_by="name asc", limit_page_length=0, as_list=True
		)
	)
	for row in rows:
		row.topic = topics[row.parent]
	return rows


def get_overdue_steps() -> list[OverdueStep]:
	"""Hook `hub_overdue_steps`: return the open tasks whose day has passed."""
	return [
		OverdueStep(INTERACTION, row.parent, row.task, row.topic, row.responsible, getdate(row.due_date))
		for row in get_overdue_tasks()
	]


def chase_overdue_tasks() -> None:
	"""Scheduler, daily: remind whoever has overdue tasks of contacts, of each once a week."""
	MAIL.chase(get_overdue_tasks(), _("A reminder of overdue tasks of contacts could not be sent"))


def describe_list(number: int, is_overdue: bool) -> tuple[str, str]:
	"""Return subject and first line of a reminder; of new ones the task itself tells."""
	return (
		_("Overdue tasks of contacts: {0}").format(number),
		_("these tasks followed from contacts, and their day has passed:"),
	)


MAIL = TaskMail(
	TASK,
	describe_list,
	say=lambda row: f"{row.task} ({row.topic})",
	get_link=lambda _user, _user_type, row: (_("Open the contact"), get_url_to_form(INTERACTION, row.parent)),
)
