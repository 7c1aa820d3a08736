# SPDX-License-Identifier: GPL-3.0-only
"""The results of a survey as the form and the print show them, in the words of the reader's language."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import cint

from planota_hub.planota_hub.surveys.kinds import DATE_FINDER
from planota_hub.planota_hub.surveys.results import (
	Bar,
	Result,
	find_best_days,
	get_former_results,
	get_reason_to_wait,
	get_results,
)
from planota_hub.planota_hub.surveys.steps import describe_moment, name_suitability
from planota_hub.rules.readable import show_number, show_percent

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey

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
				"label": describe_moment(row) if question.kind == DATE_FINDER else row,
				"is_best": row in best,
				"bars": bars,
			}
			for row, bars in rows.items()
		],
		"texts": result.texts[:MOST_TEXTS],
		"more_texts": max(len(result.texts) - MOST_TEXTS, 0),
	}


def show_bar(kind: str, bar: Bar, former: dict[tuple[str, str], float]) -> dict:
	before = former.get((bar.table_row, bar.answer))
	return {
		"label": name_suitability(bar.answer) if kind == DATE_FINDER else bar.answer,
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
