# SPDX-License-Identifier: GPL-3.0-only
"""What follows from an answer: a need, a request for support, an entry in the log of contacts; each once.

The areas say how one of their records is made of an answer: hook `hub_survey_follow_ups`, DocType -> function that gets
the answer, what it says in words, and what the staff chose, and returns the new document, not stored yet.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, get_datetime, today

from planota_hub.planota_hub.surveys.kinds import ANSWER
from planota_hub.planota_hub.surveys.wording import describe_answers
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer

INTERACTION = "Interaction"


def describe(answer: "SurveyAnswer") -> str:
	"""Return all that was answered, a question and its answer in a line."""
	return "\n".join(
		f"{question['question']} – {'; '.join(question['said'])}" for question in describe_answers(answer)
	)


def make_follow_up(answer: "SurveyAnswer", doctype: str, values: dict[str, str]) -> str:
	"""Make a record of an answer with the rights of the user, and note it with the answer; return its name.

	Raises:
	        frappe.ValidationError: when this answer became such a record already, or a value is missing in it.
	        frappe.PermissionError: for whoever may not make such records.
	"""
	handlers = frappe.get_hooks("hub_survey_follow_ups").get(doctype)
	if not handlers:
		refuse(answer, "follow_ups", _("an answer becomes no {0}.").format(_(cstr(doctype))))
	answer = frappe.get_doc(ANSWER, answer.name, for_update=True)
	if known := next((row.record for row in answer.follow_ups if row.record_doctype == doctype), None):
		refuse(answer, "follow_ups", _("it became {0} {1} already.").format(_(doctype), known))
	doc: Document = frappe.get_attr(handlers[-1])(answer, describe(answer), values)
	doc.insert()
	answer.append(
		"follow_ups",
		{
			"record_doctype": doctype,
			"record": doc.name,
			"made_by": frappe.session.user,
			"made_on": today(),
		},
	)
	answer.flags.set_by_hub = True
	answer.save(ignore_permissions=True)
	return doc.name


def make_interaction(answer: "SurveyAnswer", text: str, values: dict[str, str]) -> Document:
	"""Hook `hub_survey_follow_ups`: the answer as a contact that the organisation began."""
	survey_title = frappe.db.get_value("Survey", answer.survey, "survey_title")
	contact = frappe.new_doc(INTERACTION)
	contact.update(
		{
			"topic": values.get("title") or survey_title,
			"channel": "Message",
			"direction": "They",
			"happened_on": get_datetime(answer.answered_on),
			"held_by": frappe.session.user,
			"organisation_doctype": answer.organisation_doctype,
			"organisation": answer.organisation,
			"note": text,
		}
	)
	if answer.person_name or not answer.organisation:
		contact.append("people", {"person_name": answer.person_name or answer.answer_title})
	return contact
