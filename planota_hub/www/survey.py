# SPDX-License-Identifier: GPL-3.0-only
"""Page `/survey?token=…` of a participant, `/survey?name=…` of a survey that anybody answers; without a log-in."""

import frappe
from frappe import _

from planota_hub.planota_hub.surveys.answering import get_former
from planota_hub.planota_hub.surveys.kinds import SURVEY
from planota_hub.planota_hub.surveys.links import get_open_survey, get_participant
from planota_hub.planota_hub.surveys.page import SurveyPage, describe_survey
from planota_hub.public_forms.form.page import get_address
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show one visitor the questions and keep what they answer, or say why nobody can answer now."""
	forget_what_was_typed()
	add_page_context(context, is_private=True)
	# scripts that are put on all pages would see the answers
	context.web_include_js = []
	context.title = _("Survey")
	try:
		participant = get_participant(get_parameter("token")) if get_parameter("token") else None
		survey = (
			frappe.get_doc(SURVEY, participant.survey)
			if participant
			else get_open_survey(get_parameter("name"))
		)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
		return
	context.title, context.form_address = survey.survey_title, get_address()
	context.introduction_text = describe_survey(survey)
	page = SurveyPage(survey, participant, get_former(survey, participant))
	if frappe.request.method == "POST":
		take = page.show_typed if page.closed else page.take_request
		take(frappe.request.form)
	context.form, context.http_status_code = page, page.status


def forget_what_was_typed() -> None:
	"""See that nothing that watches requests (the recorder, the log of errors) finds the answers in their arguments."""
	for name in set(frappe.request.form):
		frappe.form_dict.pop(name, None)
	frappe.form_dict.update(frappe.request.args.to_dict())
