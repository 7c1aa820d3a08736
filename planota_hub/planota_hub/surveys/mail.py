# SPDX-License-Identifier: GPL-3.0-only
"""What participants get by e-mail: the personal link, and one reminder; who is responsible hears when a survey is over."""

from datetime import timedelta
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, get_url, now, now_datetime

from planota_hub.mail.hub_mail import notify, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.surveys.kinds import ANSWERED, PARTICIPANT, PER_PERSON, SURVEY
from planota_hub.rules.readable import show_moment
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_participant.survey_participant import SurveyParticipant

# what the personal link is for
SURVEY_PURPOSE = "survey"
LINK_PURPOSES = {
	"survey": {"doctype": "Survey Participant", "depends_on": ("email", "link_number"), "decides": True}
}


def get_link(survey: "Survey", participant: "SurveyParticipant | frappe._dict") -> str:
	"""Return the address at which one participant answers; void once it is sent to another address."""
	token = make_token(SURVEY_PURPOSE, participant.name)
	return get_url(f"/survey?token={token}&_lang={survey.language}")


def get_open_link(survey: "Survey") -> str:
	"""Return the address at which anybody answers an open survey."""
	return get_url(f"/survey?name={survey.name}&_lang={survey.language}")


def send_link(survey: "Survey", participant: "SurveyParticipant") -> bool:
	"""Send somebody the personal link; tell whether it could be queued."""
	if not has_address(participant.email, participant.participant_name):
		return False
	with speaking(survey.language):
		line = _("the hub asks for your answers to “{0}”.").format(survey.survey_title)
		is_sent = send(participant.email, write(survey, participant, _("Please answer"), line))
	if is_sent:
		participant.db_set("sent_on", now(), update_modified=False)
	return is_sent


def write(survey: "Survey", participant: "SurveyParticipant", subject: str, line: str) -> Message:
	"""Return a message with the personal link, in the language that is spoken now."""
	lines = [line]
	if survey.introduction:
		lines.append(survey.introduction)
	lines += [
		describe_promise(survey),
		_("The link is for you alone; whoever opens it answers in your place."),
	]
	named = participant.person_name if survey.answers_by == PER_PERSON else None
	facts = [
		(_("Who is asked"), ", ".join(filter(None, (named, participant.participant_name)))),
		(_("Answers count until"), show_moment(survey.closes_on)),
	]
	link = (_("Answer now"), get_link(survey, participant))
	return Message(f"{subject}: {survey.survey_title}", lines, facts, link)


def describe_promise(survey: "Survey") -> str:
	"""Return what becomes of the answers and who sees them."""
	if survey.is_anonymous:
		return _(
			"The survey is anonymous: the hub sees who has answered, never who answered what. An answer that was sent "
			"can't be changed."
		)
	return _("The hub sees who answered what. You can change your answers as long as the survey is open.")


# Reminders


def remind_participants() -> None:
	"""Scheduler, hourly: remind once whoever has not answered, some days before the survey closes."""
	running = [["stage", "=", "Open"], ["remind_days", ">", 0], ["closes_on", ">", now()]]
	for row in frappe.get_all(SURVEY, running, ["name", "closes_on", "remind_days"], order_by="name asc"):
		if get_datetime(row.closes_on) - timedelta(days=cint(row.remind_days)) <= now_datetime():
			remind_of(frappe.get_doc(SURVEY, row.name))


def remind_of(survey: "Survey") -> None:
	"""Remind those who got the link more than a day ago and have neither answered nor been reminded."""
	waiting = {
		"survey": survey.name,
		"status": ("!=", ANSWERED),
		"reminded_on": ("is", "not set"),
		"sent_on": ("<", now_datetime() - timedelta(days=1)),
	}
	for name in frappe.get_all(PARTICIPANT, waiting, pluck="name", order_by="name asc"):
		with one_of_many(_("A participant could not be reminded"), PARTICIPANT, name):
			remind(survey, name)


def remind(survey: "Survey", name: str) -> None:
	"""Remind one participant and note it; of two runs at once one does.

	Raises:
	        frappe.OutgoingEmailError: when the mail could not be queued; nothing is noted then.
	"""
	participant: SurveyParticipant = frappe.get_doc(PARTICIPANT, name, for_update=True)
	if participant.reminded_on or participant.status == ANSWERED:
		return
	participant.db_set("reminded_on", now(), update_modified=False)
	with speaking(survey.language):
		line = _("the survey “{0}” closes soon, and you have not answered yet.").format(survey.survey_title)
		if not send(participant.email, write(survey, participant, _("The survey closes soon"), line)):
			raise frappe.OutgoingEmailError


# The end


def tell_closed(survey: "Survey") -> None:
	"""Tell whoever is responsible for a survey, under the bell, that it is over."""
	if not survey.responsible or survey.responsible == frappe.session.user:
		return
	with speaking(frappe.db.get_value("User", survey.responsible, "language") or site_language()):
		subject = _("Survey closed with {0} answers: {1}").format(survey.answers_count, survey.survey_title)
		notify([survey.responsible], SURVEY, survey.name, subject)
