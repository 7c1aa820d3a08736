# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.credited_hours import DELIVERED_STAGES, update_support
from planota_hub.capacity_building.workshops.intake import INTAKE
from planota_hub.capacity_building.workshops.known_people import refuse_known_person
from planota_hub.capacity_building.workshops.mail import LETTERS
from planota_hub.capacity_building.workshops.participant_data import validate_participant_data
from planota_hub.planota_hub.taking_part.registration import SERVER_FIELDS, Registration
from planota_hub.rules.readable import show_number


class WorkshopRegistration(Registration, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.registration_answer.registration_answer import RegistrationAnswer

		active_key: DF.Data | None
		answers: DF.Table[RegistrationAnswer]
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

	seats = seats.SEATS
	letters = LETTERS
	server_fields = (*SERVER_FIELDS, "feedback_requested_on", "feedback_given_on")

	def validate(self):
		super().validate()
		validate_participant_data(self)

	def follow_attendance(self):
		update_support(self.workshop)

	def refuse_known(self):
		refuse_known_person(self)

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
	"""Cancel a registration for the hub's staff; see `Intake.cancel_for_staff`."""
	return INTAKE.cancel_for_staff(registration)
