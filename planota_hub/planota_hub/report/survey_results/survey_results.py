# SPDX-License-Identifier: GPL-3.0-only
"""The results of a survey as a table: each choice of each question with its share, also of groups, and of the former survey."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr

from planota_hub.figures.report_parts import column, figure
from planota_hub.figures.shares import DECIMALS, WHOLE
from planota_hub.planota_hub.surveys.breaking_down import break_down, describe_hidden, name_group
from planota_hub.planota_hub.surveys.kinds import DATE_FINDER, PERSONAL, SURVEY
from planota_hub.planota_hub.surveys.results import (
	Result,
	get_choices_of_cells,
	get_former_results,
	get_reason_to_wait,
	get_results,
	get_rows,
)
from planota_hub.planota_hub.surveys.steps import describe_moment, name_suitability
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_question.survey_question import SurveyQuestion

COLOR = "#1f7a5c"


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per choice or mean, why something is not told, the chart and the summary.

	Args:
	        filters: `survey`, without which nothing is told; optionally `broken_down_by` ("municipality", "field_of_work", "legal_form") and the `code`
	                of one question, of which there is a chart then.

	Raises:
	        frappe.ValidationError: for a survey that is not there, or groups that there are not.
	        frappe.PermissionError: for one that the reader may not see.
	"""
	filters = read_filters(filters)
	if not filters.survey:
		return get_columns(filters), [], _("Please choose a survey."), None, []
	survey = get_survey(filters.survey)
	code = cstr(filters.code).strip().upper()
	if reason := get_reason_to_wait(survey):
		return get_columns(filters), [], reason, None, get_summary(survey)
	if filters.broken_down_by:
		told = break_down(survey, filters.broken_down_by)
		rows = list(list_groups(survey, told, filters.broken_down_by, code))
		return get_columns(filters), rows, describe_hidden(told), None, get_summary(survey)
	results = [result for result in get_results(survey) if code in ("", result.question.code)]
	rows = list(list_results(results, get_former_results(survey)))
	return get_columns(filters), rows, None, get_chart(results) if code else None, get_summary(survey)


def get_survey(name: str) -> "Survey":
	if not frappe.db.exists(SURVEY, name):
		frappe.throw(_("{0} {1} is not there.").format(_(SURVEY), shown(name)))
	survey: Survey = frappe.get_doc(SURVEY, name)
	survey.check_permission("read")
	return survey


def get_columns(filters: frappe._dict) -> list[dict]:
	columns = [
		column("code", _("Code"), "Data", 120),
		column("question", _("Question"), "Data", 320),
		column("table_row", _("Row"), "Data", 180),
		column("answer", _("Answer"), "Data", 180),
		column("number", _("Answers")),
		column("share", _("Share (%)"), "Float", precision=1),
		column("mean", _("Mean"), "Float", precision=2),
	]
	if filters.broken_down_by:
		return [column("group", _("Group"), "Data", 180), *columns]
	return [*columns, column("former_share", _("Former Share or Mean"), "Float", 160, precision=2)]


def make_row(question: "SurveyQuestion", table_row: str = "", answer: str = "", **figures) -> dict:
	"""Return a row with days and choices as the reader calls them."""
	is_day = question.kind == DATE_FINDER
	return {
		"code": question.code,
		"question": question.question,
		"table_row": describe_moment(table_row) if is_day and table_row else table_row,
		"answer": name_suitability(answer) if is_day else answer,
		"number": None,
		"share": None,
		"mean": None,
		**figures,
	}


def list_results(results: list[Result], former: dict[str, Result]) -> Iterator[dict]:
	"""Yield how many answered each question, with its mean, then its choices."""
	for result in results:
		before = former.get(result.question.code)
		yield make_row(
			result.question,
			answer=_("Answers") if result.answered is not None else _("Too few to be told"),
			number=result.answered,
			mean=result.mean,
			former_share=before.mean if before else None,
		)
		shares = {(bar.table_row, bar.answer): bar.share for bar in before.bars} if before else {}
		for bar in result.bars:
			yield make_row(
				result.question,
				bar.table_row,
				bar.answer,
				number=bar.number,
				share=bar.share,
				former_share=shares.get((bar.table_row, bar.answer)),
			)


def list_groups(survey: "Survey", told: dict, dimension: str, code: str) -> Iterator[dict]:
	"""Yield the same of each group that may be told of; a question that is not told of it is left out."""
	for group, said in told["groups"].items():
		name = name_group(dimension, group)
		for question in survey.questions:
			of_question = said["questions"].get(question.code)
			if code not in ("", question.code) or not of_question:
				continue
			answered = of_question["answered"]
			yield make_row(
				question, answer=_("Answers"), number=answered, mean=of_question["mean"], group=name
			)
			for table_row, answer, number in sort_cells(question, of_question["cells"]):
				share = round(WHOLE * number / answered, DECIMALS)
				yield make_row(question, table_row, answer, number=number, share=share, group=name)


def sort_cells(question: "SurveyQuestion", cells: list[list]) -> list[list]:
	"""Return what was chosen in the order in which it was offered."""
	rows, choices = get_rows(question), get_choices_of_cells(question)
	return sorted(cells, key=lambda cell: (rows.index(cell[0]), choices.index(cell[1])))


def get_chart(results: list[Result]) -> dict | None:
	"""Return the shares of the choices of one question."""
	bars = [bar for result in results for bar in result.bars]
	if not bars:
		return None
	labels = [": ".join(filter(None, (bar.table_row, bar.answer))) for bar in bars]
	data = {"labels": labels, "datasets": [{"name": _("Share (%)"), "values": [bar.share for bar in bars]}]}
	return {"data": data, "type": "bar", "colors": [COLOR]}


def get_summary(survey: "Survey") -> list[dict]:
	figures = [figure(_("Answers"), cint(survey.answers_count))]
	if survey.answered_through == PERSONAL:
		figures.insert(0, figure(_("Invited"), cint(survey.invited_count)))
	return figures
