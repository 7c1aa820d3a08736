# SPDX-License-Identifier: GPL-3.0-only
"""The figures of an event, as its form shows them."""

import frappe
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Avg, Count, Sum
from frappe.utils import cint, flt

from planota_hub.figures.suppression import get_threshold
from planota_hub.planota_hub.events.kind import FEEDBACK, RATINGS, REGISTRATION
from planota_hub.planota_hub.taking_part.kinds import CANCELLED


def get_figures(event: str) -> dict[str, float | None]:
	"""Return how many are `registered`, `attended` and were `absent`, of how many NGOs those who came were (`ngos`), and
	what they think (`get_feedback`).
	"""
	row = DocType(REGISTRATION)
	came = row.attendance == "Attended"
	(figures,) = (
		frappe.qb.from_(row)
		.select(
			Sum(Case().when(row.status != CANCELLED, 1).else_(0)).as_("registered"),
			Sum(Case().when(came, 1).else_(0)).as_("attended"),
			Sum(Case().when(row.attendance == "Absent", 1).else_(0)).as_("absent"),
			Count(Case().when(came, row.ngo)).distinct().as_("ngos"),
		)
		.where(row.event == event)
		.run(as_dict=True)
	)
	return {key: cint(value) for key, value in figures.items()} | get_feedback(event)


def get_feedback(event: str) -> dict[str, float | None]:
	"""Return how many gave `feedbacks`, the mean of each rating, `satisfaction`, the mean over all of them, and
	`recommend_rate` in percent of those who answered that.

	What fewer say than `get_threshold` asks for is None, so that nobody is recognised.
	"""
	row = DocType(FEEDBACK)
	(said,) = (
		frappe.qb.from_(row)
		.select(
			Count(row.name).as_("feedbacks"),
			Sum(Case().when(row.would_recommend == "Yes", 1).else_(0)).as_("recommending"),
			Sum(Case().when(row.would_recommend.isin(["Yes", "No"]), 1).else_(0)).as_("recommend_answers"),
			Avg(row.overall).as_("satisfaction"),
			*(Avg(row[rating]).as_(rating) for rating in RATINGS),
		)
		.where(row.event == event)
		.run(as_dict=True)
	)
	least = max(get_threshold(), 1)
	answered = cint(said.recommend_answers)
	return {
		"feedbacks": cint(said.feedbacks),
		"recommend_rate": flt(100 * said.recommending / answered, 1) if answered >= least else None,
		**{
			name: flt(said[name], 2) if said.feedbacks >= least else None
			for name in ("satisfaction", *RATINGS)
		},
	}
