# SPDX-License-Identifier: GPL-3.0-only
"""What somebody answered, in words of the reader's language; days and whether they suit are stored as the hub knows them."""

from typing import TYPE_CHECKING

import frappe
from frappe.utils import cstr

from planota_hub.planota_hub.surveys.kinds import DATE_FINDER, QUESTION, SURVEY
from planota_hub.planota_hub.surveys.steps import describe_moment, name_suitability

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer
	from planota_hub.planota_hub.doctype.survey_answer_value.survey_answer_value import SurveyAnswerValue


def describe_answers(answer: "SurveyAnswer") -> list[dict]:
	"""Return each question that was answered with what was `said`, and the `file` that was sent."""
	days = get_date_finders(answer.survey)
	questions: dict[str, dict] = {}
	for row in answer.answers:
		question = questions.setdefault(
			cstr(row.code), {"question": cstr(row.question), "said": [], "file": None}
		)
		question["said"].append(describe_row(row, cstr(row.code) in days))
		question["file"] = row.file or question["file"]
	return list(questions.values())


def get_date_finders(survey: str) -> set[str]:
	of_survey = {"parenttype": SURVEY, "parent": survey, "kind": DATE_FINDER}
	return set(frappe.get_all(QUESTION, of_survey, pluck="code", order_by="idx asc"))


def describe_row(row: "SurveyAnswerValue", is_day: bool) -> str:
	said = name_suitability(cstr(row.answer)) if is_day else cstr(row.answer)
	if not row.table_row:
		return said
	return f"{describe_moment(row.table_row) if is_day else row.table_row}: {said}"
