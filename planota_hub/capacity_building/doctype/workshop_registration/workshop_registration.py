# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, flt, get_datetime, getdate, now, now_datetime, today

from planota_hub.capacity_building.support.ledger import post_support
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.mail import send_message
from planota_hub.mail.wording import describe_number
from planota_hub.rules.fields import get_email_key, normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.text import field_label, shown, validate_plain_text

# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"status",
	"queue_number",
	"source",
	"registered_on",
	"registered_by",
	"moved_up_on",
	"reminded_on",
	"cancelled_on",
	"cancelled_by",
	"signed_in_on",
	"feedback_requested_on",
	"feedback_given_on",
	"consent_given_on",
	"consent_text_version",
	"preferred_language",
)
ATTENDANCE_STAGES = frozenset({"Announced", "Closed", "Held"})
FIRST_BIRTH_YEAR = 1900
PARTICIPANT_FIELDS = (
	"gender",
	"date_of_birth",
	"residence_municipality",
	"education_level",
	"employment_status",
	"has_disability",
	"is_migrant_or_minority",
	"is_otherwise_disadvantaged",
	"participant_data_consent",
)


class WorkshopRegistration(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		active_key: DF.Data | None
		attendance: DF.Literal["Not Recorded", "Attended", "Absent"]
		attended_hours: DF.Float
		cancelled_by: DF.Literal["", "Participant", "Staff", "Workshop"]
		cancelled_on: DF.Datetime | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		date_of_birth: DF.Date | None
		education_level: DF.Literal[
			"", "Primary or Less (ISCED 0-2)", "Secondary (ISCED 3-4)", "Tertiary (ISCED 5-8)"
		]
		email: DF.Data
		email_key: DF.Data | None
		employment_status: DF.Literal[
			"",
			"Employed",
			"Self-Employed",
			"Unemployed",
			"Long-Term Unemployed",
			"In Education or Training",
			"Inactive",
		]
		feedback_given_on: DF.Datetime | None
		feedback_requested_on: DF.Datetime | None
		gender: DF.Literal["", "Female", "Male", "Other or Not Stated"]
		has_disability: DF.Literal["", "Yes", "No", "Not Stated"]
		is_migrant_or_minority: DF.Literal["", "Yes", "No", "Not Stated"]
		is_otherwise_disadvantaged: DF.Literal["", "Yes", "No", "Not Stated"]
		moved_up_on: DF.Datetime | None
		needs: DF.SmallText | None
		ngo: DF.Link | None
		organisation: DF.Data | None
		participant_data_complete: DF.Check
		participant_data_consent: DF.Check
		participant_name: DF.Data
		phone: DF.Data | None
		preferred_language: DF.Data | None
		queue_number: DF.Int
		registered_by: DF.Link | None
		registered_on: DF.Datetime | None
		reminded_on: DF.Datetime | None
		residence_municipality: DF.Link | None
		signed_in_on: DF.Datetime | None
		source: DF.Literal["Desk", "Web Form", "Import"]
		status: DF.Literal["Confirmed", "Waiting List", "Cancelled"]
		workshop: DF.Link
	# end: auto-generated types

	def before_insert(self):
		self.normalise_contact_data()
		self.set_server_fields()
		self.attendance, self.attended_hours = self.attendance or "Not Recorded", flt(self.attended_hours)
		if self.workshop:
			self.refuse_known_email()
			seats.take_seat(self)

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		self.normalise_contact_data()
		self.set_active_key()
		self.validate_ngo()
		self.validate_attendance()
		self.validate_participant_data()

	def after_insert(self):
		seats.count_new(self)
		kind = "confirmed" if self.status == seats.CONFIRMED else "waiting"
		self.flags.mailed = send_message(kind, self.name)

	def on_update(self):
		if self.flags.in_attendance_list:
			return
		before = self.get_doc_before_save()
		fields = ("attendance", "attended_hours", "ngo")
		if not before or any(cstr(self.get(field)) != cstr(before.get(field)) for field in fields):
			update_support(self.workshop)

	def on_trash(self):
		workshop = seats.lock_workshop(self.workshop)
		status = frappe.db.get_value(self.doctype, self.name, "status", for_update=True)
		# nobody else may move into the seat while this one still counts as taken
		frappe.db.set_value(self.doctype, self.name, {"status": seats.CANCELLED}, update_modified=False)
		seats.release(workshop, status)

	def after_delete(self):
		update_support(self.workshop)

	def normalise_contact_data(self):
		normalise_email(self, "email")
		normalise_phone(self, "phone")
		self.email_key = get_email_key(self.email)

	def set_server_fields(self):
		"""Begin a new registration with what the server knows; the intake may have set the rest."""
		begin_server_fields(self, SERVER_FIELDS)
		self.registered_on = now()
		self.registered_by = self.registered_by or frappe.session.user

	def set_active_key(self):
		"""One e-mail address holds at most one registration that is not cancelled; the database sees to it."""
		active = self.status != seats.CANCELLED
		self.active_key = f"{self.workshop}:{self.email_key}" if active else None
		if not self.is_new() and active and self.has_value_changed("email_key"):
			self.refuse_known_email()

	def refuse_known_email(self):
		active = {"workshop": self.workshop, "email_key": self.email_key, "name": ("!=", self.name or "")}
		if frappe.db.exists(seats.REGISTRATION, {**active, "status": ("!=", seats.CANCELLED)}):
			self.throw_known_email()

	def throw_known_email(self):
		frappe.throw(
			_("{0}: {1} is already registered for this workshop.").format(
				field_label(self, "email"), shown(self.email)
			),
			frappe.UniqueValidationError,
			title=_("Already Registered"),
		)

	def show_unique_validation_message(self, e: Exception) -> None:
		"""Say the same when two people register with one address in the same moment."""
		if "active_key" in str(e):
			self.throw_known_email()
		super().show_unique_validation_message(e)

	def validate_ngo(self):
		if self.ngo and frappe.db.get_value("NGO", self.ngo, "stage") == "Rejected":
			refuse(self, "ngo", _("this NGO was not entered in the register."))

	def validate_attendance(self):
		before = self.get_doc_before_save()
		unchanged = (
			before
			and before.attendance == self.attendance
			and flt(before.attended_hours) == flt(self.attended_hours)
		)
		workshop = frappe.db.get_value(
			seats.WORKSHOP, self.workshop, ["stage", "starts_on", "hours"], as_dict=True
		)
		if not unchanged:
			self.refuse_wrong_attendance(workshop)
		self.set_attended_hours(workshop)

	def refuse_wrong_attendance(self, workshop: frappe._dict):
		label = field_label(self, "attendance")
		if not self.is_new() and workshop.stage == "Evaluated":
			frappe.throw(_("{0}: the workshop is evaluated, its attendance is fixed.").format(label))
		if self.attendance == "Not Recorded":
			return
		if self.status != seats.CONFIRMED:
			frappe.throw(_("{0}: only somebody with a confirmed seat can attend or be absent.").format(label))
		if workshop.stage not in ATTENDANCE_STAGES:
			frappe.throw(_("{0}: the workshop is not open for attendance.").format(label))
		# people sign in at the door a while before the workshop begins
		if get_datetime(workshop.starts_on) > now_datetime() and not self.flags.signing_in:
			frappe.throw(_("{0}: the workshop has not started yet.").format(label))

	def set_attended_hours(self, workshop: frappe._dict):
		if self.attendance != "Attended":
			self.attended_hours = 0
			return
		self.attended_hours = flt(self.attended_hours) or flt(workshop.hours)
		if not 0 < self.attended_hours <= flt(workshop.hours):
			frappe.throw(
				_("{0}: expected are more than 0 and at most {1} hours, the length of the workshop.").format(
					field_label(self, "attended_hours"), flt(workshop.hours)
				),
				title=_("Wrong Hours"),
			)

	def validate_participant_data(self):
		if self.date_of_birth and not self.is_plausible_birth():
			frappe.throw(
				_("{0}: expected is a day in the past, not before {1}.").format(
					field_label(self, "date_of_birth"), FIRST_BIRTH_YEAR
				)
			)
		self.participant_data_complete = int(all(self.get(field) for field in PARTICIPANT_FIELDS))

	def is_plausible_birth(self) -> bool:
		born = getdate(self.date_of_birth)
		return born.year >= FIRST_BIRTH_YEAR and born < getdate(today())

	def is_first_waiting(self) -> bool:
		"""Tell whether nobody else waits, so that the staff are told once that a workshop is full."""
		waiting = {"workshop": self.workshop, "status": seats.WAITING}
		return self.status == seats.WAITING and frappe.db.count(seats.REGISTRATION, waiting) == 1

	def get_certificate(self) -> frappe._dict:
		"""Return what the certificate says; it is given only to somebody who attended.

		Raises:
		        frappe.ValidationError: for somebody who did not attend, or before the workshop was held.
		"""
		workshop = frappe.get_doc(seats.WORKSHOP, self.workshop)
		if self.attendance != "Attended" or workshop.stage not in ("Held", "Evaluated"):
			frappe.throw(
				_("A certificate is given to participants who attended, once the workshop was held.")
			)
		length = describe_number(self.attended_hours)
		return frappe._dict({**workshop.describe(), "workshop": workshop, "length": length})


def update_support(workshop: str) -> None:
	"""Bring the ledger in line with who attended a workshop, while its row is locked."""
	if not frappe.db.exists(seats.WORKSHOP, workshop):
		return
	if seats.lock_workshop(workshop).stage in ("Held", "Evaluated"):
		source = frappe.get_doc(seats.WORKSHOP, workshop)
		post_support(source, source.get_support_rows())


@frappe.whitelist(methods=["POST"])
def cancel_registration(registration: str) -> bool:
	"""Cancel a registration for the hub's staff; the first one waiting moves up.

	Returns:
	        whether anything changed.
	"""
	frappe.get_doc(seats.REGISTRATION, registration).check_permission("write")
	cancelled = seats.free_seat(registration, "Staff")
	if cancelled:
		send_message("cancelled", registration)
	return cancelled
