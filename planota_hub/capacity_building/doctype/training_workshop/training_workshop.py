# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document

from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import SupportRow, post_support, reverse_support
from planota_hub.capacity_building.workshops import mail as workshop_mail
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import (
	ATTENDANCE,
	describe_sign_in,
	get_sign_in_url,
	may_record,
)
from planota_hub.capacity_building.workshops.credited_hours import get_credited_hours
from planota_hub.capacity_building.workshops.figures import get_figures
from planota_hub.capacity_building.workshops.rules import validate_workshop
from planota_hub.mail.wording import describe_place, describe_time, list_days
from planota_hub.planota_hub.taking_part.answers import show_answers
from planota_hub.planota_hub.taking_part.attendance import draw_qr
from planota_hub.planota_hub.taking_part.questions import validate_questions
from planota_hub.rules.announced_events import AnnouncedEvent
from planota_hub.rules.readable import show_number
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.stages import is_step_to
from planota_hub.rules.text import validate_plain_text

SERVER_FIELDS = ("stage_changed_on",)
# a sheet has a column to sign in for each day, as many as fit beside the names


class TrainingWorkshop(AnnouncedEvent, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.capacity_building.doctype.workshop_capacity_area.workshop_capacity_area import (
			WorkshopCapacityArea,
		)
		from planota_hub.capacity_building.doctype.workshop_material.workshop_material import WorkshopMaterial
		from planota_hub.planota_hub.doctype.registration_question.registration_question import (
			RegistrationQuestion,
		)

		administrative_unit: DF.Link | None
		areas: DF.TableMultiSelect[WorkshopCapacityArea]
		calendar_sequence: DF.Int
		cancellation_reason: DF.SmallText | None
		capacity: DF.Int
		confirmed_count: DF.Int
		delivery: DF.Literal["In Person", "Online", "Hybrid"]
		description: DF.Text | None
		ends_on: DF.Datetime
		funded_project: DF.Link | None
		has_waiting_list: DF.Check
		hours: DF.Float
		language: DF.Literal["Slovene", "English", "Italian", "Friulian", "German", "Other"]
		materials: DF.Table[WorkshopMaterial]
		municipality: DF.Link | None
		next_order: DF.Int
		online_link: DF.Data | None
		outcome: DF.Text | None
		questions: DF.Table[RegistrationQuestion]
		queue_counter: DF.Int
		registration_closes_on: DF.Datetime | None
		registration_opens_on: DF.Datetime | None
		stage: DF.Literal["Draft", "Announced", "Closed", "Held", "Evaluated", "Cancelled"]
		stage_changed_on: DF.Date | None
		starts_on: DF.Datetime
		statistical_region: DF.Link | None
		trainer_name: DF.Data | None
		trainer_organisation: DF.Data | None
		trainer_user: DF.Link | None
		venue: DF.Data | None
		waiting_count: DF.Int
		workshop_title: DF.Data
	# end: auto-generated types

	announced_stages = seats.MOVING_STAGES

	def onload(self):
		figures = get_figures([self.name])[self.name]
		self.set_onload("figures", {key: figures[key] for key in figures if key != "ngos"})
		self.set_onload("answers", show_answers(seats.KIND, self.name))
		self.set_onload("may_record_attendance", may_record(self, frappe.session.user))
		self.set_onload("sign_in", describe_sign_in(self))

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		validate_workshop(self)
		validate_questions(self)
		set_funded_project(self)
		self.set_calendar_sequence()

	def on_update(self):
		if is_step_to(self, "Cancelled"):
			for name in seats.cancel_all(self.name):
				workshop_mail.send_message("workshop_cancelled", name)
		elif self.tells_change():
			workshop_mail.send_to_active(self.name, "workshop_changed")
		seats.fill_free_seats(seats.lock_workshop(self.name))
		post_support(self, self.get_support_rows())
		if is_step_to(self, "Held"):
			workshop_mail.ask_for_feedback(self.name)

	def on_trash(self):
		reverse_support(self)

	def get_support_rows(self) -> list[SupportRow]:
		"""Return what the ledger holds of this workshop."""
		return get_credited_hours(self)

	def keep_server_fields(self):
		"""Seats are counted elsewhere; whatever a form sends, the counters stay as the locked row has them."""
		seats.SEATS.keep_counters(self)
		reset_server_fields(self, SERVER_FIELDS)

	def get_participants(self) -> list[dict]:
		"""Return the confirmed participants by name, for the sign-in sheet; only to those who may see them."""
		return ATTENDANCE.get_participants(self.name)

	def get_sign_in_qr(self) -> str:
		"""Return the picture of the sign-in link, as an address that an image can show."""
		return draw_qr(get_sign_in_url(self.name))

	def get_sign_in_url(self) -> str:
		"""Return the link by which participants sign in, for the poster."""
		return get_sign_in_url(self.name)

	def describe(self) -> frappe._dict:
		"""Return `time`, `place` and `length` of the workshop in the reader's language, and its `days`, for prints."""
		return frappe._dict(
			time=describe_time(self),
			place=describe_place(self),
			length=show_number(self.hours),
			days=list_days(self),
		)
