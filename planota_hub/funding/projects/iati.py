# SPDX-License-Identifier: GPL-3.0-only
"""Shown projects with their reported results by the standard of the International Aid Transparency Initiative (IATI 2.03).

The standard is made for aid; of it are used who pays, when, and results with indicators, targets and figures of periods.
"""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import frappe
from frappe.utils import cstr, flt, get_url, getdate

from planota_hub.funding.indicators.measures import DECREASE, adds_up
from planota_hub.funding.indicators.progress import get_progress
from planota_hub.funding.indicators.readings import INDICATOR
from planota_hub.funding.projects.public_page import PROJECT, PUBLIC, REPORTED_STAGES
from planota_hub.planota_hub.register.places import get_hub_country
from planota_hub.public_forms.datasets import as_moment
from planota_hub.rules.countries import get_country_code
from planota_hub.rules.readable import get_currency

STANDARD = "https://iatistandard.org/en/iati-standard/203/"
VERSION = "2.03"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# codes of the standard's lists
ACTIVITY_STATUS = {"Planned": "1", "Running": "2", "Finished": "4"}
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
ORGANISATION_TYPE = {"national NGO": "22"}
FUNDING, IMPLEMENTING = "1", "4"
RESULT_TYPE = {"Output": "1", "Result": "2", "Impact": "3"}
UNIT, PERCENTAGE = "1", "2"
CIVIL_SOCIETY = "15150"  # Democratic participation and civil society, of the list of the OECD's DAC
NATIONAL = "4"
FIELDS = ["name", "project_title", "programme", "description", "status", "starts_on", "ends_on", "modified"]


def write_activities() -> str:
	"""Return the shown projects as activities."""
	root = Element(
		"iati-activities",
		{"version": VERSION, "generated-datetime": get_last_change()},
	)
	projects = frappe.get_all(PROJECT, PUBLIC, FIELDS, order_by="name asc", limit_page_length=0)
	rows = get_shown_rows([project.name for project in projects])
	for project in projects:
		add_activity(root, project, [row for row in rows if row.project == project.name])
	indent(root)
	return tostring(root, encoding="unicode", xml_declaration=True).replace("'utf-8'", '"UTF-8"', 1)


def get_last_change() -> str:
	"""Return when a shown project changed last, so that the file is the same as long as nothing changes."""
	found = frappe.get_all(PROJECT, PUBLIC, pluck="modified", order_by="modified desc", limit_page_length=1)
	return as_moment(found[0] if found else "1970-01-01 12:00:00")


def get_shown_rows(projects: list[str]) -> list[frappe._dict]:
	"""Return the shown indicators with the periods that were reported to the funder; see `progress.get_progress`."""
	shown = set(
		frappe.get_all(
			INDICATOR,
			{"project": ("in", projects or [""]), "show_on_website": 1},
			pluck="name",
			order_by="name asc",
			limit_page_length=0,
		)
	)
	reported = set(
		frappe.get_all(
			"Reporting Period",
			{"project": ("in", projects or [""]), "stage": ("in", REPORTED_STAGES)},
			pluck="name",
			order_by="name asc",
			limit_page_length=0,
		)
	)
	rows = [row for row in get_progress(projects) if row.name in shown]
	for row in rows:
		row.history = [one for one in row.history if one.period in reported and one.value is not None]
	return [row for row in rows if row.history]


def add_activity(root: Element, project: frappe._dict, rows: list[frappe._dict]) -> None:
	"""Add a project in the order of the standard's elements."""
	settings = frappe.get_cached_doc("Hub Settings")
	name = settings.operator_organisation or settings.hub_name or get_site()
	activity = SubElement(
		root,
		"iati-activity",
		{
			LANGUAGE: "sl" if get_hub_country() == "Slovenia" else "en",
			"default-currency": get_currency(),
			"last-updated-datetime": as_moment(project.modified),
		},
	)
	SubElement(activity, "iati-identifier").text = f"{get_site()}-{project.name}"
	reporting = {"ref": get_site(), "type": ORGANISATION_TYPE["national NGO"]}
	add_text(SubElement(activity, "reporting-org", reporting), name)
	add_text(SubElement(activity, "title"), project.project_title)
	text = project.description or project.programme or project.project_title
	add_text(SubElement(activity, "description", {"type": "1"}), text)
	for funder in frappe.get_all(
		"Project Funder",
		{"parenttype": PROJECT, "parent": project.name},
		pluck="funder_name",
		order_by="idx asc",
	):
		add_text(SubElement(activity, "participating-org", {"role": FUNDING}), funder)
	add_text(SubElement(activity, "participating-org", {"role": IMPLEMENTING, "ref": get_site()}), name)
	add_state(activity, project)
	for row in rows:
		add_result(activity, project, row)


def add_state(activity: Element, project: frappe._dict) -> None:
	SubElement(activity, "activity-status", {"code": ACTIVITY_STATUS[project.status]})
	begins = PLANNED_START if project.status == "Planned" else ACTUAL_START
	ends = ACTUAL_END if project.status == "Finished" else PLANNED_END
	for kind, day in ((begins, project.starts_on), (ends, project.ends_on)):
		SubElement(activity, "activity-date", {"type": kind, "iso-date": str(getdate(day))})
	SubElement(activity, "activity-scope", {"code": NATIONAL})
	if country := get_country_code(get_hub_country()).upper():
		SubElement(activity, "recipient-country", {"code": country})
	SubElement(activity, "sector", {"vocabulary": "1", "code": CIVIL_SOCIETY})


def add_result(activity: Element, project: frappe._dict, row: frappe._dict) -> None:
	"""Add an indicator as a result of its own, with the figure of each reported period."""
	can_be_added_up = as_boolean(adds_up(row))
	result = SubElement(
		activity, "result", {"type": RESULT_TYPE[row.level], "aggregation-status": can_be_added_up}
	)
	add_text(SubElement(result, "title"), row.indicator_name)
	indicator = SubElement(
		result,
		"indicator",
		{
			"measure": PERCENTAGE if row.unit == "%" else UNIT,
			"ascending": as_boolean(row.direction != DECREASE),
			"aggregation-status": can_be_added_up,
		},
	)
	add_text(SubElement(indicator, "title"), row.indicator_name)
	if row.unit:
		add_text(SubElement(indicator, "description"), row.unit)
	if row.baseline is not None:
		year = str(getdate(project.starts_on).year)
		SubElement(indicator, "baseline", {"year": year, "value": as_number(row.baseline)})
	for one in row.history:
		period = SubElement(indicator, "period")
		SubElement(period, "period-start", {"iso-date": str(one.starts_on)})
		SubElement(period, "period-end", {"iso-date": str(one.ends_on)})
		if one.target is not None:
			SubElement(period, "target", {"value": as_number(one.target)})
		SubElement(period, "actual", {"value": as_number(one.value)})


def add_text(element: Element, text: str) -> None:
	SubElement(element, "narrative").text = cstr(text)


def as_number(value: float) -> str:
	return f"{flt(value, 2):.2f}".rstrip("0").rstrip(".")


def as_boolean(value: bool) -> str:
	return "true" if value else "false"


def get_site() -> str:
	"""Return the name of the site, by which the standard's identifiers begin: no register of the standard knows the hub."""
	return urlsplit(get_url()).hostname or "localhost"
