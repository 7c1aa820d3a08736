# SPDX-License-Identifier: GPL-3.0-only
"""Whose an answer is that came by an open link: staff who find it out give it to the organisation, or to none again.

The organisation becomes a participant that has answered, so that it counts wherever participants do.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.surveys.kinds import ANSWER, ANSWERED, OPEN_LINK, PARTICIPANT, SURVEY
from planota_hub.planota_hub.surveys.rules import note_counts
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer

KINDS = ("NGO", "Stakeholder")


def give_to(answer: "SurveyAnswer", doctype: str | None, organisation: str | None) -> None:
	"""Give an answer by an open link to an organisation, or with none to nobody known.

	Raises:
	        frappe.PermissionError: for whoever may not change the survey or see the organisation.
	        frappe.ValidationError: for an anonymous answer or one by a personal link, or an organisation that is not there.
	"""
	answer = frappe.get_doc(ANSWER, answer.name, for_update=True)
	if answer.is_anonymous:
		refuse(answer, "organisation", _("an anonymous answer is nobody's, and stays so."))
	if frappe.db.get_value(SURVEY, answer.survey, "answered_through") != OPEN_LINK:
		refuse(answer, "organisation", _("the answer came by a personal link, which tells whose it is."))
	frappe.has_permission(SURVEY, "write", answer.survey, throw=True)
	former = answer.participant
	name = check_organisation(answer, cstr(doctype), cstr(organisation)) if organisation else None
	answer.organisation_doctype, answer.organisation = (doctype, name) if name else (None, None)
	answer.answer_title = get_title(answer)
	answer.participant = make_participant(answer) if name else None
	answer.flags.set_by_hub = True
	answer.save(ignore_permissions=True)
	if former:
		frappe.delete_doc(PARTICIPANT, former, ignore_permissions=True, delete_permanently=True)
	note_counts(answer.survey)


def check_organisation(answer: "SurveyAnswer", doctype: str, organisation: str) -> str:
	"""Return the name of an organisation once it is there and the user sees it."""
	if doctype not in KINDS:
		refuse(answer, "organisation_doctype", _("expected is one of: {0}.").format(", ".join(map(_, KINDS))))
	if not frappe.db.exists(doctype, organisation):
		refuse(answer, "organisation", _("{0} {1} is not there.").format(_(doctype), shown(organisation)))
	frappe.has_permission(doctype, "read", organisation, throw=True)
	return organisation


def get_title(answer: "SurveyAnswer") -> str:
	if not answer.organisation:
		return _("Open Answer", frappe.db.get_value(SURVEY, answer.survey, "language"))
	return get_titles(answer.organisation_doctype, [answer.organisation])[answer.organisation]


def make_participant(answer: "SurveyAnswer") -> str:
	"""Store the organisation as a participant that has answered; no link goes to it."""
	participant = frappe.get_doc(
		{
			"doctype": PARTICIPANT,
			"survey": answer.survey,
			"organisation_doctype": answer.organisation_doctype,
			"organisation": answer.organisation,
			"participant_name": answer.answer_title,
			"status": ANSWERED,
			"answered_on": answer.answered_on,
		}
	)
	participant.flags.set_by_hub = True
	return participant.insert(ignore_permissions=True).name
