# SPDX-License-Identifier: GPL-3.0-only
"""Who was reached by a survey (hook `hub_reached`): who took part in it, not who was only asked."""

from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.planota_hub.outreach.reached import SURVEY as CHANNEL
from planota_hub.planota_hub.outreach.reached import as_reached, limit
from planota_hub.planota_hub.surveys.kinds import ANSWERED, PARTICIPANT, SURVEY


def get_surveys(first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return the organisations that have answered a survey, each once for each survey."""
	survey, participant = DocType(SURVEY), DocType(PARTICIPANT)
	answered = (
		frappe.qb.from_(participant)
		.join(survey)
		.on(participant.survey == survey.name)
		.where((participant.status == ANSWERED) & participant.organisation.isnotnull())
		.distinct()
	)
	return as_reached(
		limit(answered, participant.answered_on, first, last),
		organisation_doctype=participant.organisation_doctype,
		organisation=participant.organisation,
		reached_on=participant.answered_on,
		channel=CHANNEL,
		doctype=SURVEY,
		name=survey.name,
		title=survey.survey_title,
	)
