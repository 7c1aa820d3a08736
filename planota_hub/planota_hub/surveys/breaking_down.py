# SPDX-License-Identifier: GPL-3.0-only
"""The answers of organisations by municipality, field of work and legal form; small groups are hidden (`tallies`)."""

import json
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Avg, Coalesce, Count
from pypika.terms import Term

from planota_hub.figures.suppression import get_threshold
from planota_hub.planota_hub.surveys import anonymity
from planota_hub.planota_hub.surveys.kinds import ANSWER, IN_OWN_WORDS, NUMBER, SCALE, VALUE
from planota_hub.planota_hub.surveys.tallies import DIMENSIONS, Tally, describe

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey


def name_dimensions() -> dict[str, str]:
	"""Return by what answers can be broken down, in the reader's language."""
	return {
		"municipality": _("Municipality"),
		"field_of_work": _("Field of Work"),
		"legal_form": _("Legal Form"),
	}


def name_group(dimension: str, group: str) -> str:
	"""Return a group as its reader calls it."""
	if not group:
		return _("Not Known")
	if dimension == "legal_form":
		return _(group, context="NGO")
	return _(group) if dimension == "field_of_work" else group


def break_down(survey: "Survey", dimension: str) -> dict:
	"""Return what may be told of the groups of those who answered; see `tallies.describe`.

	Of an anonymous survey these are the figures that were kept when it was closed; who answered by an open link belongs
	to a group once the answer was given to an organisation.

	Raises:
	        frappe.ValidationError: for another dimension.
	"""
	if dimension not in DIMENSIONS:
		names = ", ".join(name_dimensions().values())
		frappe.throw(_("{0}: expected is one of: {1}.").format(_("Broken Down By"), names))
	nothing = {"hidden": 0, "groups": {}}
	if anonymity.seals_profiles(survey):
		return json.loads(survey.closed_figures or "{}").get(dimension, nothing)
	if survey.is_anonymous:
		return nothing
	return describe(tally(survey, dimension), get_threshold())


def describe_hidden(told: dict) -> str | None:
	"""Return how many groups are not told, or that there are none; None when all of them are."""
	if told["hidden"]:
		return _("Groups that are too small to be told: {0}").format(told["hidden"])
	return None if told["groups"] else _("There are no groups to tell of.")


def tally(survey: "Survey", dimension: str) -> Tally:
	"""Return the answers of each group, added up in the database."""
	answer, value = DocType(ANSWER), DocType(VALUE)
	query, group = with_group(frappe.qb.from_(answer).where(answer.survey == survey.name), dimension)
	groups = query.select(group, Count(answer.name).distinct()).groupby(group).run()
	valued = query.join(value).on((value.parent == answer.name) & (value.parenttype == ANSWER))
	heads = (
		valued.select(group, value.code, Count(answer.name).distinct(), Avg(value.number))
		.groupby(group, value.code)
		.run()
	)
	counted = [row.code for row in survey.questions if row.kind not in IN_OWN_WORDS and row.kind != NUMBER]
	cells = (
		valued.select(group, value.code, value.table_row, value.answer, Count("*"))
		.where(value.code.isin(counted or [""]))
		.groupby(group, value.code, value.table_row, value.answer)
		.run()
	)
	told = Tally({name: number for name, number in groups})
	with_numbers = {row.code for row in survey.questions if row.kind in (NUMBER, SCALE)}
	told.heads = {
		(name, code): (answered, float(mean) if code in with_numbers else None)
		for name, code, answered, mean in heads
	}
	for name, code, table_row, said, number in cells:
		told.cells.setdefault((name, code, table_row or ""), {})[said] = number
	return told


def with_group(query: Any, dimension: str) -> tuple[Any, Term]:
	"""Return a query of answers joined with what names their group, and the column of the group; empty for none."""
	answer, ngo = DocType(ANSWER), DocType("NGO")
	query = query.left_join(ngo).on(
		(answer.organisation_doctype == "NGO") & (ngo.name == answer.organisation)
	)
	if dimension == "legal_form":
		return query, Coalesce(ngo.legal_form, "")
	if dimension == "field_of_work":
		row = DocType("NGO Field of Work")
		query = query.left_join(row).on((row.parent == ngo.name) & (row.parenttype == "NGO"))
		return query, Coalesce(row.field_of_work, "")
	body = DocType("Stakeholder")
	is_body = (answer.organisation_doctype == "Stakeholder") & (body.name == answer.organisation)
	return query.left_join(body).on(is_body), Coalesce(ngo.municipality, body.municipality, "")
