# SPDX-License-Identifier: GPL-3.0-only
"""What those who come have answered to the own questions of an occasion: counted per choice, and in the list of them."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Avg, Count, Max, Min
from frappe.utils import cint, cstr

from planota_hub.planota_hub.surveys.kinds import IN_OWN_WORDS, NUMBER, ONE_CHOICE, SCALE
from planota_hub.planota_hub.surveys.questions import get_choices
from planota_hub.planota_hub.surveys.results import Result, make_bars
from planota_hub.planota_hub.surveys.showing import show_result
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, Kind
from planota_hub.planota_hub.taking_part.questions import ANSWER, get_questions, may_read_answers
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.spreadsheets import write_csv
from planota_hub.rules.titles import get_titles


def show_answers(kind: Kind, event: str) -> list[dict]:
	"""Return what those with a seat answered, question by question, as the form draws it; see `show_result`.

	Nothing is returned to whoever does not see what people answered.
	"""
	if not may_read_answers(kind):
		return []
	return [show_result(result, None) for result in get_results(kind, event)]


def get_results(kind: Kind, event: str) -> list[Result]:
	"""Return the results of the questions that are asked now, then of those that were answered and are asked no more."""
	asked = get_questions(kind, [event])[event]
	heads = count_heads(kind, event)
	if not asked and not heads:
		return []
	cells, texts = count_cells(kind, event), read_texts(kind, event)
	present = {row.question for row in asked}
	former = [make_former(text, cstr(head.kind)) for text, head in heads.items() if text not in present]
	results = []
	for row in [*asked, *former]:
		of_row = cells.get(row.question, {})
		head = heads.get(row.question)
		answered = cint(head.answered) if head else 0
		result = Result(offer(row, of_row), answered, texts=texts.get(row.question, []))
		result.bars = make_bars(
			result.question, {("", answer): number for answer, number in of_row.items()}, answered
		)
		if head and row.kind in (NUMBER, SCALE):
			result.mean, result.least, result.most = float(head.mean), float(head.least), float(head.most)
		results.append(result)
	return results


def make_former(question: str, kind: str) -> frappe._dict:
	"""Return a question that is asked no more, as far as the answers tell of it."""
	return frappe._dict(
		question=question, kind=ONE_CHOICE if kind == SCALE else kind, section=_("Asked before")
	)


def offer(row: frappe._dict, counted: dict[str, int]) -> frappe._dict:
	"""Return a question with the choices that people have made of it too, though they are offered no more."""
	if row.kind in IN_OWN_WORDS or row.kind == NUMBER:
		return row
	choices = get_choices(row)
	more = sorted(set(counted) - set(choices))
	if not more:
		return row
	kind = ONE_CHOICE if row.kind == SCALE else row.kind
	return frappe._dict(row, kind=kind, choices="\n".join([*choices, *more]))


def select_answers(kind: Kind, event: str):
	"""Return a query of the answers of those with a seat, of which nothing is selected yet, and their table."""
	registration, answer = DocType(kind.registration), DocType(ANSWER)
	query = (
		frappe.qb.from_(answer)
		.join(registration)
		.on((answer.parent == registration.name) & (answer.parenttype == kind.registration))
		.where((registration[kind.fieldname] == event) & (registration.status == CONFIRMED))
	)
	return query, answer


def count_heads(kind: Kind, event: str) -> dict[str, frappe._dict]:
	"""Return `answered`, `mean`, `least`, `most` and the `kind` by question."""
	query, answer = select_answers(kind, event)
	rows = (
		query.select(
			answer.question,
			Max(answer.kind).as_("kind"),
			Count(answer.parent).distinct().as_("answered"),
			Avg(answer.number).as_("mean"),
			Min(answer.number).as_("least"),
			Max(answer.number).as_("most"),
		)
		.groupby(answer.question)
		.orderby(answer.question)
		.run(as_dict=True)
	)
	return {row.question: row for row in rows}


def count_cells(kind: Kind, event: str) -> dict[str, dict[str, int]]:
	"""Return how often each choice was made, by question."""
	query, answer = select_answers(kind, event)
	rows = (
		query.select(answer.question, answer.answer, Count("*"))
		.where(answer.kind.notin([*IN_OWN_WORDS, NUMBER]))
		.groupby(answer.question, answer.answer)
		.run()
	)
	cells: dict[str, dict[str, int]] = {}
	for question, said, number in rows:
		cells.setdefault(question, {})[said] = number
	return cells


def read_texts(kind: Kind, event: str) -> dict[str, list[str]]:
	"""Return what was written in own words, by question and by the letters."""
	query, answer = select_answers(kind, event)
	rows = query.select(answer.question, answer.answer).where(answer.kind.isin(sorted(IN_OWN_WORDS))).run()
	texts: dict[str, list[str]] = {}
	for question, text in sorted(rows, key=lambda row: cstr(row[1]).casefold()):
		texts.setdefault(question, []).append(text)
	return texts


# The list of those who come


def download_participants(kind: Kind, event: str) -> None:
	"""Answer with a table of those who are registered for an occasion, as the user sees them, with what they answered.

	What people need and answered stands in it for those alone who see that.

	Raises:
	        frappe.PermissionError: for whoever may not export registrations.
	"""
	frappe.get_doc(kind.event, cstr(event)).check_permission("read")
	frappe.has_permission(kind.registration, "export", throw=True)
	frappe.response.filename = f"{event}.csv"
	frappe.response.filecontent = write_csv(make_table(kind, cstr(event)))
	frappe.response.type = "download"


def make_table(kind: Kind, event: str) -> list[list[str]]:
	"""Return the heading and one line for each registration that the user sees, by name."""
	columns = ["participant_name", "ngo", "organisation", "email", "phone", "status", "attendance"]
	sees_answers = may_read_answers(kind)
	if sees_answers:
		columns.append("needs")
	rows = sort_rows(
		frappe.get_list(
			kind.registration,
			filters={kind.fieldname: event},
			fields=["name", *columns],
			order_by="queue_number asc",
			limit_page_length=0,
		),
		"participant_name",
	)
	titles = get_titles("NGO", {row.ngo for row in rows})
	said = read_answers_of(kind, [row.name for row in rows]) if sees_answers else {}
	questions = list_questions(kind, event, said) if sees_answers else []
	meta = frappe.get_meta(kind.registration)
	heading = [_(meta.get_label(name), context=kind.registration) for name in columns]
	lines = [[*heading, *questions]]
	for row in rows:
		row.ngo = titles.get(row.ngo) or ""
		row.status, row.attendance = _(row.status), _(row.attendance)
		answers = said.get(row.name, {})
		lines.append(
			[
				*(cstr(row[name]) for name in columns),
				*("; ".join(answers.get(question, ())) for question in questions),
			]
		)
	return lines


def read_answers_of(kind: Kind, registrations: list[str]) -> dict[str, dict[str, list[str]]]:
	"""Return what was answered, by registration and question."""
	said: dict[str, dict[str, list[str]]] = {}
	filters = {"parenttype": kind.registration, "parent": ("in", registrations or [""])}
	fields = ["parent", "question", "answer"]
	for row in frappe.get_all(ANSWER, filters, fields, order_by="parent asc, idx asc", limit_page_length=0):
		said.setdefault(row.parent, {}).setdefault(row.question, []).append(cstr(row.answer))
	return said


def list_questions(kind: Kind, event: str, said: dict[str, dict[str, list[str]]]) -> list[str]:
	"""Return what is asked now, then what was answered and is asked no more."""
	asked = [row.question for row in get_questions(kind, [event])[event]]
	answered = sorted({question for of_one in said.values() for question in of_one})
	return list(dict.fromkeys([*asked, *answered]))
