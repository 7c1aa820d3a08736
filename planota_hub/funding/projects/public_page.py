# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of the funded projects that the hub shows: who pays for what, and what was reported of it."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.funding.indicators.progress import get_progress
from planota_hub.funding.indicators.readings import INDICATOR, PERIOD
from planota_hub.public_forms.public_areas import (
	PublicArea,
	PublicItem,
	PublicPage,
	Section,
	is_shown_file,
)
from planota_hub.public_forms.structured_data import describe_body, describe_hub, describe_organisations
from planota_hub.rules.readable import show_day, show_money, show_number

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funded_project.funded_project import FundedProject

PROJECT = "Funded Project"
PUBLIC = {"show_on_website": 1}
REPORTED_STAGES = ("Submitted", "Locked")


def get_public_area() -> PublicArea:
	"""Return what the public sees of projects. Hook `hub_public_areas`."""
	return PublicArea(
		folder="projects",
		title=_("Projects"),
		doctype=PROJECT,
		filters=(PUBLIC,),
		get_items=get_items,
		get_page=get_page,
		lead=_("What the hub does with public money, who pays for it, and what it has reached."),
	)


def get_items() -> list[PublicItem]:
	"""Return the shown projects, the latest first."""
	rows = frappe.get_all(
		PROJECT,
		filters=PUBLIC,
		fields=["name", "project_title", "programme", "description", "starts_on", "ends_on", "status"],
		order_by="starts_on desc, name desc",
	)
	return [
		PublicItem(
			title=row.project_title,
			url=f"/projects/{row.name}",
			text=f"{show_day(row.starts_on)} – {show_day(row.ends_on)}",
			summary=row.description or row.programme or "",
			is_open=row.status == "Running",
		)
		for row in rows
	]


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of a project shows; None when the hub does not show it."""
	if not frappe.db.exists(PROJECT, {"name": name, **PUBLIC}):
		return None
	project = frappe.get_doc(PROJECT, name)
	return PublicPage(
		title=project.project_title,
		lead=project.description or "",
		facts=[
			(_("Programme"), project.programme),
			(
				_("When"),
				f"{show_day(project.starts_on)} – {show_day(project.ends_on)}",
			),
			(
				_("Value"),
				show_money(project.value) if project.value else None,
			),
		],
		texts=[(_("Publicity Statement"), project.publicity_statement)],
		sections=[
			Section(_("Figures"), get_figures(name)),
			Section(_("Funders"), get_funders(project)),
		],
		structured_data=describe_body(
			"Project",
			project.project_title,
			f"/projects/{name}",
			project.starts_on,
			project.ends_on,
			description=project.description,
			parentOrganization=describe_hub(),
			funder=describe_organisations([row.funder_name for row in project.funders]),
		),
	)


def get_funders(project: "FundedProject") -> list[PublicItem]:
	"""Return who pays for a project, each with its logo where visitors may see that."""
	return [
		PublicItem(
			title=row.funder_name,
			url="",
			text=f"{show_number(row.share_percent)} %" if row.share_percent else "",
			image=row.logo if is_shown_file(row.logo) else None,
		)
		for row in project.funders
	]


def get_figures(project: str) -> list[PublicItem]:
	"""Return the shown indicators up to the last period that was reported to the funder: reached, and planned by then."""
	reported = frappe.get_all(
		PERIOD,
		{"project": project, "stage": ("in", REPORTED_STAGES)},
		["name", "starts_on", "ends_on"],
		order_by="ends_on desc",
		limit_page_length=1,
	)
	shown = frappe.get_all(
		INDICATOR, {"project": project, "show_on_website": 1}, pluck="name", order_by="name asc"
	)
	if not reported or not shown:
		return []
	days = f"{show_day(reported[0].starts_on)} – {show_day(reported[0].ends_on)}"
	return [
		PublicItem(title=row.indicator_name, url="", text=describe_figure(row, days))
		for row in get_progress([project], reported[0].name)
		if row.name in shown and row.actual is not None
	]


def describe_figure(row: frappe._dict, days: str) -> str:
	"""Return the figure of an indicator in words; its unit, which has one form alone, stands by itself.

	Args:
	        days: of the period, as people read them.
	"""
	reached = show_number(row.actual)
	if row.target is not None:
		reached = _("{0}, planned {1} ({2})").format(reached, show_number(row.target), days)
	return f"{reached} · {_('Unit')}: {row.unit}" if row.unit else reached
