# SPDX-License-Identifier: GPL-3.0-only
"""The report to the funders on one period: all that the print and the spreadsheet say.

While a period is open it is put together anew each time. When the period is submitted it is kept, and from
then on it is read from what was kept, so that later edits of the records can't change it.
"""

import json
from typing import TYPE_CHECKING

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Sum
from frappe.utils import flt, getdate

from planota_hub.capacity_building.support.ledger import KINDS, LEDGER
from planota_hub.funding.indicators import evidence, readings
from planota_hub.funding.indicators.progress import get_progress
from planota_hub.funding.projects.money import get_spent
from planota_hub.funding.projects.publicity import describe_project_publicity

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funded_project.funded_project import FundedProject
	from planota_hub.funding.doctype.project_spending.project_spending import ProjectSpending
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

FIGURE_KEYS = (
	"name",
	"indicator",
	"indicator_name",
	"indicator_code",
	"level",
	"unit",
	"target",
	"baseline",
	"baseline_note",
	"value",
	"status",
	"measurement",
	"metric",
	"means_of_verification",
	"note",
	"counted_from",
	"counted_to",
)


def get(period: "ReportingPeriod") -> frappe._dict:
	"""Return the report on a period as it was submitted, or as it would be now while the period is open."""
	if period.stage == "Open":
		return read(frappe.as_json(build(period)))
	return read(period.report_data)


def read(text: str) -> frappe._dict:
	return json.loads(text, object_hook=frappe._dict)


def build(period: "ReportingPeriod") -> dict:
	"""Put the report together; see `get`."""
	project = frappe.get_doc("Funded Project", period.project)
	figures = get_figures(period)
	names = [figure["name"] for figure in figures]
	records, parts = evidence.count(names), evidence.break_down(names)
	for figure in figures:
		figure["records"], figure["parts"] = records[figure["name"]], parts[figure["name"]]
	return {
		"project": describe_project(project),
		"period": {key: period.get(key) for key in ("period_number", "period_title", "starts_on", "ends_on")},
		"figures": figures,
		"workshops": get_workshops(period),
		"hours": get_hours(period),
		"money": describe_money(project, period),
		"publicity": get_publicity(project, period),
		"places": evidence.count_places(names),
		"ngo_names": evidence.get_ngo_names(names),
	}


def describe_project(project: "FundedProject") -> dict:
	settings = frappe.get_cached_doc("Hub Settings")
	publicity = describe_project_publicity(project)
	fields = ("name", "project_title", "programme", "contract_number", "starts_on", "ends_on", "value")
	return {
		**{field: project.get(field) for field in fields},
		"funders": [
			{key: row.get(key) for key in ("funder_name", "share_percent", "amount")}
			for row in project.funders
		],
		"logos": publicity.logos,
		"statement": publicity.statement,
		"operator": settings.operator_organisation or settings.hub_name,
		"hub_logo": settings.logo,
	}


def get_figures(period: "ReportingPeriod") -> list[dict]:
	"""Return the figures of the period, each with how far it has come up to then."""
	progress = {row.name: row for row in get_progress([period.project], until=period.name)}
	figures = []
	for figure in readings.get_figures(period.name):
		row = progress.get(figure.indicator) or {}
		kept = {key: figure.get(key) for key in FIGURE_KEYS}
		so_far = {key: row.get(key) for key in ("actual", "percent", "final_target", "forecast", "state")}
		figures.append({**kept, **so_far, "target_so_far": row.get("target")})
	return figures


def get_workshops(period: "ReportingPeriod") -> list[dict]:
	"""Return the workshops of the project that were held in the period, with the number of participants."""
	workshop, registration = DocType("Training Workshop"), DocType("Workshop Registration")
	attended = (registration.workshop == workshop.name) & (registration.attendance == "Attended")
	return (
		frappe.qb.from_(workshop)
		.left_join(registration)
		.on(attended)
		.select(
			workshop.name,
			workshop.workshop_title,
			workshop.starts_on,
			workshop.municipality,
			workshop.hours,
			Count(registration.name).as_("participants"),
		)
		.where(workshop.stage.isin(["Held", "Evaluated"]) & (workshop.funded_project == period.project))
		.where(workshop.starts_on >= getdate(period.starts_on))
		.where(workshop.starts_on < frappe.utils.add_days(getdate(period.ends_on), 1))
		.groupby(
			workshop.name, workshop.workshop_title, workshop.starts_on, workshop.municipality, workshop.hours
		)
		.orderby(workshop.starts_on, workshop.name)
		.run(as_dict=True)
	)


def get_hours(period: "ReportingPeriod") -> list[dict]:
	"""Return the support of the project in the period by kind: how often, how many NGOs, how many hours."""
	entry = DocType(LEDGER)
	rows = (
		frappe.qb.from_(entry)
		.select(
			entry.kind,
			Count(entry.name).as_("entries"),
			Count(entry.ngo).distinct().as_("ngos"),
			Sum(entry.hours).as_("hours"),
		)
		.where(entry.funded_project == period.project)
		.where(entry.posting_date.between(getdate(period.starts_on), getdate(period.ends_on)))
		.groupby(entry.kind)
		.run(as_dict=True)
	)
	by_kind = {row.kind: row for row in rows}
	return [{**by_kind[kind], "hours": flt(by_kind[kind].hours, 2)} for kind in KINDS if kind in by_kind]


def describe_money(project: "FundedProject", period: "ReportingPeriod") -> dict:
	"""Return what was spent in the period and until its end, by line and in all."""
	start, end = getdate(period.starts_on), getdate(period.ends_on)
	first = getdate(project.starts_on)
	lines = []
	for line in project.budget_lines:
		spending = [row for row in project.spending if row.line_code == line.line_code]
		lines.append(
			{
				"line_code": line.line_code,
				"line_name": line.line_name,
				"amount": line.amount,
				"in_period": sum_spending(spending, start, end),
				"so_far": sum_spending(spending, first, end),
			}
		)
	return {
		"lines": lines,
		"planned": project.budget_total,
		"in_period": get_spent(project, start, end),
		"so_far": get_spent(project, first, end),
	}


def sum_spending(rows: list["ProjectSpending"], start, end) -> float:
	return flt(sum(flt(row.amount) for row in rows if start <= getdate(row.spent_on) <= end), 2)


def get_publicity(project: "FundedProject", period: "ReportingPeriod") -> list[dict]:
	"""Return what the funders ask for in public and what was done of it in the period."""
	start, end = getdate(period.starts_on), getdate(period.ends_on)
	return [
		{"duty": row.duty, "done_on": row.done_on}
		for row in project.publicity_duties
		if row.done_on and start <= getdate(row.done_on) <= end
	]
