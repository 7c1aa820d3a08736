# SPDX-License-Identifier: GPL-3.0-only
"""What every registration does when it is saved, whatever it is for."""

from typing import Any, ClassVar

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, flt, now

from planota_hub.planota_hub.taking_part.attendance import validate_attendance
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, WAITING
from planota_hub.planota_hub.taking_part.known_people import (
	refuse_known_person,
	set_active_key,
	throw_known_person,
)
from planota_hub.planota_hub.taking_part.letters import Letters
from planota_hub.planota_hub.taking_part.questions import (
	describe_answers,
	get_questions,
	keep_answers,
	make_definition,
	may_read_answers,
	read_answers,
)
from planota_hub.planota_hub.taking_part.seats import Seats
from planota_hub.rules.fields import get_email_key, normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.text import validate_plain_text

# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"status",
	"seat_taken_over",
	"queue_number",
	"source",
	"registered_on",
	"registered_by",
	"moved_up_on",
	"reminded_on",
	"cancelled_on",
	"cancelled_by",
	"signed_in_on",
	"consent_given_on",
	"consent_text_version",
	"preferred_language",
)


class Registration(Document):
	"""Mixin: somebody's registration for an occasion of one kind."""

	seats: ClassVar[Seats]
	letters: ClassVar[Letters]
	server_fields: ClassVar[tuple[str, ...]] = SERVER_FIELDS

	# fields that both DocTypes of registrations have
	status: Any
	attendance: Any
	attended_hours: Any
	email: Any
	email_key: Any
	ngo: Any
	registered_on: Any
	registered_by: Any
	answers: Any

	def before_insert(self):
		self.normalise_contact_data()
		self.set_server_fields()
		self.attendance, self.attended_hours = self.attendance or "Not Recorded", flt(self.attended_hours)
		set_active_key(self.seats.kind, self)
		if self.get(self.seats.kind.fieldname):
			self.refuse_known()
			self.seats.take_seat(self)

	def validate(self):
		keep_server_fields(self, self.server_fields)
		keep_answers(self)
		validate_plain_text(self)
		self.normalise_contact_data()
		set_active_key(self.seats.kind, self)
		self.refuse_known()
		self.validate_ngo()
		validate_attendance(self.seats.kind, self)

	def after_insert(self):
		self.seats.count_new(self)
		if self.flags.walks_in or self.flags.told_with_series:
			return
		what = "confirmed" if self.status == CONFIRMED else "waiting"
		self.flags.mailed = self.letters.send_message(what, self.name)

	def on_update(self):
		if self.flags.in_attendance_list:
			return
		before = self.get_doc_before_save()
		fields = ("attendance", "attended_hours", "ngo")
		if not before or any(cstr(self.get(field)) != cstr(before.get(field)) for field in fields):
			self.follow_attendance()

	def on_trash(self):
		self.seats.forget(self)

	def after_delete(self):
		self.follow_attendance()

	def follow_attendance(self):
		"""What comes of another attendance, or another NGO; each kind says it for itself."""

	def refuse_known(self):
		refuse_known_person(self.seats.kind, self)

	def normalise_contact_data(self):
		normalise_email(self, "email")
		normalise_phone(self, "phone")
		self.email_key = get_email_key(self.email)

	def set_server_fields(self):
		"""Begin a new registration with what the server knows; the intake may have set the rest."""
		begin_server_fields(self, self.server_fields)
		self.registered_on = now()
		self.registered_by = self.registered_by or frappe.session.user

	def show_unique_validation_message(self, e: Exception) -> None:
		"""Say the same when one person registers twice in the same moment."""
		if "active_key" in str(e):
			throw_known_person(self.seats.kind, self)
		super().show_unique_validation_message(e)

	def validate_ngo(self):
		if self.ngo and frappe.db.get_value("NGO", self.ngo, "stage") == "Rejected":
			refuse(self, "ngo", _("this NGO was not entered in the register."))

	# What the organiser asks besides

	@frappe.whitelist()
	def get_own_questions(self) -> dict[str, Any]:
		"""Return what the form shows of the own questions: the `fields` to answer them, and what was `said`.

		Raises:
		        frappe.PermissionError: for whoever does not see what people need.
		"""
		self.check_permission("read")
		if not may_read_answers(self.seats.kind):
			frappe.throw(_("Not permitted"), frappe.PermissionError)
		values: dict[str, list[str]] = {}
		for row in self.answers:
			values.setdefault(row.question, []).append(row.answer)
		fields = [{**make_definition(row), "value": values.get(row.question, [])} for row in self.get_asked()]
		return {"fields": fields, "said": describe_answers(self)}

	@frappe.whitelist(methods=["POST"])
	def answer_questions(self, values: dict) -> None:
		"""Keep what a participant told the staff; answers to what is not asked any more stay.

		Raises:
		        frappe.PermissionError: for whoever may not change what people need.
		        frappe.ValidationError: naming the question.
		"""
		registration = frappe.get_doc(self.doctype, self.name, for_update=True)
		registration.check_permission("write")
		if not registration.has_permlevel_access_to("answers", permission_type="write"):
			frappe.throw(_("Not permitted"), frappe.PermissionError)
		asked = registration.get_asked()
		answers = read_answers(asked, frappe.parse_json(values), is_forced=False)
		texts = {row.question for row in asked}
		registration.answers = [row for row in registration.answers if row.question not in texts]
		for row in answers:
			registration.append("answers", row)
		registration.flags.answering = True
		registration.save()

	def get_asked(self) -> list[frappe._dict]:
		"""Return the own questions of the occasion."""
		kind = self.seats.kind
		event = self.get(kind.fieldname)
		return get_questions(kind, [event])[event]

	def is_first_waiting(self) -> bool:
		"""Tell whether nobody else waits, so that the staff are told once that it is full."""
		kind = self.seats.kind
		waiting = {kind.fieldname: self.get(kind.fieldname), "status": WAITING}
		return self.status == WAITING and frappe.db.count(kind.registration, waiting) == 1
