# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, format_datetime, get_datetime, getdate, now_datetime

from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import SupportRow, post_support, reverse_support
from planota_hub.capacity_building.workshops import mail as workshop_mail
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import (
	describe_sign_in,
	draw_qr,
	get_sign_in_url,
	may_record,
)
from planota_hub.capacity_building.workshops.figures import get_figures
from planota_hub.mail.wording import describe_number, describe_place, describe_time
from planota_hub.planota_hub.register.places import set_places
from planota_hub.rules.announced_events import AnnouncedEvent
from planota_hub.rules.fields import normalise_website
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.stages import begin, is_step_to, stamp
from planota_hub.rules.text import field_label, validate_plain_text
from planota_hub.rules.titles import get_titles

FIRST_STAGE = "Draft"
DELIVERED_STAGES = frozenset({"Held", "Evaluated"})
MAX_DAYS = 92
MAX_SEATS = 1000
SERVER_FIELDS = ("stage_changed_on", "calendar_sequence")


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
		online_link: DF.Data | None
		outcome: DF.Text | None
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
		self.set_onload("may_record_attendance", may_record(self, frappe.session.user))
		self.set_onload("sign_in", describe_sign_in(self))

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		self.validate_times()
		self.validate_hours()
		self.validate_registration_window()
		self.validate_place()
		self.validate_seats()
		self.validate_stage()
		set_funded_project(self)
		self.set_calendar_sequence()

	def on_update(self):
		if is_step_to(self, "Cancelled"):
			for name in seats.cancel_all(self.name):
				workshop_mail.send_message("workshop_cancelled", name)
		elif self.is_announced_change():
			workshop_mail.send_to_active(self.name, "workshop_changed")
		seats.fill_free_seats(seats.lock_workshop(self.name))
		post_support(self, self.get_support_rows())
		if is_step_to(self, "Held"):
			workshop_mail.ask_for_feedback(self.name)

	def on_trash(self):
		reverse_support(self)

	def get_support_rows(self) -> list[SupportRow]:
		"""Return what the ledger holds of this workshop: one row per NGO that attended.

		An NGO is credited with the hours of its participant who stayed longest, once, however many it sent;
		how many there were stands in the row.
		"""
		if self.stage not in DELIVERED_STAGES:
			return []
		attended: dict[str, list[float]] = {}
		for ngo, hours in frappe.db.get_values(
			seats.REGISTRATION,
			{"workshop": self.name, "attendance": "Attended", "ngo": ("is", "set")},
			["ngo", "attended_hours"],
			order_by="ngo asc",
			for_update=True,
		):
			attended.setdefault(ngo, []).append(flt(hours))
		return [
			SupportRow(
				date=getdate(self.starts_on),
				ngo=ngo,
				kind="Workshop",
				hours=max(hours),
				participants=len(hours),
				key=ngo,
			)
			for ngo, hours in attended.items()
		]

	def keep_server_fields(self):
		"""Seats are counted elsewhere; whatever a form sends, the counters stay as the locked row has them."""
		before = self.get_doc_before_save()
		locked = seats.lock_workshop(self.name) if before else {}
		for fieldname in (*seats.COUNTERS.values(), "queue_counter"):
			self.set(fieldname, cint(locked.get(fieldname)))
		reset_server_fields(self, SERVER_FIELDS)

	def validate_times(self):
		starts_on, ends_on = get_datetime(self.starts_on), get_datetime(self.ends_on)
		if ends_on <= starts_on:
			refuse(self, "ends_on", _("the workshop must end after it starts."), _("Wrong Time"))
		if (ends_on - starts_on).days > MAX_DAYS:
			refuse(self, "ends_on", _("a workshop lasts at most {0} days.").format(MAX_DAYS), _("Wrong Time"))

	def validate_hours(self):
		"""The hours of training: never longer than from start to end, and asked for when that takes days."""
		starts_on, ends_on = get_datetime(self.starts_on), get_datetime(self.ends_on)
		duration = flt((ends_on - starts_on).total_seconds() / 3600, 2)
		if not flt(self.hours) and starts_on.date() == ends_on.date():
			self.hours = duration
		if not 0 < flt(self.hours) <= duration:
			frappe.throw(
				_("{0}: expected are more than 0 and at most {1} hours, the time from start to end.").format(
					field_label(self, "hours"), duration
				),
				title=_("Wrong Hours"),
			)

	def validate_registration_window(self):
		opens_on, closes_on = (
			self.get(fieldname) and get_datetime(self.get(fieldname))
			for fieldname in ("registration_opens_on", "registration_closes_on")
		)
		starts_on = get_datetime(self.starts_on)
		for fieldname, moment in (
			("registration_opens_on", opens_on),
			("registration_closes_on", closes_on),
		):
			if moment and moment > starts_on:
				frappe.throw(
					_("{0}: expected is a time before the workshop starts.").format(
						field_label(self, fieldname)
					),
					title=_("Wrong Registration Window"),
				)
		if opens_on and closes_on and closes_on <= opens_on:
			frappe.throw(
				_("{0}: registration must close after it opens.").format(
					field_label(self, "registration_closes_on")
				),
				title=_("Wrong Registration Window"),
			)

	def validate_place(self):
		if self.delivery == "Online":
			self.venue = self.municipality = None
		elif self.delivery == "In Person":
			self.online_link = None
		needed = {"Online": (), "In Person": ("venue", "municipality"), "Hybrid": ("venue", "municipality")}
		for fieldname in needed.get(self.delivery, ()):
			refuse_missing(self, fieldname, _("please enter where the workshop takes place."))
		normalise_website(self, "online_link")
		for row in self.materials:
			normalise_website(row, "link")
		set_places(self)

	def validate_seats(self):
		self.capacity = cint(self.capacity)
		if not 1 <= self.capacity <= MAX_SEATS:
			refuse(
				self,
				"capacity",
				_("expected is a number from 1 to {0}.").format(MAX_SEATS),
				_("Wrong Number of Seats"),
			)
		if self.capacity < self.confirmed_count:
			frappe.throw(
				_("{0}: {1} seats are confirmed already; cancel some of them before you offer fewer.").format(
					field_label(self, "capacity"), self.confirmed_count
				),
				title=_("Wrong Number of Seats"),
			)

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions of a step."""
		begin(self, FIRST_STAGE, _("{0}: a new workshop begins as {1}."))
		if stamp(self):
			self.validate_step()

	def validate_step(self):
		if self.stage == "Held" and get_datetime(self.starts_on) > now_datetime():
			frappe.throw(
				_("{0}: the workshop starts on {1}; only then can it have been held.").format(
					field_label(self, "stage"), format_datetime(self.starts_on, "short")
				)
			)
		if self.stage == "Evaluated" and (missing := self.count_without_attendance()):
			refuse(
				self, "stage", _("the attendance of {0} participants is not recorded yet.").format(missing)
			)
		if self.stage == "Cancelled":
			refuse_missing(
				self, "cancellation_reason", _("please give the reason before you cancel the workshop.")
			)
		if self.stage == "Cancelled" and self.has_attended():
			frappe.throw(_("People have attended this workshop; it can't be cancelled any more."))

	def count_without_attendance(self) -> int:
		filters = {"workshop": self.name, "status": seats.CONFIRMED, "attendance": "Not Recorded"}
		return frappe.db.count(seats.REGISTRATION, filters)

	def has_attended(self) -> bool:
		return bool(frappe.db.exists(seats.REGISTRATION, {"workshop": self.name, "attendance": "Attended"}))

	def get_participants(self) -> list[dict]:
		"""Return the confirmed participants by name, for the sign-in sheet; only to those who may see them."""
		participants = frappe.get_list(
			seats.REGISTRATION,
			filters={"workshop": self.name, "status": seats.CONFIRMED},
			fields=["participant_name", "organisation", "ngo"],
			order_by="participant_name asc, queue_number asc",
			limit_page_length=0,
		)
		names = get_titles("NGO", {row.ngo for row in participants})
		for row in participants:
			row.organisation = names.get(row.ngo) or row.organisation
		return participants

	def get_sign_in_qr(self) -> str:
		"""Return the picture of the sign-in link, as an address that an image can show."""
		return draw_qr(get_sign_in_url(self.name))

	def get_sign_in_url(self) -> str:
		"""Return the link by which participants sign in, for the poster."""
		return get_sign_in_url(self.name)

	def describe(self) -> frappe._dict:
		"""Return `time`, `place` and `length` of the workshop, in the words of the reader's language, for prints."""
		return frappe._dict(
			time=describe_time(self), place=describe_place(self), length=describe_number(self.hours)
		)
