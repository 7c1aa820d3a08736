# SPDX-License-Identifier: GPL-3.0-only
"""The results of a survey as the form and the print show them, in the words of the reader's language."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import cint

from planota_hub.figures.shares import DECIMALS, WHOLE
from planota_hub.planota_hub.surveys.breaking_down import (
	break_down,
	describe_hidden,
	name_dimensions,
	name_group,
)
from planota_hub.planota_hub.surveys.kinds import DATE_FINDER, IN_OWN_WORDS
from planota_hub.planota_hub.surveys.results import (
	Bar,
	Result,
	find_best_days,
	get_choices_of_cells,
	get_former_results,
	get_reason_to_wait,
	get_results,
	get_rows,
)
from planota_hub.planota_hub.surveys.steps import describe_moment, name_suitability
from planota_hub.rules.readable import show_number, show_percent

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_question.survey_question import SurveyQuestion

MOST_TEXTS = 200


def show_results(survey: "Survey") -> dict:
	"""Return `reason` why nothing is told, or `questions`, each with what its answers say."""
	if reason := get_reason_to_wait(survey):
		return {"reason": reason, "questions": []}
	former = get_former_results(survey)
	return {
		"reason": "",
		"answers": cint(survey.answers_count),
		"questions": [
			show_result(result, former.get(result.question.code)) for result in get_results(survey)
		],
	}


def show_result(result: Result, former: Result | None) -> dict:
	"""Return one question: its text, `facts` in words, `rows` with their bars, and what was written."""
	question = result.question
	shares = {(bar.table_row, bar.answer): bar.share for bar in former.bars} if former else {}
	rows: dict[str, list[dict]] = {}
	for bar in result.bars:
		rows.setdefault(bar.table_row, []).append(show_bar(question.kind, bar, shares))
	best = find_best_days(result)[:1] if question.kind == DATE_FINDER and result.answered else []
	return {
		"code": question.code,
		"section": question.section or "",
		"question": question.question,
		"facts": describe_facts(result, former),
		"rows": [
			{
				"label": name_row(question, row),
				"is_best": row in best,
				"bars": bars,
			}
			for row, bars in rows.items()
		],
		"texts": result.texts[:MOST_TEXTS],
		"more_texts": max(len(result.texts) - MOST_TEXTS, 0),
	}


def name_row(question: "SurveyQuestion", row: str) -> str:
	return describe_moment(row) if row and question.kind == DATE_FINDER else row


def name_choice(kind: str, choice: str) -> str:
	return name_suitability(choice) if kind == DATE_FINDER else choice


def show_bar(kind: str, bar: Bar, former: dict[tuple[str, str], float]) -> dict:
	before = former.get((bar.table_row, bar.answer))
	return {
		"label": name_choice(kind, bar.answer),
		"number": bar.number,
		"share": bar.share,
		"percent": show_percent(bar.share),
		"former": show_percent(before) if before is not None else "",
	}


def describe_facts(result: Result, former: Result | None) -> list[str]:
	"""Return in words how many answered, and the mean, beside that of the former survey."""
	if result.answered is None:
		return [_("So few answered this question that it is not told.")]
	facts = [_("Answered: {0}").format(result.answered)]
	if result.mean is not None:
		facts.append(_("Mean: {0}").format(show_number(result.mean)))
	if result.least is not None:
		facts.append(_("From {0} to {1}").format(show_number(result.least), show_number(result.most)))
	if former:
		facts.append(_("Former survey: {0} answered").format(former.answered))
	if former and former.mean is not None:
		facts.append(_("Former mean: {0}").format(show_number(former.mean)))
	return facts


# Groups


def show_groups(survey: "Survey", dimension: str) -> dict:
	"""Return what the answers of groups say, one table for each question, or row of one, that has choices or numbers.

	Returns:
	        `label` of the dimension, `note` on what is not told, and `questions` with `question` and `tables`: `label` of
	        the row, `columns`, and `lines` with `group`, `answered`, `mean` and `shares` in the order of the columns.
	"""
	label = name_dimensions().get(dimension, "")
	if reason := get_reason_to_wait(survey):
		return {"label": label, "note": reason, "questions": []}
	told = break_down(survey, dimension)
	shown = []
	for question in survey.questions:
		lines = list_groups_of(told, dimension, question.code)
		if lines and question.kind not in IN_OWN_WORDS:
			tables = [show_table(question, row, lines) for row in get_rows(question) or [""]]
			shown.append({"code": question.code, "question": question.question, "tables": tables})
	return {"label": label, "note": describe_hidden(told) or "", "questions": shown}


def list_groups_of(told: dict, dimension: str, code: str) -> list[tuple[str, dict]]:
	"""Return the groups of which a question is told, each with what it said."""
	return [
		(name_group(dimension, group), said["questions"][code])
		for group, said in told["groups"].items()
		if said["questions"].get(code)
	]


def show_table(question: "SurveyQuestion", row: str, lines: list[tuple[str, dict]]) -> dict:
	choices = get_choices_of_cells(question)
	return {
		"label": name_row(question, row),
		"columns": [name_choice(question.kind, choice) for choice in choices],
		"lines": [
			{
				"group": group,
				"answered": said["answered"],
				"mean": show_number(said["mean"]) if said["mean"] is not None else "",
				"shares": [show_percent(get_share(said, row, choice)) for choice in choices],
			}
			for group, said in lines
		],
	}


def get_share(said: dict, row: str, choice: str) -> float:
	"""Return the share of a choice among those of a group who answered the question."""
	number = sum(cell[2] for cell in said["cells"] if (cell[0], cell[1]) == (row, choice))
	return round(WHOLE * number / said["answered"], DECIMALS)


def show_all_groups(survey: "Survey") -> list[dict]:
	"""Return the tables of every dimension, for the print; nothing while no result is told at all."""
	if get_reason_to_wait(survey):
		return []
	return [show_groups(survey, dimension) for dimension in name_dimensions()]
