# SPDX-License-Identifier: GPL-3.0-only
"""People registered from a pasted list: shown as they were understood, then entered one by one."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe.utils import cstr, get_datetime, now_datetime

from planota_hub.planota_hub.register.pasted_organisations import add_ngos
from planota_hub.planota_hub.taking_part.kinds import Kind, Participant
from planota_hub.rules.many_rows import do_each, read_rows
from planota_hub.sheets.pasted_people import read_people


@dataclass(frozen=True)
class Pasted:
	"""Lists of people for one kind of occasion."""

	kind: Kind
	set_active_key: Callable[[Participant], None]

	def preview(self, event: str, text: str) -> dict:
		"""Return who would be registered: `rows` as they were understood, and `mails`, whether they get one.

		Raises:
		        frappe.PermissionError: for whoever may not register people.
		        frappe.ValidationError: for a text in which nobody is found.
		"""
		self.check_may_register(event)
		people = read_people(text)
		add_ngos(people)
		for person in people:
			if not person.problem:
				person.problem = self.find_refusal(event, person)
		ends_on = frappe.db.get_value(self.kind.event, event, "ends_on")
		return {"rows": people, "mails": get_datetime(ends_on) >= now_datetime()}

	def enter(self, event: str, rows: str | list) -> list[dict]:
		"""Register people, each as a whole or not at all; return what became of each row.

		Raises:
		        frappe.PermissionError: for whoever may not register people.
		        frappe.ValidationError: for what is no list of rows, or a too long one.
		"""
		self.check_may_register(event)
		return do_each(read_rows(rows), lambda row: self.register(event, row))

	def check_may_register(self, event: str) -> None:
		frappe.get_doc(self.kind.event, event).check_permission("read")
		frappe.has_permission(self.kind.registration, "create", throw=True)

	def make_registration(self, event: str, row: frappe._dict) -> Participant:
		"""Return the registration of a row, not saved yet."""
		registration = frappe.new_doc(self.kind.registration)
		registration.update(
			{
				self.kind.fieldname: event,
				"participant_name": cstr(row.person_name).strip(),
				"email": cstr(row.email).strip(),
				"phone": cstr(row.phone).strip() or None,
				"organisation": cstr(row.organisation).strip() or None,
				"ngo": cstr(row.ngo) or None,
			}
		)
		return registration

	def find_refusal(self, event: str, person: frappe._dict) -> str | None:
		"""Return why somebody can't be registered, as far as it shows before the seat is taken."""
		registration = self.make_registration(event, person)
		if not registration.email:
			return frappe._("There is no e-mail address.")
		registration.email_key = registration.email
		registration.normalise_contact_data()
		self.set_active_key(registration)
		if frappe.db.exists(self.kind.registration, {"active_key": registration.active_key}):
			return frappe._("Is registered already.")
		return None

	def register(self, event: str, row: frappe._dict) -> dict:
		registration = self.make_registration(event, row)
		registration.insert()
		return {"name": registration.name, "outcome": frappe._(registration.status)}
