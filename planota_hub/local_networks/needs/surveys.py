# SPDX-License-Identifier: GPL-3.0-only
"""A need made of an answer to a survey."""

from typing import TYPE_CHECKING

import frappe

from planota_hub.local_networks.needs.stages import NEED

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_need.local_need import LocalNeed
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer


def make_need(answer: "SurveyAnswer", text: str, values: dict[str, str]) -> "LocalNeed":
	"""Hook `hub_survey_follow_ups`: return the need, not stored; its place and field are those of the NGO unless others were chosen."""
	ngo = answer.organisation if answer.organisation_doctype == "NGO" else None
	fields = ["municipality", "primary_field_of_work"]
	known = (frappe.db.get_value("NGO", ngo, fields, as_dict=True) if ngo else None) or {}
	need: LocalNeed = frappe.new_doc(NEED)
	need.update(
		{
			"need_title": values.get("title"),
			"municipality": values.get("municipality") or known.get("municipality"),
			"field_of_work": values.get("field_of_work") or known.get("primary_field_of_work"),
			"description": text,
			"ngo": ngo,
		}
	)
	return need
