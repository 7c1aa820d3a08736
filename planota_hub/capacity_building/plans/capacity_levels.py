# SPDX-License-Identifier: GPL-3.0-only
"""Capacity levels before and after: the one place where assessments are compared."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, flt

from planota_hub.capacity_building.plans import radar

ASSESSMENT = "Capacity Assessment"


def get_areas(with_disabled: bool = False) -> list[str]:
	"""Return the capacity areas in the order of the chart."""
	filters = {} if with_disabled else {"disabled": 0}
	return frappe.get_all(
		"Capacity Area",
		filters=filters,
		pluck="name",
		order_by="position asc, area_name asc",
		limit_page_length=0,
	)


def get_levels(plans: Iterable[str]) -> list[frappe._dict]:
	"""Return every level of the assessments of these plans, the oldest assessment first, in one query.

	Keys: `plan`, `assessment`, `assessment_type`, `assessed_on`, `area`, `level`, `wanted_level`.
	"""
	names = list(plans)
	if not names:
		return []
	assessment, score = DocType(ASSESSMENT), DocType("Capacity Assessment Score")
	return (
		frappe.qb.from_(assessment)
		.join(score)
		.on((score.parent == assessment.name) & (score.parenttype == ASSESSMENT))
		.select(
			assessment.development_plan.as_("plan"),
			assessment.name.as_("assessment"),
			assessment.assessment_type,
			assessment.assessed_on,
			score.area,
			score.level,
			score.wanted_level,
		)
		.where(assessment.development_plan.isin(names))
		.orderby(assessment.assessed_on, assessment.creation, assessment.name, score.idx)
		.run(as_dict=True)
	)


def compare(plans: Iterable[str]) -> dict[str, dict[str, frappe._dict]]:
	"""Return for each plan and area `baseline`, `latest` and `wanted`, each None where not assessed.

	`baseline` is that of the baseline assessment, `latest` that of the newest later one, `wanted` the wanted
	level agreed last.
	"""
	compared: dict[str, dict[str, frappe._dict]] = {}
	for row in get_levels(plans):
		areas = compared.setdefault(row.plan, {})
		levels = areas.setdefault(row.area, frappe._dict(baseline=None, latest=None, wanted=None))
		levels["baseline" if row.assessment_type == "Baseline" else "latest"] = cint(row.level)
		if row.wanted_level:
			levels.wanted = cint(row.wanted_level)
	return compared


def average(levels: Iterable[float | None]) -> float | None:
	"""Return the mean of the levels that are there, with two decimals; None without any."""
	known = [level for level in levels if level]
	return flt(sum(known) / len(known), 2) if known else None


def draw_comparison(plan: str) -> str:
	"""Return the radar chart of a plan: baseline, newest later assessment, wanted levels."""
	levels = compare([plan]).get(plan, {})
	areas = [area for area in get_areas(with_disabled=True) if area in levels]
	series = []
	for key, name, colour in (
		("baseline", _("Baseline"), radar.BASELINE_COLOUR),
		("latest", _("Latest"), radar.LATEST_COLOUR),
	):
		values = [levels[area][key] for area in areas]
		if any(values):
			series.append(radar.Series(name, colour, values))
	wanted = [levels[area].wanted for area in areas]
	if any(wanted):
		series.append(radar.wanted_series(wanted))
	return radar.draw([_(area) for area in areas], series)


def draw_assessment(assessment) -> str:
	"""Return the radar chart of one assessment as it stands in the form, with the baseline behind it."""
	rows = [row for row in assessment.scores if row.area]
	series = [
		radar.Series(_(assessment.assessment_type), radar.LATEST_COLOUR, [cint(row.level) for row in rows])
	]
	if assessment.assessment_type != "Baseline" and assessment.development_plan:
		before = compare([assessment.development_plan]).get(assessment.development_plan, {})
		values = [before[row.area].baseline if row.area in before else None for row in rows]
		if any(values):
			series.insert(0, radar.Series(_("Baseline"), radar.BASELINE_COLOUR, values))
	wanted = [cint(row.wanted_level) or None for row in rows]
	if any(wanted):
		series.append(radar.wanted_series(wanted))
	return radar.draw([_(row.area) for row in rows], series)
