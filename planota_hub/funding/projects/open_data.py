# SPDX-License-Identifier: GPL-3.0-only
"""The funded projects that the hub shows, and what was reported of their shown indicators; periods that are open are not."""

import frappe
from frappe import _
from frappe.utils import flt, get_url

from planota_hub.funding.indicators.progress import get_targets
from planota_hub.funding.indicators.readings import FINISHED, INDICATOR, PERIOD, READING
from planota_hub.funding.projects.iati import STANDARD, write_activities
from planota_hub.funding.projects.public_page import PROJECT, PUBLIC, REPORTED_STAGES
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	Filters,
	StandardFile,
	as_day,
	get_key_fields,
	get_options,
	get_table,
	get_updated_field,
)
from planota_hub.public_forms.public_areas import as_list
from planota_hub.rules.readable import get_currency

INDICATOR_FIELDS = ("indicator_name", "indicator_code", "level", "unit", "direction", "figure_kind")


def get_projects() -> Dataset:
	"""Return the shown projects. Hook `hub_open_data`."""
	return Dataset(
		folder="projects",
		title=_("Projects"),
		description=_("What the hub does with public money, who pays for it, and what it has reached."),
		keywords=[_("projects"), _("public money"), _("results")],
		theme="GOVE",
		doctype=PROJECT,
		columns=["project_title", "programme", "description", "status", "starts_on", "ends_on", "value"],
		get_filters=lambda: as_list(PUBLIC),
		describe=describe_projects,
		fields=[
			*get_key_fields(_("Page of the project")),
			DataField("title", _("Title"), is_required=True),
			DataField("programme", _("Programme")),
			DataField("description", _("Description")),
			DataField("status", _("Status"), options=get_options(PROJECT, "status"), is_required=True),
			DataField("starts_on", _("Begins"), "date", is_required=True),
			DataField("ends_on", _("Ends"), "date", is_required=True),
			DataField("value", _("Value"), "number"),
			DataField("currency", _("Currency"), description=_("Three letters by ISO 4217")),
			DataField("funders", _("Funders"), "list"),
			get_updated_field(),
		],
		asked={"status": "status"},
		standards=[
			StandardFile(
				path="projects.iati.xml",
				title=_("Projects with results (IATI)"),
				media_type="application/xml",
				standard=STANDARD,
				write=write_activities,
			)
		],
	)


def describe_projects(records: list[frappe._dict]) -> list[dict]:
	"""Return projects as rows."""
	funders = get_table("Project Funder", PROJECT, "funder_name", [record.name for record in records])
	return [
		{
			"id": record.name,
			"url": get_url(f"/projects/{record.name}"),
			"title": record.project_title,
			"programme": record.programme or None,
			"description": record.description or None,
			"status": record.status,
			"starts_on": as_day(record.starts_on),
			"ends_on": as_day(record.ends_on),
			"value": record.value or None,
			"currency": get_currency() if record.value else None,
			"funders": funders.get(record.name, []),
		}
		for record in records
	]


def get_results() -> Dataset:
	"""Return the reported figures of shown indicators. Hook `hub_open_data`."""
	return Dataset(
		folder="results",
		title=_("Indicators of projects"),
		description=_("What was reported to the funders for each period: the figure and what was planned."),
		keywords=[_("indicators"), _("results"), _("public money")],
		theme="GOVE",
		doctype=READING,
		columns=["indicator", "reporting_period", "project", "value"],
		get_filters=get_reported,
		describe=describe_results,
		fields=[
			*get_key_fields(_("Page of the project")),
			DataField("project", _("Project"), description=_("Number of the project"), is_required=True),
			DataField(
				"indicator", _("Indicator"), description=_("Number of the indicator"), is_required=True
			),
			DataField("indicator_name", _("Name"), is_required=True),
			DataField("indicator_code", _("Code")),
			DataField("level", _("Level"), options=get_options(INDICATOR, "level")),
			DataField("unit", _("Unit")),
			DataField("direction", _("Direction"), options=get_options(INDICATOR, "direction")),
			DataField("figure_kind", _("Kind of Figure"), options=get_options(INDICATOR, "figure_kind")),
			DataField("period_start", _("From"), "date", is_required=True),
			DataField("period_end", _("To"), "date", is_required=True),
			DataField("value", _("Reached"), "number", is_required=True),
			DataField("target", _("Planned"), "number"),
			get_updated_field(),
		],
		asked={"project": "project", "indicator": "indicator"},
	)


def get_reported() -> Filters:
	"""Return the conditions of a reading that was reported of a shown indicator of a shown project."""
	projects = frappe.get_all(PROJECT, PUBLIC, pluck="name", order_by="name asc", limit_page_length=0) or [""]
	indicators = frappe.get_all(
		INDICATOR,
		{"project": ("in", projects), "show_on_website": 1, "disabled": 0},
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	periods = frappe.get_all(
		PERIOD,
		{"project": ("in", projects), "stage": ("in", REPORTED_STAGES)},
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	return [
		["indicator", "in", indicators or [""]],
		["reporting_period", "in", periods or [""]],
		["status", "in", FINISHED],
	]


def describe_results(records: list[frappe._dict]) -> list[dict]:
	"""Return readings as rows."""
	indicators = read(INDICATOR, {record.indicator for record in records}, INDICATOR_FIELDS)
	periods = read(PERIOD, {record.reporting_period for record in records}, ("starts_on", "ends_on"))
	targets = get_targets(sorted({record.project for record in records}))
	return [
		{
			"id": record.name,
			"url": get_url(f"/projects/{record.project}"),
			"project": record.project,
			"indicator": record.indicator,
			**{name: indicators[record.indicator][name] or None for name in INDICATOR_FIELDS},
			"period_start": as_day(periods[record.reporting_period].starts_on),
			"period_end": as_day(periods[record.reporting_period].ends_on),
			"value": flt(record.value, 2),
			"target": targets.get((record.indicator, record.reporting_period)),
		}
		for record in records
	]


def read(doctype: str, names: set[str], fields: tuple[str, ...]) -> dict[str, frappe._dict]:
	"""Return some fields of records by their names."""
	rows = frappe.get_all(
		doctype,
		{"name": ("in", sorted(names) or [""])},
		["name", *fields],
		order_by="name asc",
		limit_page_length=0,
	)
	return {row.name: row for row in rows}
