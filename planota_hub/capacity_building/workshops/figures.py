# SPDX-License-Identifier: GPL-3.0-only
"""The figures of workshops: the one place where registrations, attendance and feedback are counted.

The form, the report and the cards show these and nothing else.
"""

from collections.abc import Iterable

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, flt
from pypika.queries import QueryBuilder
from pypika.terms import Case

from planota_hub.capacity_building.doctype.workshop_feedback.workshop_feedback import RATINGS
from planota_hub.capacity_building.workshops.seats import (
	CANCELLED,
	CONFIRMED,
	REGISTRATION,
	WAITING,
	WORKSHOP,
)
from planota_hub.rules.many import among

COUNTED = ("registered", "confirmed", "waiting", "cancelled", "attended", "absent", "complete", "feedbacks")
SUMMED = (*COUNTED, "participant_hours", "recommending", "recommend_answers", *RATINGS)


def get_figures(workshops: Iterable[str]) -> dict[str, frappe._dict]:
	"""Return the figures of each of these workshops, in three queries.

	Keys: `registered` (not cancelled), `confirmed`, `waiting`, `cancelled`, `attended`, `absent`,
	`participant_hours` (hours attended, added up over people), `complete` (attended and with complete
	participant data), `ngos` (set of the NGOs that attended), `feedbacks`, the sum of each rating, and what
	`add_rates` derives.
	"""
	names = list(workshops)
	figures = {name: empty() for name in names}
	if not names:
		return figures
	for row in [*count_registrations(names), *count_feedback(names)]:
		if figure := figures.get(row.pop("workshop")):
			figure.update({key: row[key] or 0 for key in row})
	for workshop, ngo in get_attending_ngos(names):
		if workshop in figures:
			figures[workshop].ngos.add(ngo)
	for figure in figures.values():
		add_rates(figure)
	return figures


def select_workshops() -> QueryBuilder:
	"""Return a query for the names of all workshops."""
	workshop = DocType(WORKSHOP)
	return frappe.qb.from_(workshop).select(workshop.name)


def empty() -> frappe._dict:
	return frappe._dict({**dict.fromkeys(SUMMED, 0), "ngos": set()})


def count_registrations(names: list[str]) -> list[dict]:
	row = DocType(REGISTRATION)
	attended = (row.attendance == "Attended") & (row.status == CONFIRMED)
	return (
		frappe.qb.from_(row)
		.select(
			row.workshop,
			count_if(row.status != CANCELLED).as_("registered"),
			count_if(row.status == CONFIRMED).as_("confirmed"),
			count_if(row.status == WAITING).as_("waiting"),
			count_if(row.status == CANCELLED).as_("cancelled"),
			count_if(attended).as_("attended"),
			count_if((row.attendance == "Absent") & (row.status == CONFIRMED)).as_("absent"),
			count_if(attended & (row.participant_data_complete == 1)).as_("complete"),
			Sum(Case().when(attended, row.attended_hours).else_(0)).as_("participant_hours"),
		)
		.where(among(row.workshop, names, select_workshops()))
		.groupby(row.workshop)
		.run(as_dict=True)
	)


def count_feedback(names: list[str]) -> list[dict]:
	row = DocType("Workshop Feedback")
	return (
		frappe.qb.from_(row)
		.select(
			row.workshop,
			Count(row.name).as_("feedbacks"),
			count_if(row.would_recommend == "Yes").as_("recommending"),
			count_if(row.would_recommend.isin(["Yes", "No"])).as_("recommend_answers"),
			*(Sum(row[rating]).as_(rating) for rating in RATINGS),
		)
		.where(among(row.workshop, names, select_workshops()))
		.groupby(row.workshop)
		.run(as_dict=True)
	)


def get_attending_ngos(names: list[str]) -> list[tuple[str, str]]:
	row = DocType(REGISTRATION)
	query = frappe.qb.from_(row).select(row.workshop, row.ngo).distinct()
	return query.where(
		among(row.workshop, names, select_workshops())
		& (row.attendance == "Attended")
		& row.ngo.isnotnull()
		& (row.ngo != "")
	).run()


def count_if(condition):
	return Sum(Case().when(condition, 1).else_(0))


def add_up(figures: Iterable[frappe._dict]) -> frappe._dict:
	"""Return the figures of several workshops together; an NGO that attended several counts once."""
	total = empty()
	for figure in figures:
		for key in SUMMED:
			total[key] += figure[key]
		total.ngos |= figure.ngos
	add_rates(total)
	return total


def add_rates(figure: frappe._dict) -> None:
	"""Add what follows from the counts: percentages of 100, and means from 1 to 5; None without answers.

	`attendance_rate` of those whose attendance is recorded, `response_rate` of those who attended, `complete_rate` of their
	participant data, `satisfaction` over all ratings, `recommend_rate` of those who answered that question.
	"""
	for key in COUNTED:
		figure[key] = cint(figure[key])
	figure.participant_hours = flt(figure.participant_hours, 2)
	figure.ngo_count = len(figure.ngos)
	figure.attendance_rate = percent(figure.attended, figure.attended + figure.absent)
	figure.response_rate = percent(figure.feedbacks, figure.attended)
	figure.complete_rate = percent(figure.complete, figure.attended)
	figure.recommend_rate = percent(figure.recommending, figure.recommend_answers)
	for rating in RATINGS:
		figure[f"mean_{rating}"] = mean(figure[rating], figure.feedbacks)
	figure.satisfaction = mean(sum(figure[rating] for rating in RATINGS), figure.feedbacks * len(RATINGS))


def percent(part: float, whole: float) -> float | None:
	return flt(100 * part / whole, 1) if whole else None


def mean(total: float, number: int) -> float | None:
	return flt(total / number, 2) if number else None
