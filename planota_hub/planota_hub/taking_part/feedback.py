# SPDX-License-Identifier: GPL-3.0-only
"""What those who came think of an occasion: by a link of their own, once each, from 1 (poor) to 5 (excellent)."""

from typing import Any, ClassVar

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, escape_html, flt, now

from planota_hub.planota_hub.taking_part.intake import Intake
from planota_hub.planota_hub.taking_part.kinds import Kind
from planota_hub.public_forms import intake
from planota_hub.public_forms.web_forms import as_select, close_form, get_field, prepare_web_form
from planota_hub.public_forms.website import get_parameter
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text

HIGHEST = 5
WORDS = ("would_recommend", "learned", "improve", "next_topics")


class Feedback(Document):
	"""Mixin: what one participant thinks; the link to the registration keeps it to one of each."""

	kind: ClassVar[Kind]
	ratings: ClassVar[tuple[str, ...]]

	# fields that both DocTypes of feedback have
	registration: Any
	overall: Any

	def before_insert(self):
		registration = lock_registration(self.kind, self.registration)
		refuse_feedback(self.kind, registration)
		self.set(self.kind.fieldname, registration[self.kind.fieldname])

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
			self.registration = before.registration
			self.set(self.kind.fieldname, before.get(self.kind.fieldname))

	def validate_ratings(self):
		for fieldname in self.ratings:
			self.set(fieldname, cint(self.get(fieldname)))
			if not 1 <= self.get(fieldname) <= HIGHEST:
				refuse(self, fieldname, _("please choose from 1 (poor) to {0} (excellent).").format(HIGHEST))
		self.overall = flt(sum(self.get(fieldname) for fieldname in self.ratings) / len(self.ratings), 2)

	def mark_registration(self, moment: str | None) -> None:
		frappe.db.set_value(
			self.kind.registration, self.registration, "feedback_given_on", moment, update_modified=False
		)

	def show_unique_validation_message(self, e: Exception) -> None:
		if "registration" in str(e):
			throw_given(self.kind)
		super().show_unique_validation_message(e)


def lock_registration(kind: Kind, name: str | None) -> frappe._dict:
	"""Return the registration that a feedback is about, locked until the commit.

	Raises:
	        frappe.DoesNotExistError: when there is no such registration.
	"""
	fields = ["name", kind.fieldname, "status", "attendance", "feedback_given_on"]
	registration = name and frappe.db.get_value(
		kind.registration, name, fields, as_dict=True, for_update=True
	)
	if not registration:
		frappe.throw(_("This registration was not found."), frappe.DoesNotExistError)
	return registration


def refuse_feedback(kind: Kind, registration: frappe._dict) -> None:
	"""Feedback is given after it was held, by those who attended, once each.

	Raises:
	        frappe.ValidationError: with the reason.
	"""
	stage = frappe.db.get_value(kind.event, registration[kind.fieldname], "stage")
	if registration.feedback_given_on:
		throw_given(kind)
	if stage == "Evaluated":
		frappe.throw(kind.say("feedback_over"), title=_("Feedback Closed"))
	if stage != "Held":
		frappe.throw(kind.say("feedback_when"), title=_("No Feedback Yet"))
	if registration.attendance != "Attended":
		frappe.throw(kind.say("feedback_whose"), title=_("No Feedback"))


def throw_given(kind: Kind) -> None:
	frappe.throw(kind.say("feedback_given"), frappe.UniqueValidationError, title=_("Feedback Already Given"))


# The public form


def give_feedback(
	taken_by: Intake, doctype: str, ratings: tuple[str, ...], purpose: str, values: dict
) -> dict:
	"""Take the feedback of a participant.

	Args:
	        purpose: of the link by which it is given.

	Returns:
	        `outcome` "received".

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.ValidationError: without attendance, the second time, before it was held and after it was evaluated;
	        also for a rating outside 1 to 5, with its name.
	"""
	if intake.is_robot(values):
		return {"outcome": "received"}
	feedback = frappe.new_doc(doctype)
	feedback.update(intake.pick_values(doctype, (*ratings, *WORDS), values))
	feedback.registration = taken_by.get_registration(cstr(values.get("token")), purpose)
	with intake.saving_for_guest():
		feedback.insert(ignore_permissions=True)
	return {"outcome": "received"}


def prepare_feedback_form(context, taken_by: Intake, ratings: tuple[str, ...], purpose: str) -> None:
	"""Show the form for the occasion behind the link, or why there is no feedback to give."""
	token = get_parameter("token")
	title, closed = look_up(taken_by, token, purpose)
	introduction = _(context.introduction_text)
	if title:
		introduction = f"<strong>{escape_html(title)}</strong><br>{introduction}"
	prepare_web_form(context, introduction)
	for fieldname in ratings:
		field = get_field(context, fieldname)
		field.fieldtype, field.options = "Select", get_rating_options()
	as_select(get_field(context, "would_recommend"), ["Yes", "No"])
	close_form(context, closed)
	context.hub |= {"token": token}


def look_up(taken_by: Intake, token: str, purpose: str) -> tuple[str | None, str | None]:
	"""Return the title of the occasion, and why there is no feedback to give; one of them is None."""
	kind = taken_by.kind
	try:
		registration = lock_registration(kind, taken_by.get_registration(token, purpose))
		refuse_feedback(kind, registration)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		return None, str(error)
	return frappe.db.get_value(kind.event, registration[kind.fieldname], kind.title), None


def get_rating_options() -> list[dict]:
	"""Return the ratings with words for the two ends."""
	words = {1: _("1 (poor)"), HIGHEST: _("5 (excellent)")}
	return [{"value": "", "label": ""}] + [
		{"value": str(rating), "label": words.get(rating, str(rating))} for rating in range(1, HIGHEST + 1)
	]
