# SPDX-License-Identifier: GPL-3.0-only
"""Surveys in the demo region: one of this year beside that of the last, an anonymous one, a day that is looked for, a draft."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find
from planota_hub.demo.plans import day
from planota_hub.planota_hub.segments.conditions import SEGMENT
from planota_hub.planota_hub.surveys.answering import keep_answer
from planota_hub.planota_hub.surveys.kinds import ANSWER, ANSWERED, PARTICIPANT, SURVEY
from planota_hub.planota_hub.surveys.steps import make_steps

# what says how the survey goes, and is no field of it
COURSE = ("days", "closes_days", "closed_days", "number", "answers", "former", "owner")
USUAL = {
	"answered_through": "Personal Link",
	"answers_by": "Organisation",
	"remind_days": 3,
	"language": "sl",
}


def load_surveys() -> None:
	"""Load the surveys that are missing, each as far as it has come."""
	for values in read("surveys.json")["surveys"]:
		load_survey(values)


def load_survey(values: dict) -> None:
	"""Create a survey, and let those answer who are asked; without its segment there is nobody to ask."""
	segment = find(SEGMENT, "segment_title", values["segment"]) if "segment" in values else None
	if find(SURVEY, "survey_title", values["survey_title"]) or ("segment" in values and not segment):
		return
	fields = {key: value for key, value in values.items() if key not in COURSE}
	survey = frappe.get_doc(
		{
			"doctype": SURVEY,
			**USUAL,
			**fields,
			"segment": segment,
			"questions": [make_question(row) for row in values["questions"]],
			"former_survey": find(SURVEY, "survey_title", values["former"]) if "former" in values else None,
			"closes_on": f"{day(max(values.get('closes_days', 1), 1))} 20:00:00",
		}
	)
	survey.insert(ignore_permissions=True)
	if "owner" in values:
		survey.db_set("owner", values["owner"], update_modified=False)
	mark(SURVEY, survey.name)
	if "number" in values:
		hold(survey, values)


def make_question(row: dict) -> dict:
	"""Return a question; the days of a date finder are counted from today."""
	days = row.get("choices_days")
	choices = "\n".join(f"{day(offset)} {hour}" for offset, hour in days) if days else row.get("choices")
	return {**{key: value for key, value in row.items() if key != "choices_days"}, "choices": choices}


def hold(survey, values: dict) -> None:
	"""Open a survey, let the first of those asked answer, and close it where it is over."""
	apply_workflow(survey, "Open Survey")
	survey = frappe.get_doc(SURVEY, survey.name)
	opened_on = f"{day(values['days'])} 09:00:00"
	asked = frappe.get_all(
		PARTICIPANT, {"survey": survey.name}, pluck="name", order_by="participant_name asc"
	)
	for place, name in enumerate(asked):
		mark(PARTICIPANT, name)
		if place < values["number"]:
			said = say(survey, values["answers"], place)
			keep_answer(survey.name, frappe.get_doc(PARTICIPANT, name), 1, make_steps(survey), said)
	for name in frappe.get_all(ANSWER, {"survey": survey.name}, pluck="name", order_by="name asc"):
		mark(ANSWER, name)
	if "closed_days" in values:
		apply_workflow(frappe.get_doc(SURVEY, survey.name), "Close Survey")
	set_past(survey, values, opened_on)


def say(survey, answers: dict[str, list], place: int) -> dict[str, Any]:
	"""Return what one participant answers, by the names of the fields; those with the same place in the lists say the same."""
	said: dict[str, Any] = {}
	for row in survey.questions:
		offered = answers.get(row.code)
		value = offered[place % len(offered)] if offered else None
		if row.shown_if_code and said.get(f"q_{row.shown_if_code.lower()}") != row.shown_if_answer:
			value = None
		name = f"q_{row.code.lower()}"
		if row.kind in ("Table", "Date Finder") and value:
			said.update({f"{name}__{number}": one for number, one in enumerate(value)})
		else:
			said[name] = value
	return said


def set_past(survey, values: dict, opened_on: str) -> None:
	"""Let a survey have been opened, answered and closed on its days."""
	past = {"opened_on": opened_on}
	answered_on = {"answered_on": day(values["days"] + 2)}
	closed_on = f"{day(values['closed_days'])} 20:00:00" if "closed_days" in values else None
	if closed_on:
		past |= {"closes_on": closed_on, "closed_on": closed_on}
	survey.db_set(past, update_modified=False)
	of_survey = {"survey": survey.name}
	frappe.db.set_value(PARTICIPANT, of_survey, {"sent_on": opened_on}, update_modified=False)
	answered = {**of_survey, "status": ANSWERED}
	frappe.db.set_value(PARTICIPANT, answered, answered_on, update_modified=False)
	named = {**of_survey, "is_anonymous": 0}
	frappe.db.set_value(ANSWER, named, answered_on, update_modified=False)
	move_to_past(SURVEY, survey.name, opened_on, closed_on or opened_on)
