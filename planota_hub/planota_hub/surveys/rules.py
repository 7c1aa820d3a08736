# SPDX-License-Identifier: GPL-3.0-only
"""What a survey must fulfil: whom it asks, what is promised to them, and the conditions of its steps."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, now, now_datetime

from planota_hub.mail.hub_mail import site_language
from planota_hub.mail.wording import LANGUAGES
from planota_hub.planota_hub.surveys import anonymity
from planota_hub.planota_hub.surveys.kinds import ANSWER, OPEN_LINK, PARTICIPANT, PER_ORGANISATION, SURVEY
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.seal import make_keys
from planota_hub.rules.stages import begin, check_conditions, stamp

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey

FIRST_STAGE = "Draft"
# set by the hub and by it alone, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"opened_on",
	"closed_on",
	"follow_up_doctype",
	"follow_up",
	"stage_changed_on",
	"questions_version",
	"seal_key",
	"closed_figures",
)
# since a survey is open, what whoever answers was promised stays
PROMISES = ("answered_through", "answers_by", "is_anonymous")


def keep_server_fields(survey: "Survey") -> None:
	"""Leave what the hub has noted as it is stored, but for what it notes just now (`flags.set_by_hub`)."""
	before = survey.get_doc_before_save()
	for fieldname in SERVER_FIELDS:
		survey.set(fieldname, before.get(fieldname) if before else None)
	survey.update(survey.flags.set_by_hub or {})


def validate_audience(survey: "Survey") -> None:
	"""Whoever answers by an open link is not invited, so that nobody is counted or reminded."""
	survey.language = survey.language or site_language()
	if survey.language not in LANGUAGES:
		refuse(survey, "language", _("expected is one of: {0}.").format(", ".join(LANGUAGES)))
	if survey.answered_through == OPEN_LINK:
		survey.segment, survey.answers_by, survey.remind_days = None, None, 0
	else:
		survey.answers_by = survey.answers_by or PER_ORGANISATION


def validate_former_survey(survey: "Survey") -> None:
	if survey.former_survey and survey.former_survey == survey.name:
		refuse(survey, "former_survey", _("a survey is not compared with itself."))


def refuse_broken_promises(survey: "Survey") -> None:
	"""Since a survey is open, whom it asks and whether it is anonymous stay; its end moves to a later moment alone.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	before = survey.get_doc_before_save()
	if not before or before.stage == FIRST_STAGE:
		return
	for fieldname in PROMISES:
		if cstr(before.get(fieldname) or "") != cstr(survey.get(fieldname) or ""):
			refuse(survey, fieldname, _("this was promised to those who answer and stays as it is."))
	moments = [doc.closes_on and get_datetime(doc.closes_on) for doc in (before, survey)]
	if moments[0] == moments[1]:
		return
	if before.stage != "Open":
		refuse(survey, "closes_on", _("the survey is over."))
	refuse_past_end(survey)


def refuse_past_end(survey: "Survey") -> None:
	if not survey.closes_on or get_datetime(survey.closes_on) <= now_datetime():
		refuse(survey, "closes_on", _("please choose a moment that is still to come, or close the survey."))


# Steps


def validate_stage(survey: "Survey") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	begin(survey, FIRST_STAGE, _("{0}: a new survey begins as {1}."))
	if stamp(survey):
		check_conditions(survey, CONDITIONS)


def open_survey(survey: "Survey") -> None:
	"""A survey opens with questions, an end that is to come and, for personal links, somebody to invite.

	Raises:
	        frappe.ValidationError: naming what is missing.
	"""
	refuse_missing(survey, "questions", _("please enter what is asked."))
	refuse_missing(survey, "closes_on", _("please enter until when answers count."))
	if survey.closes_on:
		refuse_past_end(survey)
	if survey.answered_through != OPEN_LINK:
		refuse_missing(survey, "segment", _("please choose whom the survey asks."))
	survey.opened_on, survey.questions_version = now(), 1
	if anonymity.seals_profiles(survey):
		survey.seal_key = make_keys(survey.name)


def close_survey(survey: "Survey") -> None:
	"""A survey closes with the figures of its answers; of an anonymous one these are all that stays readable."""
	survey.closed_on = now()
	anonymity.open_figures(survey)


def withdraw_survey(survey: "Survey") -> None:
	"""A survey is withdrawn with a reason; what was answered anonymously until then is forgotten."""
	refuse_missing(survey, "withdrawal_reason", _("please give the reason before you withdraw the survey."))
	anonymity.forget(survey)


CONDITIONS = {"Open": open_survey, "Closed": close_survey, "Withdrawn": withdraw_survey}


def set_counts(survey: "Survey") -> None:
	"""Derive how many were invited and have answered."""
	survey.invited_count = frappe.db.count(PARTICIPANT, {"survey": survey.name})
	survey.answers_count = frappe.db.count(ANSWER, {"survey": survey.name})


def note_counts(name: str) -> None:
	"""Note how many were invited and have answered, past the history of the survey and whoever has it open."""
	counts = {
		"invited_count": frappe.db.count(PARTICIPANT, {"survey": name}),
		"answers_count": frappe.db.count(ANSWER, {"survey": name}),
	}
	frappe.db.set_value(SURVEY, name, counts, update_modified=False)
	frappe.clear_document_cache(SURVEY, name)


def is_over(survey: "Survey") -> bool:
	"""Tell whether no answer counts any more, because the survey was ended or its last moment has come."""
	if survey.stage != "Open":
		return survey.stage in ("Closed", "Withdrawn")
	return bool(survey.closes_on) and get_datetime(survey.closes_on) <= now_datetime()


def has_reminder(survey: "Survey") -> bool:
	"""Tell whether whoever has not answered is reminded."""
	return survey.answered_through != OPEN_LINK and cint(survey.remind_days) > 0
