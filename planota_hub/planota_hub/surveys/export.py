# SPDX-License-Identifier: GPL-3.0-only
"""The answers to a survey as a table: one line for each answer, one column for each question or row of one."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.surveys.kinds import ANSWER, DATE_FINDER, SURVEY, TABLE, VALUE
from planota_hub.planota_hub.surveys.results import get_rows
from planota_hub.planota_hub.surveys.steps import describe_moment, name_suitability
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.spreadsheets import write_csv

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey


@frappe.whitelist()
def download_answers(survey: str) -> None:
	"""Answer with the table of the answers to a survey, as the user sees them.

	Raises:
	        frappe.PermissionError: for whoever may not export answers.
	        frappe.ValidationError: for an anonymous survey, whose answers are told as sums alone.
	"""
	doc: Survey = frappe.get_doc(SURVEY, cstr(survey))
	doc.check_permission("read")
	frappe.has_permission(ANSWER, "export", throw=True)
	if doc.is_anonymous:
		refuse(doc, "is_anonymous", _("single answers are not told; export the report of its results."))
	frappe.response.filename = f"{doc.name}.csv"
	frappe.response.filecontent = write_csv([get_heading(doc), *get_lines(doc)])
	frappe.response.type = "download"


def get_columns(survey: "Survey") -> list[tuple[str, str]]:
	"""Return code and row of each column with what was answered."""
	return [
		(row.code, table_row)
		for row in survey.questions
		for table_row in (get_rows(row) if row.kind in (TABLE, DATE_FINDER) else [""])
	]


def get_heading(survey: "Survey") -> list[str]:
	questions = {row.code: row for row in survey.questions}
	heading = [_("Who Answered"), _("Answered On")]
	for code, table_row in get_columns(survey):
		row = questions[code]
		label = describe_moment(table_row) if row.kind == DATE_FINDER else table_row
		heading.append(": ".join(filter(None, (row.question, label))))
	return heading


def get_lines(survey: "Survey") -> list[list[str]]:
	"""Return one line for each answer that the user sees, by whose it is."""
	answers = frappe.get_list(
		ANSWER,
		{"survey": survey.name},
		["name", "answer_title", "answered_on"],
		order_by="answer_title asc, name asc",
		limit_page_length=0,
	)
	said: dict[str, dict[tuple[str, str], list[str]]] = {}
	of_these = {"parenttype": ANSWER, "parent": ("in", [row.name for row in answers] or [""])}
	fields = ["parent", "code", "table_row", "answer"]
	for row in frappe.get_all(VALUE, of_these, fields, order_by="parent asc, idx asc", limit_page_length=0):
		said.setdefault(row.parent, {}).setdefault((row.code, row.table_row or ""), []).append(row.answer)
	columns = get_columns(survey)
	days = {row.code for row in survey.questions if row.kind == DATE_FINDER}
	for of_answer in said.values():
		for column, answered in of_answer.items():
			of_answer[column] = [name_suitability(one) if column[0] in days else one for one in answered]
	return [
		[
			row.answer_title,
			show_day(row.answered_on),
			*("; ".join(said.get(row.name, {}).get(column, ())) for column in columns),
		]
		for row in answers
	]
