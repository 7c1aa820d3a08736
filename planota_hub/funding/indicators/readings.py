# SPDX-License-Identifier: GPL-3.0-only
"""Readings of the indicators: computed from the hub's records, with each counted record as evidence.

Readings of computed indicators are written here alone; a hand may only enter manual ones. What stands in a
submitted report is frozen: neither a hand nor a new computation changes it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import escape_html, flt, getdate, now_datetime

from planota_hub.funding.indicators import evidence
from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.own_metrics.held import held
from planota_hub.metrics import registry as metric_registry
from planota_hub.metrics.counted import Counted, MetricError
from planota_hub.metrics.registry import Answer
from planota_hub.operation.portions import is_turn
from planota_hub.rules.unknown_numbers import FIELD as UNKNOWN_NUMBERS
from planota_hub.rules.unknown_numbers import get_known, set_known

if TYPE_CHECKING:
	from planota_hub.funding.doctype.indicator_reading.indicator_reading import IndicatorReading
	from planota_hub.funding.doctype.project_indicator.project_indicator import ProjectIndicator
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

PERIOD, INDICATOR = "Reporting Period", "Project Indicator"
FINISHED = ("Computed", "Approved")


# Who writes


@contextmanager
def writing() -> Iterator[None]:
	"""Let computed readings and their evidence be written for a moment."""
	before = frappe.flags.writing_readings
	frappe.flags.writing_readings = True
	try:
		yield
	finally:
		frappe.flags.writing_readings = before


def is_writing() -> bool:
	"""Tell whether it is this module that writes readings now."""
	return bool(frappe.flags.writing_readings)


# Computing


def compute_period(period: "ReportingPeriod", only_changed: bool = False) -> dict:
	"""Compute the figure of every indicator of a period, each for itself, so that one that fails stops no other.

	Args:
	        only_changed: leave the counted records as they are where nothing that is counted has changed since.

	Returns:
	        `computed`, the number of computed figures, and `failures`, a list of `indicator` (its name),
	        `metric` and `reason`.
	"""
	# two people who compute at the same moment, or one who computes and one who submits, do so one after the other
	frappe.db.get_value(PERIOD, period.name, "name", for_update=True)
	computed, failures = 0, []
	indicators = get_indicators(period.project)
	with held(indicator.metric for indicator in indicators if indicator.metric):
		readings = [write_reading(indicator, period, only_changed) for indicator in indicators]
	for indicator, reading in zip(indicators, readings, strict=True):
		if reading.status == "Failed":
			failures.append(
				{
					"indicator": indicator.indicator_name,
					"metric": metric_registry.describe(indicator.metric)[0],
					"reason": reading.failure,
				}
			)
		computed += reading.status == "Computed"
	return {"computed": computed, "failures": failures}


def get_indicators(project: str) -> list["ProjectIndicator"]:
	"""Return the indicators of a project that are in use, in their order."""
	names = frappe.get_all(
		INDICATOR,
		filters={"project": project, "disabled": 0},
		pluck="name",
		order_by="position asc, creation asc, name asc",
		limit_page_length=0,
	)
	return [frappe.get_doc(INDICATOR, name) for name in names]


def write_reading(
	indicator: "ProjectIndicator", period: "ReportingPeriod", only_changed: bool = False
) -> "IndicatorReading":
	"""Write the reading of an indicator for a period and return it; what is frozen stays untouched."""
	keys = {"indicator": indicator.name, "reporting_period": period.name}
	# what somebody else has just written is seen by a locking read only
	name = frappe.db.get_value(READING, keys, for_update=True)
	reading = frappe.get_doc(READING, name, for_update=True) if name else frappe.new_doc(READING)
	if reading.frozen:
		return reading
	reading.update(keys)
	if reading.measurement != indicator.measurement:
		forget_value(reading)
	set_definition(reading, indicator, period)
	if indicator.measurement == "Computed":
		compute(reading, indicator, only_changed)
	elif name:
		evidence.delete(name)
	with writing():
		reading.flags.ignore_links = True
		reading.save(ignore_permissions=True)
	return reading


def set_definition(
	reading: "IndicatorReading", indicator: "ProjectIndicator", period: "ReportingPeriod"
) -> None:
	"""Write into a reading how it is measured, so that it can be understood whatever becomes of the indicator."""
	first = frappe.db.get_value("Funded Project", indicator.project, "starts_on")
	reading.update(
		{
			"project": indicator.project,
			"reading_title": f"{indicator.indicator_name}, {period.period_title}",
			"measurement": indicator.measurement,
			"unit": indicator.unit,
			"metric": indicator.metric if indicator.measurement == "Computed" else None,
			"metric_filters": indicator.describe_filters(),
			"counted_from": first if indicator.cumulative else period.starts_on,
			"counted_to": period.ends_on,
		}
	)
	set_known(reading, "baseline", get_known(indicator, "baseline"))
	set_known(reading, "target", indicator.get_target(period.name))


def forget_value(reading: "IndicatorReading") -> None:
	"""Begin a reading anew: nothing is known, and nobody has entered it."""
	set_known(reading, "value", None)
	for fieldname in (
		"entered_value",
		"failure",
		"entered_by",
		"approved_by",
		"approved_on",
		"state_of_records",
	):
		reading.set(fieldname, None)


def compute(reading: "IndicatorReading", indicator: "ProjectIndicator", only_changed: bool) -> None:
	"""Work out the value of a reading and write down the records that it counts; a failure is written down too."""
	if reading.is_new():
		# its records are written before it
		reading.set_new_name()
	reading.computed_on = now_datetime()
	write = partial(write_evidence, reading, only_changed and reading.status == "Computed")
	try:
		value = ask(indicator, reading.counted_from, reading.counted_to, write)
	except MetricError as error:
		evidence.delete(reading.name)
		set_known(reading, "value", None)
		reading.update({"status": "Failed", "failure": str(error), "state_of_records": None})
		frappe.clear_messages()
		return
	set_known(reading, "value", value)
	reading.update({"status": "Computed", "failure": None})


def write_evidence(reading: "IndicatorReading", only_changed: bool, counted: Counted) -> float | None:
	"""Write down the counted records of a reading, unless they stand there already; return the figure."""
	# asked first, so that what is changed meanwhile is noticed the next time
	state = counted.get_state()
	if only_changed and state and state == reading.state_of_records:
		return get_known(reading, "value")
	evidence.delete(reading.name)
	reading.state_of_records = state
	return counted.write(evidence.get_target(reading.name))


def ask(indicator: "ProjectIndicator", start, end, question: Callable[[Counted], Answer]) -> Answer:
	"""Return what a question about the records that an indicator counts from a day to a day is answered with.

	Raises:
	        MetricError: with the reason.
	"""
	filters = indicator.get_filters()
	if indicator.counts_own_records():
		filters["funded_project"] = indicator.project
	return metric_registry.ask(indicator.metric, getdate(start), getdate(end), filters, question)


def refresh_open_periods() -> None:
	"""Scheduler, daily: keep the figures of what is being worked on up to date, each period in a job of its own."""
	for project in frappe.get_all(
		"Funded Project", {"status": "Running"}, pluck="name", order_by="name asc", limit_page_length=0
	):
		current = {"project": project, "stage": "Open", "starts_on": ("<=", frappe.utils.today())}
		for name in frappe.get_all(
			PERIOD, current, pluck="name", order_by="starts_on asc", limit_page_length=0
		):
			frappe.enqueue(
				"planota_hub.funding.indicators.readings.refresh_period",
				queue="long",
				job_id=f"refresh_period:{name}",
				deduplicate=True,
				enqueue_after_commit=True,
				period=name,
			)


def refresh_period(period: str) -> None:
	"""Job: bring the figures of a period up to date, unless it was reported or deleted meanwhile.

	What is over and waits to be reported, and each other period once a week, is computed whatever has changed.
	"""
	if frappe.db.get_value(PERIOD, period, "stage") == "Open":
		document = frappe.get_doc(PERIOD, period)
		is_over = getdate(document.ends_on) < getdate()
		compute_period(document, only_changed=not (is_over or is_turn(period)))


# Reporting


def refuse_unfinished(period: "ReportingPeriod") -> None:
	"""Refuse to report while a figure is missing, failed or not approved.

	Raises:
	        frappe.ValidationError: naming each indicator and what it lacks.
	"""
	problems = [
		f"{escape_html(figure.indicator_name)}: {_(figure.status)}"
		+ (f" ({escape_html(figure.failure)})" if figure.failure else "")
		for figure in get_figures(period.name)
		if figure.status not in FINISHED
	]
	if problems:
		frappe.throw(
			[_("The report can't be submitted yet:"), *problems], title=_("Figures Missing"), as_list=True
		)


def set_frozen(period: str, frozen: bool) -> None:
	"""Freeze the readings of a period, or let them be changed again."""
	values = {"frozen": int(frozen), "state_of_records": None}
	frappe.db.set_value(READING, {"reporting_period": period}, values, update_modified=False)
	frappe.clear_document_cache(READING)


def delete_readings(period: str) -> None:
	"""Delete the readings of an open period with it."""
	with writing():
		for name in frappe.get_all(
			READING, {"reporting_period": period}, pluck="name", order_by="name asc", limit_page_length=0
		):
			frappe.delete_doc(READING, name, ignore_permissions=True)


def get_figures(period: str) -> list[frappe._dict]:
	"""Return the readings of a period in the order of their indicators, without their evidence; two queries."""
	readings = frappe.get_all(
		READING,
		filters={"reporting_period": period},
		fields=[
			"name",
			"indicator",
			"value",
			"unit",
			"target",
			"baseline",
			"status",
			"failure",
			"measurement",
			"metric",
			"frozen",
			"drift",
			"drifted_records",
			"counted_from",
			"counted_to",
			"note",
			UNKNOWN_NUMBERS,
		],
		order_by="name asc",
		limit_page_length=0,
	)
	fields = [
		"name",
		"indicator_name",
		"indicator_code",
		"level",
		"direction",
		"figure_kind",
		"cumulative",
		"position",
	]
	indicators = {
		row.name: row
		for row in frappe.get_all(
			INDICATOR,
			filters={"name": ("in", [row.indicator for row in readings] or [""])},
			fields=[*fields, "means_of_verification", "baseline_note"],
			order_by="position asc, creation asc, name asc",
			limit_page_length=0,
		)
	}
	by_indicator = {row.indicator: row for row in readings}
	return [
		frappe._dict({**indicator, **by_indicator[name], **get_numbers(by_indicator[name])})
		for name, indicator in indicators.items()
	]


def get_numbers(reading: frappe._dict) -> dict[str, float | None]:
	"""Return value, target and baseline of a reading, None where nobody knows them."""
	known = {key: get_known(reading, key) for key in ("value", "target", "baseline")}
	return {key: None if value is None else flt(value, 2) for key, value in known.items()}


def get_ngo_names(rows: list[dict]) -> dict[str, str]:
	"""Return the names of the NGOs of counted records, as they are called now."""
	names = sorted({row["ngo"] for row in rows if row["ngo"]})
	found = frappe.get_all(
		"NGO", {"name": ("in", names or [""])}, ["name", "ngo_name"], order_by="name asc", limit_page_length=0
	)
	return {row.name: row.ngo_name for row in found}
