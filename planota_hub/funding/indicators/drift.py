# SPDX-License-Identifier: GPL-3.0-only
"""Drift: what has become of the counted records since they were reported. The report itself never changes."""

from functools import partial

import frappe
from frappe import _
from frappe.utils import flt, getdate, now_datetime

from planota_hub.funding.indicators import evidence, evidence_links, readings
from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.indicators.readings import INDICATOR
from planota_hub.funding.own_metrics.segments import as_reported
from planota_hub.metrics.counted import Counted, MetricError, add_up
from planota_hub.metrics.queries import PRECISION

# in which every period is checked, whatever has changed: the first of each month
DAYS_OF_A_WEEK = 7
# states of a record against what was reported
SAME, CHANGED, NO_LONGER, DELETED, NEW = "Unchanged", "Changed", "No Longer Counts", "Deleted", "New"


def compare(reading: str, only_changes: bool = False) -> frappe._dict:
	"""Compare a frozen reading with the records of today.

	Args:
	        only_changes: leave out the records that count what they counted then.

	Returns:
	        `value` of today, `drift` (today less reported), `rows` (every record that was counted then or counts
	        now, with `state`, `reported` and `now`), and `failure` when the metric can't be computed any more.
	"""
	header = get_header(reading)
	indicator = frappe.get_doc(INDICATOR, header.indicator)
	question = partial(find_changes if only_changes else match_all, reading)
	try:
		with as_reported(header.reporting_period):
			value, rows = readings.ask(indicator, header.counted_from, header.counted_to, question)
	except MetricError as error:
		return frappe._dict(value=None, drift=0, rows=[], failure=str(error))
	return frappe._dict(value=value, drift=flt(value - flt(header.value), 2), rows=rows, failure=None)


def match_all(reading: str, counted: Counted) -> tuple[float, list[frappe._dict]]:
	"""Return the figure of today, and every record that was counted then or counts now."""
	now = counted.get_rows()
	return add_up(now), match(evidence.get([reading])[reading], now)


def find_changes(reading: str, counted: Counted) -> tuple[float, list[frappe._dict]]:
	"""Return the figure of today, and the records that count otherwise than then; the database finds them."""
	changed = counted.differ(evidence.get_target(reading))
	rows = match(evidence.find(reading, changed), counted.find(changed)) if changed else []
	return counted.get_total(), rows


def match(reported: list[frappe._dict], now: list[frappe._dict]) -> list[frappe._dict]:
	"""Return every record of either list once, with what it counted then and what it counts now."""
	before, after = add_by_record(reported), add_by_record(now)
	known = {(row.doctype, row.name): row for row in [*now, *reported]}
	missing = find_missing([key for key in before if key not in after])
	rows = []
	for key, row in known.items():
		then, today = before.get(key), after.get(key)
		state = get_state(then, today, key in missing)
		rows.append(frappe._dict({**row, "state": state, "reported": then or 0, "now": today or 0}))
	return sorted(rows, key=lambda row: (row.state == SAME, row.date, row.doctype, row.name))


def add_by_record(rows: list[dict]) -> dict[tuple[str, str], float]:
	figures: dict[tuple[str, str], float] = {}
	for row in rows:
		key = row["doctype"], row["name"]
		figures[key] = flt(figures.get(key, 0) + row["value"], PRECISION)
	return figures


def get_state(then: float | None, today: float | None, is_missing: bool) -> str:
	if then is None:
		return NEW
	if today is None:
		return DELETED if is_missing else NO_LONGER
	return SAME if then == today else CHANGED


def find_missing(records: list[tuple[str, str]]) -> set[tuple[str, str]]:
	"""Return those of these records that do not exist any more; one query for each kind."""
	missing = set(records)
	for doctype in {doctype for doctype, _name in records}:
		if not frappe.db.exists("DocType", doctype):
			continue
		names = [name for of_doctype, name in records if of_doctype == doctype]
		found = frappe.get_all(
			doctype, {"name": ("in", names)}, pluck="name", order_by="name asc", limit_page_length=0
		)
		missing -= {(doctype, name) for name in found}
	return missing


