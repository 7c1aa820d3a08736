# SPDX-License-Identifier: GPL-3.0-only
"""What waits for somebody with a log-in about surveys: one that they were asked to answer, by their personal link."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate, now_datetime

from planota_hub.planota_hub.surveys.kinds import ANSWERED, PARTICIPANT, SURVEY
from planota_hub.planota_hub.surveys.mail import get_link
from planota_hub.rules.waiting import Waiting


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`: return the open surveys whose link went to the address of the current user."""
	survey, participant = DocType(SURVEY), DocType(PARTICIPANT)
	email = frappe.db.get_value("User", frappe.session.user, "email")
	rows = (
		frappe.qb.from_(participant)
		.join(survey)
		.on(participant.survey == survey.name)
		.select(participant.name, survey.survey_title, survey.closes_on, survey.language)
		.where((survey.stage == "Open") & (survey.closes_on > now_datetime()))
		.where((participant.status != ANSWERED) & (participant.email == email))
		.orderby(survey.closes_on, participant.name)
		.run(as_dict=True)
	)
	return [
		Waiting(_("Answer", context="Verb"), row.survey_title, get_link(row, row), getdate(row.closes_on))
		for row in rows
	]
