# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document
from frappe.utils import flt

from planota_hub.mail.wording import describe_place, describe_time, list_days
from planota_hub.planota_hub.events.attendance import ATTENDANCE, may_record
from planota_hub.planota_hub.events.figures import get_figures
from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.events.rules import validate_event
from planota_hub.planota_hub.events.seats import SEATS
from planota_hub.planota_hub.taking_part.answers import show_answers
from planota_hub.planota_hub.taking_part.attendance import draw_qr
from planota_hub.planota_hub.taking_part.questions import validate_questions
from planota_hub.planota_hub.taking_part.seats import MOVING_STAGES
from planota_hub.rules.announced_events import AnnouncedEvent
from planota_hub.rules.readable import show_number
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.stages import is_step_to
from planota_hub.rules.text import validate_plain_text

SERVER_FIELDS = ("stage_changed_on",)
# a sheet has a column to sign in for each day, as many as fit beside the names


class HubEvent(AnnouncedEvent, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.event_invitation.event_invitation import EventInvitation
		from planota_hub.planota_hub.doctype.registration_question.registration_question import (
			RegistrationQuestion,
		)

		about: DF.DynamicLink | None
		about_doctype: DF.Link | None
		administrative_unit: DF.Link | None
		asks_feedback: DF.Check
		calendar_sequence: DF.Int
		cancellation_reason: DF.SmallText | None
		capacity: DF.Int
		confirmed_count: DF.Int
		delivery: DF.Literal["In Person", "Online", "Hybrid"]
		description: DF.Text | None
		ends_on: DF.Datetime
		event_kind: DF.Link
		event_title: DF.Data
		funded_project: DF.Link | None
		has_waiting_list: DF.Check
		hours: DF.Float
		invitations: DF.Table[EventInvitation]
		language: DF.Literal["Slovene", "English", "Italian", "Friulian", "German", "Other"]
		municipality: DF.Link | None
		next_order: DF.Int
		online_link: DF.Data | None
		organisers: DF.Data | None
		outcome: DF.Text | None
		questions: DF.Table[RegistrationQuestion]
		queue_counter: DF.Int
		registration_closes_on: DF.Datetime | None
		registration_opens_on: DF.Datetime | None
		responsible: DF.Link | None
		series: DF.Link | None
		stage: DF.Literal["Draft", "Announced", "Closed", "Held", "Cancelled"]
		stage_changed_on: DF.Date | None
		starts_on: DF.Datetime
		statistical_region: DF.Link | None
		support_kind: DF.Literal[
			"", "Mentoring", "Counselling", "Information", "Application Help", "Report Help"
		]
		venue: DF.Data | None
		waiting_count: DF.Int
	# end: auto-generated types

	announced_stages = MOVING_STAGES

	def onload(self):
		self.set_onload("figures", get_figures(self.name))
		self.set_onload("answers", show_answers(KIND, self.name))
		self.set_onload("may_record_attendance", may_record(self, frappe.session.user))
		self.set_onload("sign_in", ATTENDANCE.describe_sign_in(self))

	def before_insert(self):
		self.responsible = self.responsible or frappe.session.user

	def validate(self):
		SEATS.keep_counters(self)
		reset_server_fields(self, SERVER_FIELDS)
		self.keep_invitations()
		validate_plain_text(self)
		validate_event(self)
		validate_questions(self)
		self.set_calendar_sequence()

	def on_update(self):
		if is_step_to(self, "Cancelled"):
			for name in SEATS.cancel_all(self.name):
				LETTERS.send_message("event_cancelled", name)
		elif self.tells_change():
			LETTERS.send_to_active(self.name, "event_changed")
		SEATS.fill_free_seats(SEATS.lock(self.name))
		if is_step_to(self, "Held"):
			self.ask_for_feedback()

	def ask_for_feedback(self):
		"""Ask those who came and were not asked yet what it was like, once the event was held."""
		if self.stage == "Held" and self.asks_feedback:
			LETTERS.ask_for_feedback(self.name)

	def keep_invitations(self):
		"""Who was invited is written down when it is sent, whatever a form, a copy or an import says."""
		if self.flags.inviting:
			return
		before = self.get_doc_before_save()
		self.set("invitations", before.invitations if before else [])

	def get_participants(self) -> list[dict]:
		"""Return the confirmed participants by name, for the sign-in sheet; only to those who may see them."""
		return ATTENDANCE.get_participants(self.name)

	def get_sign_in_qr(self) -> str:
		"""Return the picture of the sign-in link, as an address that an image can show."""
		return draw_qr(ATTENDANCE.get_sign_in_url(self.name))

	def describe(self) -> frappe._dict:
		"""Return `time`, `place` and `length` of the event in the reader's language, and its `days`, for prints."""
		return frappe._dict(
			time=describe_time(self),
			place=describe_place(self),
			length=show_number(self.hours) if flt(self.hours) else "",
			days=list_days(self),
		)
