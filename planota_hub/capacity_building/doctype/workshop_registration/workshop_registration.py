# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, flt, now

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance_rules import validate_attendance
from planota_hub.capacity_building.workshops.credited_hours import DELIVERED_STAGES, update_support
from planota_hub.capacity_building.workshops.known_people import (
	refuse_known_person,
	set_active_key,
	throw_known_person,
)
from planota_hub.capacity_building.workshops.mail import send_message
from planota_hub.capacity_building.workshops.participant_data import validate_participant_data
from planota_hub.rules.fields import get_email_key, normalise_email, normalise_phone
from planota_hub.rules.readable import show_number
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
	"feedback_requested_on",
	"feedback_given_on",
	"consent_given_on",
	"consent_text_version",
	"preferred_language",
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
		contact: DF.Link | None
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
		seat_taken_over: DF.Check
		signed_in_on: DF.Datetime | None
		source: DF.Literal["Desk", "Web Form", "Import"]
		status: DF.Literal["Confirmed", "Waiting List", "Cancelled"]
		workshop: DF.Link
	# end: auto-generated types

	def before_insert(self):
		self.normalise_contact_data()
		self.set_server_fields()
		self.attendance, self.attended_hours = self.attendance or "Not Recorded", flt(self.attended_hours)
		set_active_key(self)
		if self.workshop:
			refuse_known_person(self)
			seats.take_seat(self)

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		self.normalise_contact_data()
		set_active_key(self)
		refuse_known_person(self)
		self.validate_ngo()
		validate_attendance(self)
		validate_participant_data(self)

	def after_insert(self):
		seats.count_new(self)
		if self.flags.walks_in:
			return
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
		fields = ["status", "seat_taken_over"]
		registration = frappe.db.get_value(self.doctype, self.name, fields, as_dict=True, for_update=True)
		# nobody else may move into the seat while this one still counts as taken
		frappe.db.set_value(self.doctype, self.name, {"status": seats.CANCELLED}, update_modified=False)
		seats.release(workshop, registration)

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

	def show_unique_validation_message(self, e: Exception) -> None:
		"""Say the same when one person registers twice in the same moment."""
		if "active_key" in str(e):
			throw_known_person(self)
		super().show_unique_validation_message(e)

	def validate_ngo(self):
		if self.ngo and frappe.db.get_value("NGO", self.ngo, "stage") == "Rejected":
			refuse(self, "ngo", _("this NGO was not entered in the register."))

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
		if self.attendance != "Attended" or workshop.stage not in DELIVERED_STAGES:
			frappe.throw(
				_("A certificate is given to participants who attended, once the workshop was held.")
			)
		length = show_number(self.attended_hours)
		return frappe._dict({**workshop.describe(), "workshop": workshop, "length": length})


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
