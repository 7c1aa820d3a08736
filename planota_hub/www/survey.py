# SPDX-License-Identifier: GPL-3.0-only
"""Page `/survey?token=…` of a participant, `/survey?name=…` of a survey that anybody answers; without a log-in.

Whoever works on a survey sees by `/survey?preview=…` how it looks.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.planota_hub.surveys.answering import get_former
from planota_hub.planota_hub.surveys.kinds import SURVEY
from planota_hub.planota_hub.surveys.links import get_open_survey, get_participant
from planota_hub.planota_hub.surveys.page import SurveyPage, describe_survey
from planota_hub.public_forms.form.page import get_address
from planota_hub.public_forms.website import add_page_context, get_parameter

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show one visitor the questions and keep what they answer, or say why nobody can answer now."""
	forget_what_was_typed()
	add_page_context(context, is_private=True)
	# scripts that are put on all pages would see the answers
	context.web_include_js = []
	context.title = _("Survey")
	participant, is_preview = None, bool(get_parameter("preview"))
	try:
		if is_preview:
			survey = get_previewed(get_parameter("preview"))
		elif get_parameter("token"):
			participant = get_participant(get_parameter("token"))
			survey = frappe.get_doc(SURVEY, participant.survey)
		else:
			survey = get_open_survey(get_parameter("name"))
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
		return
	context.title, context.form_address = survey.survey_title, get_address()
	context.introduction_text = describe_survey(survey)
	page = SurveyPage(survey, participant, get_former(survey, participant), is_preview)
	if frappe.request.method == "POST":
		take = page.show_typed if page.closed else page.take_request
		take(frappe.request.form)
	context.form, context.http_status_code = page, page.status


def get_previewed(name: str) -> "Survey":
	"""Return a survey for whoever may read it in the Desk.

	Raises:
	        frappe.PermissionError: for everybody else, also when there is none of that name.
	"""
	if not frappe.has_permission(SURVEY, "read") or not frappe.db.exists(SURVEY, name):
		frappe.throw(_("There is no survey at this address. Please check the link."), frappe.PermissionError)
	survey: Survey = frappe.get_doc(SURVEY, name)
	survey.check_permission("read")
	return survey


def forget_what_was_typed() -> None:
	"""See that nothing that watches requests (the recorder, the log of errors) finds the answers in their arguments."""
	for name in set(frappe.request.form):
		frappe.form_dict.pop(name, None)
	frappe.form_dict.update(frappe.request.args.to_dict())
