# SPDX-License-Identifier: GPL-3.0-only
"""Somebody is told of what they answer for, and of what of it is overdue: one message for all, once a week.

The tasks are rows of documents (`rules/tasks.py`) with the fields `responsible`, `due_date` and `chased_on`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.mail.hub_mail import is_quiet, notify
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.rules.readable import show_day

DESK_USER = "System User"
DAYS_BETWEEN_REMINDERS = 7


@dataclass(frozen=True)
class TaskMail:
	"""How people are told of the tasks of one table.

	Attributes:
	        row: DocType of the rows.
	        describe: returns subject and first line for a number of tasks, overdue or new.
	        say: returns what one of them is, for a row.
	        get_link: returns label and address of where somebody finds their tasks, for a user, its type and the first row.
	"""

	row: str
	describe: Callable[[int, bool], tuple[str, str]]
	say: Callable[[frappe._dict], str]
	get_link: Callable[[str, str, frappe._dict], tuple[str, str]]

	def chase(self, rows: Iterable[frappe._dict], failure: str) -> list[frappe._dict]:
		"""Remind whoever answers for overdue rows, of each once a week; return the rows whose turn it was.

		Args:
		        rows: each with `name`, `parenttype`, `parent`, `responsible`, `due_date` and `chased_on`.
		        failure: what is logged when one person could not be reminded.
		"""
		again_from = getdate(add_days(today(), -DAYS_BETWEEN_REMINDERS))
		due = [row for row in rows if not row.chased_on or getdate(row.chased_on) <= again_from]
		of_person: dict[str, list[frappe._dict]] = defaultdict(list)
		for row in due:
			of_person[row.responsible].append(row)
		for user, theirs in of_person.items():
			with one_of_many(failure):
				if user and self.tell(user, theirs, is_overdue=True):
					self.note_chased([row.name for row in theirs])
		return due

	def note_chased(self, names: list[str]) -> None:
		frappe.db.set_value(self.row, {"name": ("in", names)}, "chased_on", today(), update_modified=False)

	def tell(self, user: str, rows: list[frappe._dict], is_overdue: bool = False) -> bool:
		"""Send one person one message about what is theirs; tell whether it reaches them.

		By e-mail, and under the bell, where only those with the Desk find it.
		"""
		fields = ["email", "enabled", "language", "user_type"]
		account = frappe.db.get_value("User", user, fields, as_dict=True)
		if is_quiet() or not account or not account.enabled:
			return False
		with speaking(account.language):
			subject, line = self.describe(len(rows), is_overdue)
			facts = [(show_day(row.due_date), self.say(row)) for row in rows]
			link = self.get_link(user, account.user_type, rows[0])
			is_told = send(account.email, Message(subject, [line], facts, link))
			if is_told or account.user_type == DESK_USER:
				notify([user], rows[0].parenttype, rows[0].parent, subject)
				is_told = True
		return is_told
