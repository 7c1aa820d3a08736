# SPDX-License-Identifier: GPL-3.0-only
"""The questions of a survey: what each kind needs, their codes and conditions, and since when they stay as they are."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate

from planota_hub.planota_hub.surveys.kinds import (
	ANSWER,
	DATE_FINDER,
	DECIDING,
	FILE,
	ONE_CHOICE,
	SCALE,
	SURVEY,
	TABLE,
	WITH_CHOICES,
)
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import DATA_LENGTH

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_question.survey_question import SurveyQuestion

MOST_QUESTIONS, MOST_LINES = 100, 50
HIGHEST_SCALE, USUAL_SCALE = 10, (1, 5)
CODE = re.compile(r"[A-Za-z0-9]+")
# 2026-12-04 17:00, 4. 12. 2026 17.00, 2026-12-04
MOMENT = re.compile(r"(?P<day>.+?)(?:\s+(?P<hour>\d{1,2})[:.](?P<minute>\d{2}))?")
SLOVENE_DAY = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")
# kind -> the fields that say something of it; those of other kinds are emptied
FIELDS_OF_KIND = {
	SCALE: ("scale_from", "scale_to", "low_label", "high_label"),
	TABLE: ("choices", "table_rows"),
	**dict.fromkeys(WITH_CHOICES - {TABLE}, ("choices",)),
}
# what people have answered stays as they read it
FROZEN = (
	"question",
	"kind",
	"is_required",
	"section",
	"help",
	"code",
	"choices",
	"table_rows",
	"scale_from",
	"scale_to",
	"low_label",
	"high_label",
	"shown_if_code",
	"shown_if_answer",
)


def split_lines(text: str | None) -> list[str]:
	"""Return the lines of a text that say something, each without needless blanks."""
	return [line for line in (" ".join(line.split()) for line in cstr(text).splitlines()) if line]


def get_steps_of_scale(row: "SurveyQuestion") -> list[str]:
	"""Return what can be chosen on a scale."""
	return [str(number) for number in range(cint(row.scale_from), cint(row.scale_to) + 1)]


def get_choices(row: "SurveyQuestion") -> list[str]:
	"""Return what can be chosen in a question as it is stored; of a date finder its days, nothing where words are typed."""
	return get_steps_of_scale(row) if row.kind == SCALE else split_lines(row.choices)


def get_sections(survey: "Survey") -> Iterator[tuple[str, list["SurveyQuestion"]]]:
	"""Yield the sections of a survey, each its name and its questions; a section is a step of the page."""
	name, rows = "", []
	for row in survey.questions:
		if row.section and rows:
			yield name, rows
			rows = []
		name = row.section or name
		rows.append(row)
	if rows:
		yield name, rows


# Checks


def validate_questions(survey: "Survey") -> None:
	"""Each question has what its kind needs, a code of its own, and depends on earlier ones alone.

	Raises:
	        frappe.ValidationError: naming the row and the field.
	"""
	if len(survey.questions) > MOST_QUESTIONS:
		refuse(survey, "questions", _("at most {0} questions are possible.").format(MOST_QUESTIONS))
	set_codes(survey)
	earlier: dict[str, SurveyQuestion] = {}
	for row in survey.questions:
		empty_foreign_fields(row)
		validate_choices(row)
		validate_scale(row)
		validate_condition(row, earlier)
		earlier[cstr(row.code)] = row
	validate_files(survey)


def set_codes(survey: "Survey") -> None:
	"""Give each question without a code the next free one; codes are the same in capital and small letters."""
	known: dict[str, int] = {}
	for row in survey.questions:
		row.code = cstr(row.code).strip().upper()
		if not row.code:
			continue
		if not CODE.fullmatch(row.code):
			refuse(row, "code", _("expected are letters and digits, such as Q1."))
		if row.code in known:
			refuse(row, "code", _("this is the same as row {0}.").format(known[row.code]))
		known[row.code] = row.idx
	free = (code for number in range(1, 2 * MOST_QUESTIONS) if (code := f"Q{number}") not in known)
	for row in survey.questions:
		row.code = row.code or next(free)


def empty_foreign_fields(row: "SurveyQuestion") -> None:
	own = FIELDS_OF_KIND.get(row.kind, ())
	for fieldname in {name for names in FIELDS_OF_KIND.values() for name in names}.difference(own):
		if row.meta.has_field(fieldname):
			row.set(fieldname, 0 if fieldname in ("scale_from", "scale_to") else None)


def validate_choices(row: "SurveyQuestion") -> None:
	"""What is chosen from has at least two choices, a table also a row, and none of them stands twice."""
	if row.kind not in WITH_CHOICES:
		return
	row.choices = "\n".join(read_lines(row, "choices"))
	if len(split_lines(row.choices)) < 2:
		refuse(row, "choices", _("please enter at least two, each in a line of its own."))
	if row.kind == TABLE:
		row.table_rows = "\n".join(read_lines(row, "table_rows"))
		refuse_missing(row, "table_rows", _("please enter at least one, each in a line of its own."))


def read_lines(row: "SurveyQuestion", fieldname: str) -> list[str]:
	"""Return the lines of a field once they can be offered; days in their order."""
	lines = split_lines(row.get(fieldname))
	if row.kind == DATE_FINDER:
		lines = sorted(read_moment(row, line) for line in lines)
	if len(lines) > MOST_LINES:
		refuse(row, fieldname, _("at most {0} lines are possible.").format(MOST_LINES))
	seen = set()
	for line in lines:
		if len(line) > DATA_LENGTH:
			refuse(row, fieldname, _("a line has at most {0} characters.").format(DATA_LENGTH))
		if line.casefold() in seen:
			refuse(row, fieldname, _("{0} stands there twice.").format(frappe.utils.escape_html(line)))
		seen.add(line.casefold())
	return lines


def read_moment(row: "SurveyQuestion", line: str) -> str:
	"""Return a day, maybe with an hour, as it is stored: `2026-12-04` or `2026-12-04 17:00`.

	Raises:
	        frappe.ValidationError: naming the field, for what is none.
	"""
	found = MOMENT.fullmatch(line)
	day = found["day"] if found else line
	if slovene := SLOVENE_DAY.fullmatch(day):
		day = f"{slovene['year']}-{int(slovene['month']):02}-{int(slovene['day']):02}"
	try:
		text = str(getdate(day))
		if found and found["hour"]:
			hour, minute = int(found["hour"]), int(found["minute"])
			if hour > 23 or minute > 59:
				raise ValueError(line)
			text += f" {hour:02}:{minute:02}"
	except (ValueError, TypeError, OverflowError, frappe.ValidationError):
		frappe.clear_messages()
		message = _("{0} is no day; expected is one such as 2026-12-04 or 2026-12-04 17:00 in each line.")
		refuse(row, "choices", message.format(frappe.utils.escape_html(line)))
	return text


def validate_scale(row: "SurveyQuestion") -> None:
	if row.kind != SCALE:
		return
	if not cint(row.scale_from) and not cint(row.scale_to):
		row.scale_from, row.scale_to = USUAL_SCALE
	if not 0 <= cint(row.scale_from) < cint(row.scale_to) <= HIGHEST_SCALE:
		message = _("a scale goes from 0 or more to a higher number, at most {0}.")
		refuse(row, "scale_to", message.format(HIGHEST_SCALE))


def validate_condition(row: "SurveyQuestion", earlier: dict[str, "SurveyQuestion"]) -> None:
	"""A question depends on an answer that can be given, to an earlier question with one choice or a scale."""
	row.shown_if_code = cstr(row.shown_if_code).strip().upper() or None
	if not row.shown_if_code:
		row.shown_if_answer = None
		return
	asked = earlier.get(row.shown_if_code)
	if not asked:
		refuse(row, "shown_if_code", _("expected is the code of an earlier question."))
	if asked.kind not in DECIDING:
		kinds = f"{_(ONE_CHOICE, context='Survey Question')}, {_(SCALE, context='Survey Question')}"
		refuse(row, "shown_if_code", _("expected is a question of one of these kinds: {0}.").format(kinds))
	offered = {choice.casefold(): choice for choice in get_choices(asked)}
	answer = offered.get(" ".join(cstr(row.shown_if_answer).split()).casefold())
	if not answer:
		refuse(row, "shown_if_answer", _("expected is one of: {0}.").format(", ".join(offered.values())))
	row.shown_if_answer = answer


def validate_files(survey: "Survey") -> None:
	"""A file is sent with the last step, and tells who has made it."""
	sections = list(get_sections(survey))
	for place, (_name, rows) in enumerate(sections, 1):
		for row in rows:
			if row.kind == FILE and survey.is_anonymous:
				refuse(row, "kind", _("a file tells who has made it; an anonymous survey asks for none."))
			if row.kind == FILE and place < len(sections):
				refuse(row, "kind", _("files are asked for in the last section."))


# Since people answer


def refuse_frozen_questions(survey: "Survey") -> None:
	"""Since somebody has answered, the questions stay; until then a change of an open survey is a new version of them.

	Raises:
	        frappe.ValidationError: for a change of what was answered.
	"""
	before = survey.get_doc_before_save()
	if not before or before.stage == "Draft" or describe(before) == describe(survey):
		return
	# an answer that comes in at this moment waits for the row, or is seen here
	frappe.db.get_value(SURVEY, survey.name, "questions_version", for_update=True)
	if before.stage != "Open" or frappe.db.exists(ANSWER, {"survey": survey.name}):
		message = _(
			"these questions were answered and stay as they are; duplicate the survey and change the new one."
		)
		refuse(survey, "questions", message, _("Questions Answered"))
	survey.flags.set_by_hub = {
		**(survey.flags.set_by_hub or {}),
		"questions_version": cint(before.questions_version) + 1,
	}


def describe(survey: "Survey") -> list[tuple[str, ...]]:
	"""Return all that whoever answers reads in the questions."""
	return [tuple(cstr(row.get(name) or "") for name in FROZEN) for row in survey.questions]
