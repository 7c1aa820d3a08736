# SPDX-License-Identifier: GPL-3.0-only
"""What the answers to a survey say: of each question how many answered it, the shares of its choices or the mean.

Every figure of the form, the print and the report comes from here. Of an anonymous survey with personal links nothing is
said before it is closed (`anonymity`), and of a question that few answered nothing at all.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Avg, Count, Max, Min
from frappe.utils import cint

from planota_hub.figures.shares import DECIMALS, WHOLE, get_shares
from planota_hub.figures.suppression import get_threshold
from planota_hub.planota_hub.surveys import anonymity
from planota_hub.planota_hub.surveys.kinds import (
	ANSWER,
	DATE_FINDER,
	IN_OWN_WORDS,
	NUMBER,
	SCALE,
	SEVERAL_CHOICES,
	SUITS,
	SUITS_IF_NEED_BE,
	SUITS_NOT,
	TABLE,
	VALUE,
)
from planota_hub.planota_hub.surveys.questions import get_choices, split_lines

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_question.survey_question import SurveyQuestion


@dataclass
class Bar:
	"""One choice: how often it was made, and its share in percent of those who answered the question, or the row."""

	table_row: str
	answer: str
	number: int
	share: float


@dataclass
class Result:
	"""What the answers to one question say.

	Attributes:
	        answered: how many answered it; None when so few did that it is not told.
	        mean, least, most: of numbers and scales.
	        bars: the choices in their order, row by row.
	        texts: what was written, by the letters, so that their order tells nothing.
	"""

	question: "SurveyQuestion"
	answered: int | None = 0
	mean: float | None = None
	least: float | None = None
	most: float | None = None
	bars: list[Bar] = field(default_factory=list)
	texts: list[str] = field(default_factory=list)


def get_reason_to_wait(survey: "Survey") -> str | None:
	"""Return in words why no result is told, now or at all; None when there are results."""
	if anonymity.seals_profiles(survey) and survey.stage != "Closed":
		return _(
			"The survey is anonymous: its results are told once it is closed, so that nobody is recognised."
		)
	threshold = get_threshold()
	if survey.is_anonymous and cint(survey.answers_count) < threshold:
		message = _(
			"Fewer than {0} answered anonymously; what they said is not told, so that nobody is recognised."
		)
		return message.format(threshold)
	return None


def get_results(survey: "Survey") -> list[Result]:
	"""Return what the answers say, question by question; nothing while they are not told."""
	if get_reason_to_wait(survey):
		return []
	heads, cells, texts = count_heads(survey), count_cells(survey), read_texts(survey)
	return [
		make_result(survey, row, heads.get(row.code), cells.get(row.code, {}), texts.get(row.code, []))
		for row in survey.questions
	]


# Counted in the database


def select_values(survey: "Survey"):
	"""Return a query of the rows of all answers to a survey, of which nothing is selected yet, and their table."""
	answer, value = DocType(ANSWER), DocType(VALUE)
	query = (
		frappe.qb.from_(value)
		.join(answer)
		.on((value.parent == answer.name) & (value.parenttype == ANSWER))
		.where(answer.survey == survey.name)
	)
	return query, value


def count_heads(survey: "Survey") -> dict[str, frappe._dict]:
	"""Return `answered`, `mean`, `least` and `most` by question."""
	query, value = select_values(survey)
	rows = (
		query.select(
			value.code,
			Count(value.parent).distinct().as_("answered"),
			Avg(value.number).as_("mean"),
			Min(value.number).as_("least"),
			Max(value.number).as_("most"),
		)
		.groupby(value.code)
		.run(as_dict=True)
	)
	return {row.code: row for row in rows}


def count_cells(survey: "Survey") -> dict[str, dict[tuple[str, str], int]]:
	"""Return how often each choice was made: question -> (row of a table, choice) -> number."""
	counted = [row.code for row in survey.questions if row.kind not in IN_OWN_WORDS and row.kind != NUMBER]
	query, value = select_values(survey)
	rows = (
		query.select(value.code, value.table_row, value.answer, Count("*"))
		.where(value.code.isin(counted or [""]))
		.groupby(value.code, value.table_row, value.answer)
		.run()
	)
	cells: dict[str, dict[tuple[str, str], int]] = {}
	for code, table_row, answer, number in rows:
		cells.setdefault(code, {})[table_row or "", answer] = number
	return cells


def read_texts(survey: "Survey") -> dict[str, list[str]]:
	"""Return what was written in own words, by question and by the letters."""
	written = [row.code for row in survey.questions if row.kind in IN_OWN_WORDS]
	if not written:
		return {}
	query, value = select_values(survey)
	rows = query.select(value.code, value.answer).where(value.code.isin(written)).run()
	texts: dict[str, list[str]] = {}
	for code, text in sorted(rows, key=lambda row: (row[0], (row[1] or "").casefold())):
		texts.setdefault(code, []).append(text)
	return texts


# Put together


def make_result(
	survey: "Survey",
	row: "SurveyQuestion",
	head: frappe._dict | None,
	cells: dict[tuple[str, str], int],
	texts: list[str],
) -> Result:
	answered = cint(head.answered) if head else 0
	if survey.is_anonymous and 0 < answered < get_threshold():
		return Result(row, None)
	result = Result(row, answered, texts=texts, bars=make_bars(row, cells, answered))
	if head and row.kind in (NUMBER, SCALE):
		result.mean = float(head.mean)
		if not survey.is_anonymous:
			result.least, result.most = float(head.least), float(head.most)
	return result


def make_bars(row: "SurveyQuestion", cells: dict[tuple[str, str], int], answered: int) -> list[Bar]:
	"""Return the choices of a question in their order, those that nobody made too."""
	bars = []
	choices = get_choices_of_cells(row)
	for table_row in get_rows(row):
		numbers = [cells.get((table_row, choice), 0) for choice in choices]
		if row.kind == SEVERAL_CHOICES:
			shares = [round(WHOLE * number / answered, DECIMALS) if answered else 0.0 for number in numbers]
		else:
			shares = get_shares(numbers)
		bars += [Bar(table_row, *parts) for parts in zip(choices, numbers, shares, strict=True)]
	return bars


def get_rows(row: "SurveyQuestion") -> list[str]:
	"""Return the rows of a question: of a table or a date finder several, of what is typed none, else one without a name."""
	if row.kind == TABLE:
		return split_lines(row.table_rows)
	if row.kind == DATE_FINDER:
		return split_lines(row.choices)
	return [] if row.kind in IN_OWN_WORDS or row.kind == NUMBER else [""]


def get_choices_of_cells(row: "SurveyQuestion") -> list[str]:
	"""Return what is chosen in each row of a question; nothing where words or numbers are typed."""
	if row.kind in IN_OWN_WORDS or row.kind == NUMBER:
		return []
	return [SUITS, SUITS_IF_NEED_BE, SUITS_NOT] if row.kind == DATE_FINDER else get_choices(row)


# The same survey before


def get_former_results(survey: "Survey") -> dict[str, Result]:
	"""Return the results of the former survey by code, of the questions of the same kind.

	Nothing is returned when the reader may not see the former survey, or it tells nothing.
	"""
	if not survey.former_survey or not frappe.has_permission("Survey", "read", survey.former_survey):
		return {}
	kinds = {row.code: row.kind for row in survey.questions}
	former: Survey = frappe.get_doc("Survey", survey.former_survey)
	return {
		result.question.code: result
		for result in get_results(former)
		if result.answered and kinds.get(result.question.code) == result.question.kind
	}


def find_best_days(result: Result) -> list[str]:
	"""Return the days of a date finder, those that suit most people first; of equally many the earlier."""
	votes: dict[str, tuple[int, int]] = {}
	for bar in result.bars:
		yes, maybe = votes.get(bar.table_row, (0, 0))
		votes[bar.table_row] = (
			yes + bar.number * (bar.answer == SUITS),
			maybe + bar.number * (bar.answer == SUITS_IF_NEED_BE),
		)
	return sorted(votes, key=lambda day: (-sum(votes[day]), -votes[day][0], day))
