# SPDX-License-Identifier: GPL-3.0-only
"""How applications to calls fare: how many, for how much, with what success and how much help."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import cstr, getdate
from pypika.queries import QueryBuilder

from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.funding.applications.figures import APPLICATION, get_readable_applications, summarise
from planota_hub.planota_hub.segments.filtering import get_ngos_of_segment
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.many import among
from planota_hub.rules.readable import show_percent
from planota_hub.rules.sorting import sort_key

# filter "group_by" -> field of an application with its call and NGO
GROUP_FIELDS = {
	"Funder": "funder",
	"Funding Call": "call_title",
	"NGO": "ngo_name",
	"Municipality": "municipality",
	"Main Field of Work": "primary_field_of_work",
	"Legal Form": "legal_form",
	"Year": "year",
}
TRANSLATED = ("Main Field of Work", "Legal Form")
NGO_FIELDS = ("ngo_name", "municipality", "primary_field_of_work", "legal_form")
CHART_GROUPS = 10
# letters of a day at the beginning of a moment
DAY = 10
# the names of funders, calls and NGOs are long: more of them could not be read under their bars
CHART_NAMES = 6


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per group, no message, the chart and the summary.

	Args:
	        filters: `from_date`, `to_date` (of submission, or of the entry while it is not submitted),
	                `group_by` (a key of `GROUP_FIELDS`), `funder`, `ngo`, `municipality`, `segment` and
	                `only_helped`.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown or the dates are the wrong way round.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "Funder"
	validate_filters(filters, group_by)
	applications = get_applications(filters)
	rows = get_rows(applications, group_by)
	return get_columns(group_by), rows, None, get_chart(rows, group_by), get_summary(applications)


def validate_filters(filters: frappe._dict, group_by: str) -> None:
	refuse_unknown_group(group_by, GROUP_FIELDS)
	refuse_wrong_period(filters)


def get_applications(filters: frappe._dict) -> list[dict]:
	"""Return the applications that the reader may see and the filters let through, with call and NGO."""
	conditions = [["ngo", "=", filters.ngo]] if filters.ngo else []
	applications = get_readable_applications(conditions)
	calls, ngos = get_calls(applications), get_ngos(applications)
	for row in applications:
		row.update(calls[row.funding_call])
		row.update(ngos[row.ngo])
		row.day = date.fromisoformat(cstr(row.submitted_on or row.creation)[:DAY])
		row.year = str(row.day.year)
	of_segment = get_ngos_of_segment(filters)
	return [
		row for row in applications if passes(row, filters) and (of_segment is None or row.ngo in of_segment)
	]


def passes(row: frappe._dict, filters: frappe._dict) -> bool:
	return not (
		(filters.from_date and row.day < getdate(filters.from_date))
		or (filters.to_date and row.day > getdate(filters.to_date))
		or (filters.funder and row.funder_key != filters.funder)
		or (filters.municipality and row.municipality != filters.municipality)
		or (filters.only_helped and not row.application_hours)
	)


def get_calls(applications: list[frappe._dict]) -> dict[str, dict]:
	"""Return title and funder of the calls of applications, in one query."""
	call, stakeholder = frappe.qb.DocType("Funding Call"), frappe.qb.DocType("Stakeholder")
	rows = (
		frappe.qb.from_(call)
		.left_join(stakeholder)
		.on(stakeholder.name == call.funder)
		.select(call.name, call.call_title, call.funder, stakeholder.stakeholder_name)
		.where(among(call.name, {row.funding_call for row in applications}, select_all("funding_call")))
		.orderby(call.name)
		.run()
	)
	return {
		name: {"call_title": title, "funder_key": funder, "funder": funder_name or ""}
		for name, title, funder, funder_name in rows
	}


def get_ngos(applications: list[frappe._dict]) -> dict[str, dict]:
	"""Return what is known of the NGOs of applications, in one query."""
	ngo = frappe.qb.DocType("NGO")
	query = frappe.qb.from_(ngo).select(ngo.name, *(ngo[fieldname] for fieldname in NGO_FIELDS))
	rows = query.where(among(ngo.name, {row.ngo for row in applications}, select_all("ngo"))).run()
	return {name: dict(zip(NGO_FIELDS, values, strict=True)) for name, *values in rows}


def select_all(fieldname: str) -> QueryBuilder:
	"""Return a query for what a field holds in any application."""
	application = frappe.qb.DocType(APPLICATION)
	return frappe.qb.from_(application).select(application[fieldname])


def get_rows(applications: list[dict], group_by: str) -> list[dict]:
	"""Return one row per group: years in their order, all others with the most applications first."""
	groups: dict[str, list[dict]] = {}
	for row in applications:
		groups.setdefault(row[GROUP_FIELDS[group_by]] or "", []).append(row)
	rows = [{"label": get_label(value, group_by), **summarise(members)} for value, members in groups.items()]
	if group_by == "Year":
		return sorted(rows, key=lambda row: row["label"])
	return sorted(rows, key=lambda row: (-row["applications"], sort_key(row["label"])))


def get_label(value: str, group_by: str) -> str:
	if not value:
		return _("Not specified")
	return _(value) if group_by in TRANSLATED else value


def get_columns(group_by: str) -> list[dict]:
	"""Return the columns; the first is named after what the rows are grouped by."""
	return [
		column("label", _(group_by), "Data", 260),
		column("applications", _("Applications"), "Int", 110),
		column("in_preparation", _("In Preparation"), "Int", 110),
		column("waiting", _("Awaiting Decision"), "Int", 130),
		column("approved", _("Approved"), "Int", 100),
		column("rejected", _("Rejected"), "Int", 100),
		column("withdrawn", _("Withdrawn"), "Int", 100),
		column("success_rate", _("Success Rate"), "Percent", 110),
		column("requested", _("Requested Amount"), "Currency", 140),
		column("granted", _("Granted Amount"), "Currency", 140),
		column("application_hours", _("Hours of Application Help"), "Float", 130, precision=2),
		column("report_hours", _("Hours of Report Help"), "Float", 130, precision=2),
	]


def get_chart(rows: list[dict], group_by: str) -> dict | None:
	"""Return what became of the applications of the largest groups; None when there is nothing to draw."""
	if not rows:
		return None
	drawn = rows[: CHART_NAMES if group_by in ("Funder", "NGO", "Funding Call") else CHART_GROUPS]
	series = {
		"approved": (_("Approved"), "#1f7a5c"),
		"waiting": (_("Awaiting Decision"), "#3b82c4"),
		"in_preparation": (_("In Preparation"), "#d9a441"),
		"rejected": (_("Rejected"), "#c4623b"),
		"withdrawn": (_("Withdrawn"), "#6b7a79"),
	}
	return {
		"data": {
			"labels": [row["label"] for row in drawn],
			"datasets": [
				{"name": name, "values": [row[key] for row in drawn]}
				for key, (name, _color) in series.items()
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": [color for _name, color in series.values()],
		"barOptions": {"stacked": 1},
	}


def get_summary(applications: list[dict]) -> list[dict]:
	figures = summarise(applications)
	rate = figures["success_rate"]
	return [
		figure(_("Applications"), figures["applications"]),
		figure(_("Approved"), figures["approved"], "Green"),
		{
			"label": _("Success Rate"),
			"value": "–" if rate is None else show_percent(rate),
			"datatype": "Data",
			"number": rate,
			"is_share": True,
			"indicator": "Blue",
		},
		{"label": _("Granted Amount"), "value": figures["granted"], "datatype": "Currency"},
	]
