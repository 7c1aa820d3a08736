"""Steps of a development plan and the tasks (ToDo) that they are: each follows the other.

While a plan is active every open step is a task of somebody. Closing the task closes the step, closing
the step closes the task; a step that goes, or a plan that ends, cancels what is still open.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, cstr, escape_html, getdate, today

PLAN, STEP = "Development Plan", "Development Plan Step"
# status of a step -> status of its task, and the other way round
TODO_STATUS = {"Open": "Open", "Done": "Closed", "Dropped": "Cancelled"}
STEP_STATUS = {todo_status: status for status, todo_status in TODO_STATUS.items()}


def add_steps_of_template(plan: Document) -> int:
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


def set_done_dates(plan: Document) -> None:
	"""Derive since when each step is done."""
	for row in plan.steps:
		row.status = row.status or "Open"
		row.done_on = (row.done_on or today()) if row.status == "Done" else None


def keep_tasks(plan: Document) -> None:
	"""Restore the links between steps and tasks as they are stored, whatever a form or the API sends."""
	before = plan.get_doc_before_save()
	tasks = {row.name: row.todo for row in before.steps} if before else {}
	for row in plan.steps:
		row.todo = tasks.get(row.name)


def update_tasks(plan: Document) -> None:
	"""Make the tasks of a saved plan what its steps say."""
	for row in plan.steps:
		update_task(plan, row)
	before = plan.get_doc_before_save()
	kept = {row.todo for row in plan.steps if row.todo}
	for row in before.steps if before else []:
		if row.todo and row.todo not in kept:
			save_task(row.todo, {"status": "Cancelled"})


def update_task(plan: Document, row: Document) -> None:
	person = row.assigned_to or plan.mentor
	is_due = plan.stage == "Active" and row.status == "Open" and bool(person)
	if not row.todo:
		if is_due:
			row.db_set("todo", create_task(plan, row, person), update_modified=False)
		return
	if is_due:
		values = {**describe_task(plan, row), "allocated_to": person, "status": "Open"}
	else:
		# what is open when the plan ends or rests is cancelled, and opened again with the plan
		values = {"status": TODO_STATUS[row.status] if row.status != "Open" else "Cancelled"}
	save_task(row.todo, values)


def create_task(plan: Document, row: Document, person: str) -> str:
	task = frappe.get_doc(
		{
			"doctype": "ToDo",
			"reference_type": PLAN,
			"reference_name": plan.name,
			"allocated_to": person,
			"assigned_by": frappe.session.user,
			"status": "Open",
			**describe_task(plan, row),
		}
	)
	task.flags.of_development_plan = True
	return task.insert(ignore_permissions=True).name


def describe_task(plan: Document, row: Document) -> dict:
	title = f"{row.step_title} ({plan.ngo_name})"
	lines = [escape_html(line) for line in (title, cstr(row.description)) if line]
	return {"description": "<br>".join(lines), "date": getdate(row.due_date)}


def save_task(name: str, values: dict) -> None:
	"""Change a task where something differs; one that somebody deleted stays deleted."""
	if not frappe.db.exists("ToDo", name):
		return
	task = frappe.get_doc("ToDo", name)
	if all(cstr(task.get(fieldname)) == cstr(value) for fieldname, value in values.items()):
		return
	task.update(values)
	task.flags.of_development_plan = True
	task.save(ignore_permissions=True)


# Hooks of ToDo


def follow_task(task: Document, method: str | None = None) -> None:
	"""Close, drop or open again the step whose task was closed, cancelled or opened again."""
	if task.reference_type != PLAN or task.flags.of_development_plan:
		return
	step = frappe.db.get_value(STEP, {"todo": task.name}, ["name", "status", "done_on"], as_dict=True)
	status = STEP_STATUS.get(task.status)
	if not step or not status or step.status == status:
		return
	done_on = (step.done_on or today()) if status == "Done" else None
	frappe.db.set_value(STEP, step.name, {"status": status, "done_on": done_on})
	frappe.clear_document_cache(PLAN, task.reference_name)


def forget_task(task: Document, method: str | None = None) -> None:
	"""A step whose task is deleted has none any more; without this the framework would keep the task."""
	if task.reference_type == PLAN:
		frappe.db.set_value(STEP, {"todo": task.name}, "todo", None, update_modified=False)
