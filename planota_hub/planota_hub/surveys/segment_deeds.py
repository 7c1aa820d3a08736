# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about surveys (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.segments.deeds import NGO, STAKEHOLDER, Asked, Deed
from planota_hub.planota_hub.surveys.kinds import ANSWERED, PARTICIPANT, SURVEY


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Survey",
			_("Answered a survey"),
			_("Did not answer a survey"),
			select_answered,
			(NGO, STAKEHOLDER),
			record=SURVEY,
			has_period=True,
		),
	)


def select_answered(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who has answered a survey; that they did is known of an anonymous one, too."""
	participant = DocType(PARTICIPANT)
	query = (
		frappe.qb.from_(participant)
		.select(participant.organisation)
		.where((participant.status == ANSWERED) & (participant.organisation_doctype == doctype))
		.where(participant.organisation.isnotnull())
	)
	if asked.record:
		query = query.where(participant.survey == asked.record)
	return asked.within(query.where(visible(PARTICIPANT)), participant.answered_on)
