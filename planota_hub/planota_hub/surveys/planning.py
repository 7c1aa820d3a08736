# SPDX-License-Identifier: GPL-3.0-only
"""The day that was found becomes a meeting or an event, with those whom it suits."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, cint, cstr, get_datetime

from planota_hub.planota_hub.surveys.kinds import (
	ANSWER,
	DATE_FINDER,
	SUITS,
	SUITS_IF_NEED_BE,
	SURVEY,
	VALUE,
)
from planota_hub.planota_hub.surveys.questions import split_lines
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey

MEETING, EVENT = "Hub Meeting", "Hub Event"
USUAL_HOUR, USUAL_HOURS = 9, 2


def plan(survey: "Survey", doctype: str, code: str, day: str, values: dict[str, str]) -> str:
	"""Make a meeting or an event on a day of a date finder, with the rights of the user; return its name.

	Raises:
	        frappe.ValidationError: for a day that was not offered, a second time, or when a value is missing in the record.
	        frappe.PermissionError: for whoever may not make such records.
	"""
	survey = frappe.get_doc(SURVEY, survey.name, for_update=True)
	if survey.follow_up:
		refuse(survey, "follow_up", _("{0} was made of it already.").format(survey.follow_up))
	makers = {MEETING: make_meeting, EVENT: make_event}
	if doctype not in makers:
		refuse(survey, "follow_up", _("a day becomes a meeting or an event."))
	question = next((row for row in survey.questions if row.code == cstr(code)), None)
	if not question or question.kind != DATE_FINDER or cstr(day) not in split_lines(question.choices):
		refuse(survey, "questions", _("please choose one of the days that were offered."))
	doc = makers[doctype](survey, cstr(code), cstr(day), values)
	starts_on = get_datetime(day)
	if " " not in day:
		starts_on = starts_on.replace(hour=USUAL_HOUR)
	place = {name: values.get(name) for name in ("delivery", "venue", "municipality")}
	doc.update({"starts_on": starts_on, "ends_on": add_to_date(starts_on, hours=USUAL_HOURS), **place})
	doc.insert()
	survey.flags.set_by_hub = {"follow_up_doctype": doctype, "follow_up": doc.name}
	survey.save()
	return doc.name


def make_meeting(survey: "Survey", code: str, day: str, values: dict[str, str]) -> Document:
	meeting = frappe.new_doc(MEETING, subject=values.get("title") or survey.survey_title)
	for row in find_whom_it_suits(survey, code, day):
		meeting.append("participants", row)
	return meeting


def make_event(survey: "Survey", code: str, day: str, values: dict[str, str]) -> Document:
	return frappe.new_doc(
		EVENT,
		event_title=values.get("title") or survey.survey_title,
		event_kind=values.get("event_kind"),
		capacity=cint(values.get("capacity")),
	)


def find_whom_it_suits(survey: "Survey", code: str, day: str) -> list[dict]:
	"""Return those whom a day suits as participants of a meeting; nobody of an anonymous survey."""
	if survey.is_anonymous:
		return []
	fields = ["name", "organisation_doctype", "organisation", "person_name", "email"]
	answers = frappe.get_list(
		ANSWER, {"survey": survey.name}, fields, order_by="answer_title asc, name asc", limit_page_length=0
	)
	of_day = {
		"parenttype": ANSWER,
		"parent": ("in", [row.name for row in answers] or [""]),
		"code": code,
		"table_row": day,
		"answer": ("in", (SUITS, SUITS_IF_NEED_BE)),
	}
	suits = set(frappe.get_all(VALUE, of_day, pluck="parent", order_by="parent asc"))
	return [
		{
			frappe.scrub(row.organisation_doctype): row.organisation,
			"person_name": row.person_name,
			"email": row.email,
		}
		for row in answers
		if row.name in suits and row.organisation
	]
