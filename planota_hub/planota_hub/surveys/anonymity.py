# SPDX-License-Identifier: GPL-3.0-only
"""Anonymous surveys: that somebody answered is kept, and what was answered; nothing leads from one to the other.

An answer has no name, moment or order that could be laid beside those of the participants. Where somebody comes from
(municipality, legal form, fields of work) is sealed like a ballot (`rules.seal`) in the moment of the answer. With the
close the seals are opened, only the figures of groups that are big enough are kept, and seals and keys are destroyed.
Until then no result is told at all: whoever looks before and after somebody's answer could tell what it was.
"""

import json
import secrets
from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.figures.suppression import get_threshold
from planota_hub.planota_hub.surveys.kinds import ANSWER, IN_OWN_WORDS, NUMBER, PERSONAL, SCALE, SURVEY, VALUE
from planota_hub.planota_hub.surveys.tallies import DIMENSIONS, count, describe
from planota_hub.rules import seal

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer

NGO = "NGO"


def seals_profiles(survey: "Survey") -> bool:
	"""Tell whether the hub knows who is asked, and must not find out who answered what."""
	return bool(survey.is_anonymous) and survey.answered_through == PERSONAL


def make_name() -> str:
	"""Return the name of an answer or of one of its rows: the framework's own would tell when it was made."""
	return secrets.token_hex(8)


def hide_moment(answer: "SurveyAnswer", survey: "Survey") -> None:
	"""Let an answer, with its rows, have been made when the survey opened, by nobody."""
	traces = {
		"creation": survey.opened_on,
		"modified": survey.opened_on,
		"owner": "Guest",
		"modified_by": "Guest",
	}
	frappe.db.set_value(ANSWER, answer.name, traces, update_modified=False)
	frappe.db.set_value(VALUE, {"parent": answer.name}, traces, update_modified=False)


# Profiles


def get_profile(organisation_doctype: str | None, organisation: str | None) -> dict[str, list[str]]:
	"""Return the groups to which an organisation belongs, by dimension."""
	profile: dict[str, list[str]] = {dimension: [""] for dimension in DIMENSIONS}
	if not (organisation_doctype and organisation):
		return profile
	fields = ["municipality", "legal_form"] if organisation_doctype == NGO else ["municipality"]
	row = frappe.db.get_value(organisation_doctype, organisation, fields, as_dict=True) or {}
	profile |= {fieldname: [row.get(fieldname) or ""] for fieldname in fields}
	if organisation_doctype == NGO:
		of_ngo = {"parent": organisation, "parenttype": NGO}
		profile["field_of_work"] = frappe.get_all(
			"NGO Field of Work", of_ngo, pluck="field_of_work", order_by="idx asc"
		) or [""]
	return profile


def seal_profile(survey: "Survey", profile: dict[str, list[str]]) -> str:
	"""Return a profile under the seal of the survey; all seals are of one length, so further fields of work fall away."""
	fields = list(profile["field_of_work"])
	text = write_profile(profile, fields)
	while fields and len(text.encode()) > seal.TEXT_LENGTH:
		fields.pop()
		text = write_profile(profile, fields)
	return seal.seal(survey.name, survey.seal_key, text)


def write_profile(profile: dict[str, list[str]], fields: list[str]) -> str:
	return json.dumps({**profile, "field_of_work": fields}, ensure_ascii=False)


def open_figures(survey: "Survey") -> None:
	"""Keep what may be told of the groups of those who answered, and destroy what leads to it."""
	if not seals_profiles(survey):
		return
	profiles = open_profiles(survey)
	values = read_values(survey)
	survey.closed_figures = json.dumps(
		{
			dimension: describe(
				count({name: profile[dimension] for name, profile in profiles.items()}, values),
				get_threshold(),
			)
			for dimension in DIMENSIONS
		},
		ensure_ascii=False,
	)
	forget(survey)


def open_profiles(survey: "Survey") -> dict[str, dict[str, list[str]]]:
	"""Return the profile of each answer; none when the key was lost, so that a survey can be closed in any case."""
	rows = read_latest(
		ANSWER, {"survey": survey.name, "sealed_profile": ("is", "set")}, ["name", "sealed_profile"]
	)
	try:
		texts = seal.unseal(survey.name, survey.seal_key, [row.sealed_profile for row in rows])
	except seal.MissingKeyError:
		frappe.clear_messages()
		frappe.log_error(_("The answers of a survey can't be broken down"), reference_name=survey.name)
		return {}
	return {row.name: json.loads(text) for row, text in zip(rows, texts, strict=True) if text}


def read_values(survey: "Survey") -> list[tuple[str, str, str, str | None, float | None]]:
	"""Return what was answered, as `tallies.count` needs it; words of their own are left out."""
	kinds = {row.code: row.kind for row in survey.questions}
	names = [row.name for row in read_latest(ANSWER, {"survey": survey.name}, ["name"])]
	rows = read_latest(
		VALUE,
		{"parenttype": ANSWER, "parent": ("in", names or [""])},
		["parent", "code", "table_row", "answer", "number"],
	)
	return [
		(row.parent, row.code, row.table_row or "", *read_value(row, kinds.get(row.code))) for row in rows
	]


def read_value(row: frappe._dict, kind: str | None) -> tuple[str | None, float | None]:
	"""Return what was chosen, None for words of their own and numbers, and the number, None where there is none."""
	number = row.number if kind in (NUMBER, SCALE) else None
	return (None if kind == NUMBER or kind in IN_OWN_WORDS else row.answer), number


def read_latest(doctype: str, filters: dict, fieldnames: list[str]) -> list[frappe._dict]:
	"""Return rows with what came in until this moment, also since the transaction began."""
	return frappe.db.get_values(
		doctype, filters, fieldnames, as_dict=True, order_by="name asc", for_update=True
	)


def forget(survey: "Survey") -> None:
	"""Delete the sealed profiles of a survey, and destroy its keys."""
	if not survey.seal_key:
		return
	frappe.db.set_value(ANSWER, {"survey": survey.name}, "sealed_profile", None, update_modified=False)
	survey.seal_key = None
	seal.destroy_keys(survey.name)


def get_running_keys() -> list[tuple[str, str]]:
	"""Hook `hub_sealed`: return the anonymous surveys that are open, with their public keys."""
	running = frappe.get_all(SURVEY, {"stage": "Open"}, ["name", "seal_key"], order_by="name asc")
	return [(row.name, row.seal_key) for row in running if row.seal_key]