def check_reading(reading: str, only_changed: bool = False) -> frappe._dict | None:
	"""Compare a reading and note the result beside what was reported; return the comparison.

	Args:
	        only_changed: compare nothing, and return None, where nothing that is counted has changed since.
	"""
	# asked first, so that what is changed meanwhile is noticed the next time
	state = get_state_of_records(reading)
	if only_changed and state and state == frappe.db.get_value(READING, reading, "state_of_records"):
		frappe.db.set_value(READING, reading, "drift_checked_on", now_datetime(), update_modified=False)
		return None
	result = compare(reading, only_changes=True)
	if not result.failure:
		frappe.db.set_value(
			READING,
			reading,
			{
				"current_value": result.value,
				"drift": result.drift,
				"drifted_records": len(result.rows),
				"drift_checked_on": now_datetime(),
				"state_of_records": state,
			},
			update_modified=False,
		)
	return result


def get_state_of_records(reading: str) -> str | None:
	"""Return what tells whether anything that a frozen reading counts may have changed; None when nothing tells it."""
	header = get_header(reading)
	indicator = frappe.get_doc(INDICATOR, header.indicator)
	try:
		with as_reported(header.reporting_period):
			return readings.ask(
				indicator, header.counted_from, header.counted_to, lambda counted: counted.get_state()
			)
	except MetricError:
		return None


def get_header(reading: str) -> frappe._dict:
	fields = ["indicator", "reporting_period", "value", "counted_from", "counted_to"]
	return frappe.db.get_value(READING, reading, fields, as_dict=True)


def check_period(period: str) -> list[dict]:
	"""Check all computed readings of a reported period; return those that differ now.

	Returns:
	        `indicator_name`, `reading`, `reported`, `now`, `records` (how many differ), `failure` and `changes` each:
	        the records that differ, with the form in which they are opened, `state`, `label`, `reported` and `now`.
	"""
	differences = []
	for figure in get_reported_figures(period):
		result = check_reading(figure.name)
		changed = result.rows
		if changed or result.failure:
			differences.append(
				{
					"indicator_name": figure.indicator_name,
					"reading": figure.name,
					"reported": figure.value,
					"now": result.value,
					"records": len(changed),
					"failure": result.failure,
					"changes": name_changes(changed),
				}
			)
	return differences


def get_reported_figures(period: str) -> list[frappe._dict]:
	"""Return the computed figures of a period that were reported; none of an open one."""
	return [row for row in readings.get_figures(period) if row.frozen and row.measurement == "Computed"]


def name_changes(rows: list[frappe._dict]) -> list[dict]:
	"""Return changed records as people read them: what they are, whose, what became of them, and where they open."""
	return [{**row, "label": get_label(row["state"])} for row in evidence_links.describe_records(rows)]


def check_reported_periods() -> None:
	"""Scheduler, weekly: check what was reported in projects that still run or ended within two years.

	Each period is a job of its own, so that one that fails or is killed stops no other.
	"""
	since = frappe.utils.add_years(frappe.utils.today(), -2)
	projects = frappe.get_all(
		"Funded Project", {"ends_on": (">=", since)}, pluck="name", order_by="name asc", limit_page_length=0
	)
	for period in frappe.get_all(
		"Reporting Period",
		filters={"project": ("in", projects or [""]), "stage": ("!=", "Open")},
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	):
		frappe.enqueue(
			"planota_hub.funding.indicators.drift.check_again",
			queue="long",
			job_id=f"check_again:{period}",
			deduplicate=True,
			enqueue_after_commit=True,
			period=period,
		)


def check_again(period: str) -> None:
	"""Job: note beside each figure of a reported period what has become of it since it was checked.

	Each period is checked once a month whatever has changed.
	"""
	only_changed = getdate().day > DAYS_OF_A_WEEK
	for figure in get_reported_figures(period):
		check_reading(figure.name, only_changed)


def get_label(state: str) -> str:
	"""Return a state in the reader's language."""
	return {
		SAME: _("Unchanged"),
		CHANGED: _("Changed"),
		NO_LONGER: _("No Longer Counts"),
		DELETED: _("Deleted"),
		NEW: _("New"),
	}[state]
