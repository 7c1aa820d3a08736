# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from planota_hub.planota_hub.events.attendance import follow
from planota_hub.planota_hub.events.kind import EVENT
from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.events.seats import SEATS
from planota_hub.planota_hub.events.series import get_attended_series
from planota_hub.planota_hub.taking_part.registration import SERVER_FIELDS, Registration
from planota_hub.rules.readable import show_number


class EventRegistration(Registration, Document):
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
		cancelled_by: DF.Literal["", "Participant", "Staff", "Event"]
		cancelled_on: DF.Datetime | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		contact: DF.Link | None
		email: DF.Data
		email_key: DF.Data | None
		event: DF.Link
		feedback_given_on: DF.Datetime | None
		feedback_requested_on: DF.Datetime | None
		moved_up_on: DF.Datetime | None
		needs: DF.SmallText | None
		ngo: DF.Link | None
		organisation: DF.Data | None
		participant_name: DF.Data
		phone: DF.Data | None
		preferred_language: DF.Data | None
		queue_number: DF.Int
		registered_by: DF.Link | None
		registered_on: DF.Datetime | None
		reminded_on: DF.Datetime | None
		seat_taken_over: DF.Check
		signed_in_on: DF.Datetime | None
		source: DF.Literal["Desk", "Web Form", "Import"]
		status: DF.Literal["Confirmed", "Waiting List", "Cancelled"]
		with_series: DF.Check
	# end: auto-generated types

	seats = SEATS
	letters = LETTERS
	server_fields = (*SERVER_FIELDS, "with_series", "feedback_requested_on", "feedback_given_on")

	def follow_attendance(self):
		follow(self.event)

	def get_confirmation(self) -> frappe._dict:
		"""Return what the confirmation of attendance says; it is given only to somebody who attended.

		Raises:
		        frappe.ValidationError: for somebody who did not attend, or before the event was held.
		"""
		event = frappe.get_doc(EVENT, self.event)
		if self.attendance != "Attended" or event.stage != "Held":
			frappe.throw(_("A confirmation is given to participants who attended, once the event was held."))
		series = get_attended_series(self)
		hours = series.hours if series else flt(self.attended_hours)
		length = show_number(hours) if hours else ""
		return frappe._dict({**event.describe(), "event": event, "length": length, "series": series})
