# SPDX-License-Identifier: GPL-3.0-only
"""What each figure of the report to the funders counts, and where it leads: to its records, as they are today.

What was reported of an indicator has its records kept with its reading (`evidence.get`). All other figures
lead to the list or report that counts the same by the same conditions.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.desk.utils import slug
from frappe.utils import cstr, get_url, get_url_to_form

from planota_hub.capacity_building.support.ledger import LEDGER
from planota_hub.figures.addresses import Filter, between, get_list_address, get_report_address
from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.indicators.measures import LEVEL, adds_up
from planota_hub.funding.indicators.readings import FINISHED, INDICATOR
from planota_hub.metrics.names import get_filter_label
from planota_hub.metrics.registry import describe

if TYPE_CHECKING:
	from planota_hub.funding.doctype.project_indicator.project_indicator import ProjectIndicator
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

EVIDENCE_REPORT = "Indicator Evidence"


def get_links(period: "ReportingPeriod", report: frappe._dict) -> frappe._dict:
	"""Return the addresses of the figures of a report.

	Keys: `project`; `figures`, reading -> `target`, `value`, `so_far`, `parts`, and `counts`, what counts in words;
	`places`, municipality -> address; `hours`, kind -> `entries` and `ngos`; `workshops`, name -> `workshop` and
	`participants`; `money`, code of a line, empty for all of them -> `in_period` and `so_far`.
	"""
	narrowed = get_metric_filters([figure.name for figure in report.figures])
	return frappe._dict(
		project=get_url_to_form("Funded Project", period.project),
		figures={figure.name: link_figure(figure, period, narrowed) for figure in report.figures},
		places={place: link_place(period, place) for place in report.places},
		hours={row.kind: link_hours(period, row.kind) for row in report.hours},
		workshops={row.name: link_workshop(row.name) for row in report.workshops},
		money={code: link_money(period, report, code) for code in get_codes(report)},
	)


def get_metric_filters(names: list[str]) -> dict[str, str]:
	"""Return by what the metrics of readings were narrowed down, as the readings keep it."""
	found = frappe.get_all(
		READING,
		{"name": ("in", names or [""])},
		["name", "metric_filters"],
		order_by="name asc",
		limit_page_length=0,
	)
	return {row.name: row.metric_filters or "" for row in found}


def link_figure(figure: frappe._dict, period: "ReportingPeriod", narrowed: dict[str, str]) -> frappe._dict:
	indicator = frappe.get_cached_doc(INDICATOR, figure.indicator)
	return frappe._dict(
		target=get_url_to_form(INDICATOR, figure.indicator),
		value=get_url_to_form(READING, figure.name),
		so_far=get_url(get_actual_address(indicator, figure.name, period.ends_on)),
		parts={
			by: {part: link_part(figure.name, by, part) for part in parts if part}
			for by, parts in figure.parts.items()
		},
		counts=explain_figure(figure, indicator, narrowed.get(figure.name, "")),
	)


def explain_figure(figure: frappe._dict, indicator: "ProjectIndicator", narrowed: str) -> str:
	"""Return what an indicator counts, by what it is narrowed down, and how its periods are put together."""
	if figure.measurement == "Computed":
		label, description = describe(figure.metric)
		filters = [explain_filter(line, indicator) for line in narrowed.splitlines()]
		parts = [f"{label}.", description, *filters]
	else:
		parts = [_("Entered by hand, and approved by a second person.")]
	if indicator.figure_kind == LEVEL:
		parts.append(_("A state on the last day; the last figure holds."))
	elif indicator.cumulative:
		parts.append(_("Each figure holds those of the earlier periods."))
	else:
		parts.append(_("So far: the sum of the periods."))
	return " ".join(part for part in parts if part)


def explain_filter(line: str, indicator: "ProjectIndicator") -> str:
	"""Return a filter of a metric in words; a reading keeps it as `name: value`."""
	name, _sign, value = line.partition(": ")
	if name == "funded_project":
		return _("Records of this project alone.") if indicator.counts_own_records() else ""
	return f"{get_filter_label(name)}: {_(value)}."


def get_actual_address(indicator: "ProjectIndicator | frappe._dict", reading: str, last_day) -> str:
	"""Return where a figure until a day leads: to the readings that add up to it, or to the one reading that it is."""
	if not adds_up(indicator):
		return f"/app/{slug(READING)}/{reading}"
	filters: dict[str, Filter] = {
		"indicator": indicator.name,
		"status": ["in", list(FINISHED)],
		"counted_to": ["<=", cstr(last_day)],
	}
	return get_list_address(READING, filters)


def link_part(reading: str, by: str, part: str) -> str:
	return get_url(get_report_address(EVIDENCE_REPORT, {"reading": reading, by: part}))


def link_place(period: "ReportingPeriod", municipality: str) -> str:
	"""Return the report of all records of the period that belong to a municipality, whatever they count for."""
	filters = {"reporting_period": period.name, "municipality": municipality}
	return get_url(get_report_address(EVIDENCE_REPORT, filters))


def link_hours(period: "ReportingPeriod", kind: str) -> frappe._dict:
	"""Return the list of the support of a kind, and the report of the NGOs that got it."""
	mine = {"funded_project": period.project, "kind": kind}
	days = {"from_date": cstr(period.starts_on), "to_date": cstr(period.ends_on)}
	entries: dict[str, Filter] = {**mine, "posting_date": between(period.starts_on, period.ends_on)}
	return frappe._dict(
		entries=get_url(get_list_address(LEDGER, entries)),
		ngos=get_url(get_report_address("Support Delivered", {**days, **mine, "group_by": "NGO"})),
	)


def link_workshop(name: str) -> frappe._dict:
	attended = {"workshop": name, "attendance": "Attended"}
	return frappe._dict(
		workshop=get_url_to_form("Training Workshop", name),
		participants=get_url(get_list_address("Workshop Registration", attended)),
	)


def get_codes(report: frappe._dict) -> list[str]:
	return [*(line.line_code for line in report.money.lines), ""]


def link_money(period: "ReportingPeriod", report: frappe._dict, code: str) -> frappe._dict:
	"""Return the reports of what was spent in the period and until its end, entry by entry."""
	mine = {"project": period.project, "entries": "1", **({"line_code": code} if code else {})}
	last = {"to_date": cstr(period.ends_on)}
	first = {"from_date": cstr(period.starts_on)}
	so_far = {"from_date": cstr(report.project.starts_on)}
	return frappe._dict(
		in_period=get_url(get_report_address("Project Spending", {**mine, **first, **last})),
		so_far=get_url(get_report_address("Project Spending", {**mine, **so_far, **last})),
	)
