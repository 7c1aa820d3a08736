# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, now

from planota_hub.capacity_building.workshops import seats
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text

RATINGS = ("content_rating", "trainer_rating", "organisation_rating", "usefulness_rating")
HIGHEST = 5


class WorkshopFeedback(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		content_rating: DF.Int
		improve: DF.Text | None
		learned: DF.Text | None
		next_topics: DF.Text | None
		organisation_rating: DF.Int
		overall: DF.Float
		registration: DF.Link
		trainer_rating: DF.Int
		usefulness_rating: DF.Int
		workshop: DF.Link | None
		workshop_title: DF.Data | None
		would_recommend: DF.Literal["", "Yes", "No"]
	# end: auto-generated types

	def before_insert(self):
		registration = lock_registration(self.registration)
		refuse_feedback(registration)
		self.workshop = registration.workshop

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		self.validate_ratings()

	def after_insert(self):
		self.mark_registration(now())

	def after_delete(self):
		self.mark_registration(None)

	def keep_server_fields(self):
		before = self.get_doc_before_save()
		if before:
			self.workshop, self.registration = before.workshop, before.registration

	def validate_ratings(self):
		for fieldname in RATINGS:
			self.set(fieldname, cint(self.get(fieldname)))
			if not 1 <= self.get(fieldname) <= HIGHEST:
				refuse(self, fieldname, _("please choose from 1 (poor) to {0} (excellent).").format(HIGHEST))
		self.overall = flt(sum(self.get(fieldname) for fieldname in RATINGS) / len(RATINGS), 2)

	def mark_registration(self, moment: str | None) -> None:
		frappe.db.set_value(
			seats.REGISTRATION, self.registration, "feedback_given_on", moment, update_modified=False
		)

	def show_unique_validation_message(self, e: Exception) -> None:
		if "registration" in str(e):
			throw_given()
		super().show_unique_validation_message(e)


def lock_registration(name: str | None) -> frappe._dict:
	"""Return the registration that a feedback is about, locked until the commit.

	Raises:
	        frappe.DoesNotExistError: when there is no such registration.
	"""
	fields = ["name", "workshop", "status", "attendance", "feedback_given_on"]
	registration = name and frappe.db.get_value(
		seats.REGISTRATION, name, fields, as_dict=True, for_update=True
	)
	if not registration:
		frappe.throw(_("This registration was not found."), frappe.DoesNotExistError)
	return registration


def refuse_feedback(registration: frappe._dict) -> None:
	"""Feedback is given after a held workshop, by those who attended it, once each.

	Raises:
	        frappe.ValidationError: with the reason.
	"""
	stage = frappe.db.get_value(seats.WORKSHOP, registration.workshop, "stage")
	if registration.feedback_given_on:
		throw_given()
	if stage == "Evaluated":
		frappe.throw(_("The feedback on this workshop is closed."), title=_("Feedback Closed"))
	if stage != "Held":
		frappe.throw(_("You can give feedback once the workshop has been held."), title=_("No Feedback Yet"))
	if registration.attendance != "Attended":
		frappe.throw(
			_("Only participants who attended the workshop can give feedback."), title=_("No Feedback")
		)


def throw_given() -> None:
	frappe.throw(
		_("You have already given feedback on this workshop. Thank you!"),
		frappe.UniqueValidationError,
		title=_("Feedback Already Given"),
	)
