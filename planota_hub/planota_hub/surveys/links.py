# SPDX-License-Identifier: GPL-3.0-only
"""Who opens the page of a survey: a participant by the personal link, or anybody by the open one; and why one can't answer."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.surveys.kinds import ANSWERED, OPEN_LINK, PARTICIPANT, SURVEY
from planota_hub.planota_hub.surveys.mail import SURVEY_PURPOSE
from planota_hub.planota_hub.surveys.rules import is_over
from planota_hub.rules.tokens import read_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_participant.survey_participant import SurveyParticipant


def get_participant(token: str | None) -> "SurveyParticipant":
	"""Return the participant behind a personal link.

	Raises:
	        tokens.InvalidTokenError: when the hub did not make the link, or it went to another address since.
	        frappe.DoesNotExistError: when nobody is asked by it any more.
	"""
	name = read_token(SURVEY_PURPOSE, token)
	if not frappe.db.exists(PARTICIPANT, name):
		frappe.throw(_("This survey is no longer there."), frappe.DoesNotExistError)
	return frappe.get_doc(PARTICIPANT, name)


def get_open_survey(name: str) -> "Survey":
	"""Return a survey that anybody answers.

	Raises:
	        frappe.DoesNotExistError: when there is none of that name, it is a draft, or it is for those invited.
	"""
	filters = {"name": cstr(name), "answered_through": OPEN_LINK, "stage": ("!=", "Draft")}
	if not frappe.db.exists(SURVEY, filters):
		frappe.throw(
			_("There is no survey at this address. Please check the link."), frappe.DoesNotExistError
		)
	return frappe.get_doc(SURVEY, cstr(name))


def get_obstacle(survey: "Survey", participant: "SurveyParticipant | None") -> str | None:
	"""Return in words why nobody can answer now; None when one can."""
	if survey.stage == "Withdrawn":
		return _("This survey was withdrawn.")
	if survey.stage == "Draft":
		return _("The survey has not begun yet.")
	if is_over(survey):
		return _("The survey is over. Thank you to everybody who answered.")
	if participant and participant.status == ANSWERED and survey.is_anonymous:
		return _("You have answered. Thank you; as the survey is anonymous, the answer can't be changed.")
	return None
