# SPDX-License-Identifier: GPL-3.0-only
"""How far the indicators of a project have come: target, actual figure, forecast, and whether it is on plan.

The form, the report, the print, the cards, the dashboard and the monthly digest all show what is worked out
here, in four queries for any number of projects.
"""

from datetime import date as Date

import frappe
from frappe import _
from frappe.utils import flt, getdate, today

from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.indicators.measures import (
	DECREASE,
	LEVEL,
	get_forecast,
	get_percent,
	get_start,
	put_together,
)
from planota_hub.funding.indicators.readings import FINISHED, INDICATOR, PERIOD
from planota_hub.funding.indicators.report_links import get_actual_address
from planota_hub.rules.unknown_numbers import FIELD as UNKNOWN_NUMBERS
from planota_hub.rules.unknown_numbers import get_known

REACHED, ON_PLAN, BEHIND = "Reached", "On Plan", "Behind Plan"
NO_TARGET, NO_FIGURE = "No Target", "No Figure Yet"
# what is worked out of the last period that counts
KEYS_OF_A_FIGURE = ("period", "period_title", "reading", "actual", "actual_address", "target", "expected")
INDICATOR_FIELDS = (
	"name",
	"indicator_name",
	"indicator_code",
	"project",
	"level",
	"unit",
	"direction",
	"figure_kind",
	"cumulative",
	"baseline",
	"final_target",
	"measurement",
	"metric",
	"responsible",
	"means_of_verification",
	UNKNOWN_NUMBERS,
)


def get_progress(projects: list[str], until: str | None = None) -> list[frappe._dict]:
	"""Return one row per indicator in use of these projects, in the order of the reports.

	Keys besides those of the indicator: `period` and `reading` that the figures are of, `target` and `actual`
	up to the end of that period, `actual_address` of the readings that make it up, `expected` today, `percent` of the target, `forecast` for the end of the
	project, `state`, and `history`, the `target` and `value` of every period.

	Args:
	        until: name of the last reporting period that counts; without it, the newest one with a figure.
	"""
	periods = get_periods(projects)
	readings = get_readings(projects)
	targets = get_targets(projects)
	dates = get_project_dates(projects)
	rows = []
	for indicator in get_indicators(projects):
		known = [period for period in periods.get(indicator.project, [])]
		history = get_history(indicator.name, known, readings, targets)
		rows.append(describe(indicator, history, dates[indicator.project], until))
	return rows


# Reading


def get_indicators(projects: list[str]) -> list[frappe._dict]:
	return frappe.get_all(
		INDICATOR,
		filters={"project": ("in", projects or [""]), "disabled": 0},
		fields=list(INDICATOR_FIELDS),
		order_by="project asc, position asc, creation asc, name asc",
		limit_page_length=0,
	)


def get_periods(projects: list[str]) -> dict[str, list[frappe._dict]]:
	periods: dict[str, list[frappe._dict]] = {}
	for row in frappe.get_all(
		PERIOD,
		filters={"project": ("in", projects or [""])},
		fields=["name", "period_title", "project", "starts_on", "ends_on", "stage"],
		order_by="starts_on asc",
		limit_page_length=0,
	):
		periods.setdefault(row.project, []).append(row)
	return periods


def get_readings(projects: list[str]) -> dict[tuple[str, str], frappe._dict]:
	rows = frappe.get_all(
		READING,
		filters={"project": ("in", projects or [""]), "status": ("in", FINISHED)},
		fields=["name", "indicator", "reporting_period", "value"],
		order_by="name asc",
		limit_page_length=0,
	)
	return {(row.indicator, row.reporting_period): row for row in rows}


def get_targets(projects: list[str]) -> dict[tuple[str, str], float]:
	row, indicator = frappe.qb.DocType("Indicator Target"), frappe.qb.DocType(INDICATOR)
	found = (
		frappe.qb.from_(row)
		.join(indicator)
		.on((row.parent == indicator.name) & (row.parenttype == INDICATOR))
		.select(row.parent, row.reporting_period, row.target)
		.where(indicator.project.isin(projects or [""]))
		.run()
	)
	return {(parent, period): flt(target, 2) for parent, period, target in found}


def get_project_dates(projects: list[str]) -> dict[str, tuple[Date, Date]]:
	rows = frappe.get_all(
		"Funded Project",
		filters={"name": ("in", projects or [""])},
		fields=["name", "starts_on", "ends_on"],
		order_by="name asc",
		limit_page_length=0,
	)
	return {row.name: (getdate(row.starts_on), getdate(row.ends_on)) for row in rows}


# Working out


