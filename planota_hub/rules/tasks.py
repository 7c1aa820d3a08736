# SPDX-License-Identifier: GPL-3.0-only
"""Rows of a document that are tasks (ToDo) of somebody: each follows the other.

While a row is due it is a task of somebody. Closing the task closes the row, closing the row closes the task; a
row that goes, or a document that ends, cancels what is still open. The table of the rows has the fields
`status` (Open, Done, Dropped), `done_on` and `todo`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import cstr, today

# status of a row -> status of its task, and the other way round
TODO_STATUS = {"Open": "Open", "Done": "Closed", "Dropped": "Cancelled"}
ROW_STATUS = {todo_status: status for status, todo_status in TODO_STATUS.items()}


class OverdueStep(NamedTuple):
	"""Something that somebody took on and should have done by now; hook `hub_overdue_steps`.

	Attributes:
	        doctype: of the document in which it stands.
	        name: of that document.
	        text: what is to be done.
	        of: what it belongs to.
	        person: user, or name of a partner; None when nobody is named.
	        due_on: the day that has passed.
	"""

	doctype: str
	name: str
	text: str
	of: str
	person: str | None
	due_on: date


@dataclass(frozen=True)
class RowTasks:
	"""The tasks of one table.

	Attributes:
	        parenttype: DocType of the document.
	        row: DocType of its rows.
	        table: field of the rows in the document.
	        describe: returns `allocated_to`, `description` and `date` of the task that an open row is now; None
	        while it is nobody's.
	"""

	parenttype: str
	row: str
	table: str
	describe: Callable[..., dict | None]

	def set_done_dates(self, doc: Document) -> None:
		"""Derive since when each row is done."""
		for row in doc.get(self.table):
			row.status = row.status or "Open"
			row.done_on = (row.done_on or today()) if row.status == "Done" else None

	def keep(self, doc: Document) -> None:
		"""Restore what only the hub writes, task and last reminder, as it is stored, whatever a form or the API sends."""
		before = doc.get_doc_before_save()
		stored = {row.name: row for row in before.get(self.table)} if before else {}
		for row in doc.get(self.table):
			row.todo = stored[row.name].todo if row.name in stored else None
			if row.meta.has_field("chased_on"):
				row.chased_on = stored[row.name].chased_on if row.name in stored else None

	def update(self, doc: Document) -> None:
		"""Make the tasks of a saved document what its rows say."""
		for row in doc.get(self.table):
			self.update_task(doc, row)
		before = doc.get_doc_before_save()
		kept = {row.todo for row in doc.get(self.table) if row.todo}
		for row in before.get(self.table) if before else []:
			if row.todo and row.todo not in kept:
				save_task(row.todo, {"status": "Cancelled"})

	def update_task(self, doc: Document, row: Document) -> None:
		task = self.describe(doc, row) if row.status == "Open" else None
		if not row.todo:
			if task:
				row.db_set("todo", self.create_task(doc, task), update_modified=False)
		elif task:
			save_task(row.todo, {**task, "status": "Open"})
		else:
			# what is open when the document ends or rests is cancelled, and opened again with it
			save_task(row.todo, {"status": TODO_STATUS[row.status] if row.status != "Open" else "Cancelled"})

	def create_task(self, doc: Document, values: dict) -> str:
		task = frappe.get_doc(
			{
				"doctype": "ToDo",
				"reference_type": self.parenttype,
				"reference_name": doc.name,
				"assigned_by": frappe.session.user,
				"status": "Open",
				**values,
			}
		)
		task.flags.of_row = True
		return task.insert(ignore_permissions=True).name

	def follow(self, task: Document) -> str | None:
		"""Hook of ToDo: bring the row of a task that somebody changed to its status.

		Returns:
		        the name of the row that changed; None when there is none.
		"""
		if task.reference_type != self.parenttype or task.flags.of_row:
			return None
		row = frappe.db.get_value(self.row, {"todo": task.name}, ["name", "status", "done_on"], as_dict=True)
		status = ROW_STATUS.get(task.status)
		if not row or not status or row.status == status:
			return None
		done_on = (row.done_on or today()) if status == "Done" else None
		frappe.db.set_value(self.row, row.name, {"status": status, "done_on": done_on})
		frappe.clear_document_cache(self.parenttype, task.reference_name)
		return row.name

	def forget(self, task: Document) -> None:
		"""Hook of ToDo: a row whose task is deleted has none; without this the framework would keep the task."""
		if task.reference_type == self.parenttype:
			frappe.db.set_value(self.row, {"todo": task.name}, "todo", None, update_modified=False)


def save_task(name: str, values: dict) -> None:
	"""Change a task where something differs; one that somebody deleted stays deleted."""
	if not frappe.db.exists("ToDo", name):
		return
	task = frappe.get_doc("ToDo", name)
	if all(cstr(task.get(fieldname)) == cstr(value) for fieldname, value in values.items()):
		return
	task.update(values)
	task.flags.of_row = True
	task.save(ignore_permissions=True)
