# SPDX-License-Identifier: GPL-3.0-only
"""The questions of a survey as the steps and fields of a public form, and what was typed there as an answer.

A section is a step. A question is one field; of a table each row is one, of a date finder each day, below a heading with the
question.
"""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, escape_html, get_datetime

from planota_hub.mail.wording import clock, describe_day
from planota_hub.planota_hub.surveys.kinds import (
	DATE_FINDER,
	FILE,
	LONG_TEXT,
	NUMBER,
	ONE_CHOICE,
	SCALE,
	SEVERAL_CHOICES,
	SUITS,
	SUITS_IF_NEED_BE,
	SUITS_NOT,
	TABLE,
	TEXT,
)
from planota_hub.planota_hub.surveys.questions import get_choices, get_sections, split_lines
from planota_hub.public_forms.form.steps import Step, make_field

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_question.survey_question import SurveyQuestion

FIELDTYPES = {
	TEXT: "Data",
	LONG_TEXT: "Text",
	NUMBER: "Float",
	ONE_CHOICE: "Select",
	SEVERAL_CHOICES: "MultiCheck",
	SCALE: "Select",
	FILE: "Attach",
}


def make_steps(survey: "Survey") -> list[Step]:
	"""Return the steps of the page of a survey."""
	steps = []
	for name, rows in get_sections(survey):
		step = Step(name)
		for row in rows:
			step.fields += make_fields(row)
		steps.append(step)
	return steps


def make_fields(row: "SurveyQuestion") -> list[frappe._dict]:
	"""Return the fields of a question, each with its `question`, and where it has several its `table_row`."""
	if row.kind in (TABLE, DATE_FINDER):
		return [make_heading(row), *make_row_fields(row)]
	choices = [(choice, choice) for choice in get_choices(row)]
	return [make_one(row, get_fieldname(row), row.question, choices, help=describe_help(row))]


def get_fieldname(row: "SurveyQuestion", place: int | None = None) -> str:
	"""Return the name of the field of a question, or of one of its rows."""
	name = f"q_{cstr(row.code).lower()}"
	return name if place is None else f"{name}__{place}"


def describe_help(row: "SurveyQuestion") -> str:
	"""Return what stands below a question; of a scale also what its ends mean."""
	ends = [
		f"{number}: {label}"
		for number, label in ((row.scale_from, row.low_label), (row.scale_to, row.high_label))
		if row.kind == SCALE and label
	]
	return " ".join(filter(None, (row.help, ", ".join(ends))))


def make_row_fields(row: "SurveyQuestion") -> list[frappe._dict]:
	if row.kind == TABLE:
		labels = [(line, line) for line in split_lines(row.table_rows)]
		choices = [(choice, choice) for choice in split_lines(row.choices)]
	else:
		labels = [(line, describe_moment(line)) for line in split_lines(row.choices)]
		choices = [(choice, name_suitability(choice)) for choice in (SUITS, SUITS_IF_NEED_BE, SUITS_NOT)]
	return [
		make_one(row, get_fieldname(row, place), label, choices, table_row=line)
		for place, (line, label) in enumerate(labels)
	]


def make_one(
	row: "SurveyQuestion",
	fieldname: str,
	label: str,
	choices: list[tuple[str, str]],
	help: str = "",
	table_row: str = "",
) -> frappe._dict:
	definition = frappe._dict(
		fieldname=fieldname,
		fieldtype="Select" if table_row else FIELDTYPES[row.kind],
		label=label,
		description=help,
		is_as_written=True,
		reqd=row.is_required,
		options=[{"value": value, "label": escape_html(text)} for value, text in choices],
		shown_if=get_condition(row),
	)
	shown = make_field(definition)
	shown.update(
		question=row,
		table_row=table_row,
		is_radio=shown.fieldtype == "Select",
		is_row=bool(table_row) or row.kind == SCALE,
	)
	return shown


def make_heading(row: "SurveyQuestion") -> frappe._dict:
	"""Return a question above its rows."""
	mark = '<span class="hub-required" aria-hidden="true"> *</span>' if row.is_required else ""
	below = f'<p class="hub-help">{escape_html(row.help)}</p>' if row.help else ""
	return frappe._dict(
		fieldname=f"{get_fieldname(row)}__question",
		fieldtype="HTML",
		label="",
		html=f'<p class="hub-question">{escape_html(row.question)}{mark}</p>{below}',
		shown_if=get_condition(row),
	)


def get_condition(row: "SurveyQuestion") -> dict[str, list[str]] | None:
	if not row.shown_if_code:
		return None
	return {f"q_{cstr(row.shown_if_code).lower()}": [cstr(row.shown_if_answer)]}


def describe_moment(line: str) -> str:
	"""Return a day of a date finder, and its hour, in words of the reader's language."""
	moment = get_datetime(line)
	return f"{describe_day(moment)}, {clock(moment)}" if " " in line else describe_day(moment)


def name_suitability(choice: str) -> str:
	"""Return in the reader's language whether a day suits somebody."""
	words = {
		SUITS: _("Yes"),
		SUITS_IF_NEED_BE: _("If need be"),
		SUITS_NOT: _("No"),
	}
	return words.get(choice, choice)


# Answers


def drop_hidden(steps: list[Step], values: dict) -> dict:
	"""Return what was typed without the answers to questions that are not asked; one that hangs on such a one is not either."""
	kept = dict(values)
	for step in steps:
		for field in step.fields:
			wanted = field.shown_if or {}
			if any(kept.get(name, "") not in answers for name, answers in wanted.items()):
				if field.fieldname in kept:
					kept[field.fieldname] = [] if field.fieldtype == "MultiCheck" else ""
	return kept


def make_rows(steps: list[Step], said: dict) -> list[dict[str, Any]]:
	"""Return the rows of an answer: one for each thing that was said; a question of which nothing was said has none.

	Args:
	        said: what was understood, by the names of the fields.
	"""
	rows = []
	for field in [field for step in steps for field in step.fields if field.question]:
		value = said.get(field.fieldname)
		if value in (None, "", []):
			continue
		for one in value if isinstance(value, list) else [value]:
			rows.append(
				{
					"code": field.question.code,
					"question": field.question.question,
					"table_row": field.table_row or None,
					"answer": write_answer(field.question, one),
					"number": float(one) if field.question.kind in (NUMBER, SCALE) else None,
				}
			)
	return rows


def write_answer(question: "SurveyQuestion", value: Any) -> str:
	if question.kind != NUMBER:
		return cstr(value)
	return cstr(cint(value) if float(value).is_integer() else value)


def read_rows(steps: list[Step], rows: list) -> dict[str, Any]:
	"""Return an answer as it was typed, by the names of the fields; files are not sent again."""
	values: dict[str, Any] = {}
	for field in [field for step in steps for field in step.fields if field.question]:
		of_field = [
			row
			for row in rows
			if row.code == field.question.code and (row.table_row or "") == field.table_row
		]
		if not of_field or field.fieldtype == "Attach":
			continue
		if field.fieldtype == "MultiCheck":
			values[field.fieldname] = [row.answer for row in of_field]
		else:
			values[field.fieldname] = of_field[0].number if field.fieldtype == "Float" else of_field[0].answer
	return values
