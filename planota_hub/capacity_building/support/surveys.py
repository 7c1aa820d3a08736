# SPDX-License-Identifier: GPL-3.0-only
"""A request for support made of an answer to a survey."""

from typing import TYPE_CHECKING

import frappe

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer


def make_request(answer: "SurveyAnswer", text: str, values: dict[str, str]) -> "NGOSupportRequest":
	"""Hook `hub_survey_follow_ups`: return the request of whoever answered, not stored."""
	request: NGOSupportRequest = frappe.new_doc("NGO Support Request")
	request.update(
		{
			"subject": values.get("title"),
			"category": values.get("category"),
			"description": text,
			"ngo": answer.organisation if answer.organisation_doctype == "NGO" else None,
			"requester_name": answer.person_name or answer.answer_title,
			"requester_email": answer.email,
		}
	)
	return request