def get_history(
	indicator: str, periods: list[frappe._dict], readings: dict, targets: dict
) -> list[frappe._dict]:
	"""Return the target and the figure of each period, None where there is none."""
	history = []
	for period in periods:
		reading = readings.get((indicator, period.name))
		history.append(
			frappe._dict(
				period=period.name,
				period_title=period.period_title,
				starts_on=getdate(period.starts_on),
				ends_on=getdate(period.ends_on),
				target=targets.get((indicator, period.name)),
				reading=reading and reading.name,
				value=flt(reading.value, 2) if reading else None,
			)
		)
	return history


def describe(
	indicator: frappe._dict, history: list[frappe._dict], dates: tuple[Date, Date], until: str | None
) -> frappe._dict:
	"""Return the row of one indicator; see `get_progress`."""
	known = take_until(history, until)
	numbers = {key: get_number(indicator, key) for key in ("baseline", "final_target")}
	row = frappe._dict({**indicator, **numbers, "history": history})
	row.update(dict.fromkeys(KEYS_OF_A_FIGURE))
	row.update({"percent": None, "forecast": None, "state": NO_FIGURE})
	if not known:
		row.target = put_together(row, take_planned(history, until), "target")
		return row
	last, now = known[-1], getdate(today())
	start = get_start(row, row.baseline, len(known))
	row.update({"period": last.period, "period_title": last.period_title, "reading": last.reading})
	row.actual = put_together(row, known, "value")
	row.actual_address = get_actual_address(row, last.reading, last.ends_on)
	row.target = put_together(row, known, "target")
	row.expected = get_expected(row, known, now)
	if not is_shrinking_flow(row) or now >= last.ends_on:
		row.percent = get_percent(row.actual, row.target, start)
	first, end = dates
	passed = (min(last.ends_on, now) - first).days + 1
	row.forecast = get_forecast(row, row.actual, row.baseline, passed, (end - first).days + 1)
	row.state = get_state(row, start, end <= last.ends_on <= now)
	return row


def get_number(indicator: frappe._dict, fieldname: str) -> float | None:
	value = get_known(indicator, fieldname)
	return None if value is None else flt(value, 2)


def take_until(history: list[frappe._dict], until: str | None) -> list[frappe._dict]:
	"""Return the periods up to the one asked for, or up to the newest one with a figure."""
	ends = [
		position
		for position, one in enumerate(history)
		if one.value is not None and (not until or one.period == until)
	]
	return history[: ends[-1] + 1] if ends else []


def take_planned(history: list[frappe._dict], until: str | None) -> list[frappe._dict]:
	"""Return the periods up to the one asked for, whatever is known of their figures; none without one."""
	ends = [position for position, one in enumerate(history) if one.period == until]
	return history[: ends[-1] + 1] if ends else []


def get_expected(row: frappe._dict, history: list[frappe._dict], now: Date) -> float | None:
	"""Return what the plan asks for today: the target, of a period that still runs its part until today.

	None when nothing was promised, and for a level of which nobody knows where it stood before.
	"""
	target, last = put_together(row, history, "target"), history[-1]
	if target is None or now >= last.ends_on:
		return target
	before = put_together(row, history[:-1], "target")
	if before is None:
		before = get_start(row, row.baseline, 0) if row.figure_kind == LEVEL else 0.0
	if before is None:
		return None
	passed = max((now - last.starts_on).days + 1, 0) / ((last.ends_on - last.starts_on).days + 1)
	return flt(before + (target - before) * passed, 2)


def get_state(row: frappe._dict, start: float | None, is_over: bool) -> str:
	"""Return whether the figure is on plan; Hub Settings say how far below the plan is behind."""
	if row.actual is None:
		return NO_FIGURE
	if row.final_target is not None and (is_over or not is_shrinking_flow(row)):
		if is_reached(row.actual, row.final_target, row.direction):
			return REACHED
	if row.expected is None:
		return NO_TARGET
	tolerance = flt(frappe.get_cached_doc("Hub Settings").behind_plan_percent) / 100
	sign = -1 if row.direction == DECREASE else 1
	missing = sign * (row.expected - row.actual)
	return BEHIND if missing > tolerance * abs(row.expected - (start or 0)) else ON_PLAN


def is_shrinking_flow(row: frappe._dict) -> bool:
	"""Tell whether a figure grows from 0 in each period and shall stay small, so that only its end tells."""
	return row.figure_kind != LEVEL and row.direction == DECREASE


def is_reached(actual: float, target: float, direction: str) -> bool:
	return actual <= target if direction == DECREASE else actual >= target


def get_state_label(state: str) -> str:
	"""Return a state in the reader's language."""
	return {
		REACHED: _("Reached"),
		ON_PLAN: _("On Plan"),
		BEHIND: _("Behind Plan"),
		NO_TARGET: _("No Target"),
		NO_FIGURE: _("No Figure Yet"),
	}[state]


def get_running_projects() -> list[str]:
	"""Return the projects that run today, the newest first."""
	return frappe.get_all(
		"Funded Project",
		{"status": "Running"},
		pluck="name",
		order_by="starts_on desc, name asc",
		limit_page_length=0,
	)
