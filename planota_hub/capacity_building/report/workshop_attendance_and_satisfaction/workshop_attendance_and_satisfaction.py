# SPDX-License-Identifier: GPL-3.0-only
"""Who came to the workshops and what they thought of them, per workshop or grouped."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from planota_hub.capacity_building.workshops.figures import add_up, get_figures
from planota_hub.capacity_building.workshops.pages import get_areas
from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import decimal_figure, figure
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_month
from planota_hub.rules.sorting import sort_key

GROUPS = (
	"Workshop",
	"Month",
	"Municipality",
	"Administrative Unit",
	"Trainer",
	"Capacity Area",
)
FILTER_FIELDS = ("stage", "municipality", "administrative_unit", "statistical_region")
FIGURES = (
	"workshops",
	"capacity",
	"registered",
	"confirmed",
	"waiting",
	"cancelled",
	"attended",
	"absent",
	"attendance_rate",
	"ngo_count",
	"participant_hours",
	"complete_rate",
	"feedbacks",
	"response_rate",
	"mean_content_rating",
	"mean_trainer_rating",
	"mean_organisation_rating",
	"mean_usefulness_rating",
	"satisfaction",
	"recommend_rate",
)
CHART_GROUPS = 20


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per group, a note, the chart and the summary.

	Args:
	        filters: `group_by` (one of `GROUPS`), `from_date`, `to_date`, any of `FILTER_FIELDS`,
	                `capacity_area`.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown, or the period ends before it begins.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "Workshop"
	validate_filters(filters, group_by)
	workshops = get_workshops(filters)
	rows = get_rows(workshops, group_by)
	return (
		get_columns(group_by),
		rows,
		get_note() if group_by == "Capacity Area" else None,
		get_chart(rows),
		get_summary(workshops),
	)


def validate_filters(filters: frappe._dict, group_by: str) -> None:
	refuse_unknown_group(group_by, GROUPS)
	refuse_wrong_period(filters)


def get_workshops(filters: frappe._dict) -> list[dict]:
	"""Return the workshops that the reader may see and the filters let through, each with its figures."""
	workshops = frappe.get_list(
		"Training Workshop",
		filters=get_conditions(filters),
		fields=[
			"name",
			"workshop_title",
			"starts_on",
			"trainer_name",
			"capacity",
			"stage",
			"municipality",
			"administrative_unit",
		],
		order_by="starts_on desc, name desc",
		limit_page_length=0,
	)
	names = [workshop.name for workshop in workshops]
	areas, figures = get_areas(names), get_figures(names)
	for workshop in workshops:
		workshop.areas, workshop.figures = areas.get(workshop.name, []), figures[workshop.name]
	if filters.capacity_area:
		workshops = [workshop for workshop in workshops if filters.capacity_area in workshop.areas]
	return workshops


def get_conditions(filters: frappe._dict) -> list[list]:
	conditions = [[field, "=", filters[field]] for field in FILTER_FIELDS if filters.get(field)]
	if not filters.stage:
		conditions.append(["stage", "not in", ["Draft", "Cancelled"]])
	if filters.from_date:
		conditions.append(["starts_on", ">=", getdate(filters.from_date)])
	if filters.to_date:
		conditions.append(["starts_on", "<", add_days(getdate(filters.to_date), 1)])
	return conditions


def get_rows(workshops: list[dict], group_by: str) -> list[dict]:
	"""Return one row per group: workshops and months in time, all others with the most participants first."""
	groups: dict[str, list[dict]] = {}
	for workshop in workshops:
		for key in get_keys(workshop, group_by):
			groups.setdefault(key, []).append(workshop)
	rows = [get_row(key, members, group_by) for key, members in groups.items()]
	if group_by == "Workshop":
		return rows
	if group_by == "Month":
		return sorted(rows, key=lambda row: row["group"], reverse=True)
	return sorted(rows, key=lambda row: (-row["attended"], sort_key(row["label"])))


def get_keys(workshop: frappe._dict, group_by: str) -> Iterator[str]:
	"""Yield the groups of a workshop; several only for its capacity areas."""
	if group_by == "Workshop":
		yield workshop.name
	elif group_by == "Month":
		yield str(workshop.starts_on)[:7]
	elif group_by == "Capacity Area":
		yield from workshop.areas or [""]
	else:
		fields = {"Trainer": "trainer_name"}
		yield workshop[fields.get(group_by, frappe.scrub(group_by))] or ""


def get_row(key: str, members: list[frappe._dict], group_by: str) -> dict:
	figures = add_up(workshop.figures for workshop in members)
	figures.workshops = len(members)
	figures.capacity = sum(workshop.capacity for workshop in members)
	row = {"group": key, "label": get_label(key, members[0], group_by)}
	if group_by == "Workshop":
		row.update({"starts_on": members[0].starts_on, "stage": _(members[0].stage), "workshop": key})
	return {**row, **{figure: figures[figure] for figure in FIGURES}}


def get_label(key: str, workshop: frappe._dict, group_by: str) -> str:
	"""Return what a group is called in the reader's language."""
	if group_by == "Workshop":
		return workshop.workshop_title
	if group_by == "Month":
		return show_month(f"{key}-01")
	if not key:
		return _("Online") if group_by in ("Municipality", "Administrative Unit") else _("Not specified")
	return _(key) if group_by == "Capacity Area" else key


def get_columns(group_by: str) -> list[dict]:
	"""Return the columns; the first is named after what the rows are grouped by."""
	first = [{"fieldname": "label", "label": _(group_by), "fieldtype": "Data", "width": 260}]
	if group_by == "Workshop":
		first += [
			{"fieldname": "starts_on", "label": _("Starts On"), "fieldtype": "Datetime", "width": 150},
			{"fieldname": "stage", "label": _("Stage"), "fieldtype": "Data", "width": 100},
		]
	else:
		first.append(column("workshops", _("Workshops"), "Int"))
	return [
		*first,
		column("capacity", _("Seats"), "Int"),
		column("registered", _("Registered"), "Int"),
		column("waiting", _("Waiting"), "Int"),
		column("cancelled", _("Cancelled"), "Int"),
		column("attended", _("Attended"), "Int"),
		column("absent", _("Absent"), "Int"),
		column("attendance_rate", _("Attendance"), "Percent"),
		column("ngo_count", _("NGOs"), "Int"),
		column("participant_hours", _("Participant Hours"), "Float", 130),
		column("complete_rate", _("Complete Data"), "Percent", 120),
		column("feedbacks", _("Feedback"), "Int"),
		column("response_rate", _("Response Rate"), "Percent", 120),
		column("mean_content_rating", _("Content"), "Float"),
		column("mean_trainer_rating", _("Trainer"), "Float"),
		column("mean_organisation_rating", _("Organisation"), "Float", 110),
		column("mean_usefulness_rating", _("Usefulness"), "Float", 110),
		column("satisfaction", _("Satisfaction"), "Float", 110),
		column("recommend_rate", _("Would Recommend It"), "Percent", 150),
	]


def column(fieldname: str, label: str, fieldtype: str, width: int = 100) -> dict:
	rounded = {"precision": 2} if fieldtype == "Float" else {}
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **rounded}


def get_note() -> str:
	"""Return why the rows by capacity area add up to more than the summary."""
	return _("A workshop on several areas is counted in each of them, and once in the figures above.")


def get_chart(rows: list[dict]) -> dict | None:
	"""Return bars of seats and participants of the first groups; None when there is nothing to draw."""
	shown = rows[:CHART_GROUPS]
	if not shown:
		return None
	return {
		"data": {
			"labels": [row["label"] for row in shown],
			"datasets": [
				{"name": _("Seats"), "values": [row["capacity"] for row in shown]},
				{"name": _("Attended"), "values": [row["attended"] for row in shown]},
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": ["#b9d3ce", "#1f7a5c"],
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(workshops: list[frappe._dict]) -> list[dict]:
	"""Return the figures above the chart; each workshop and each NGO counts once, whatever the grouping."""
	figures = add_up(workshop.figures for workshop in workshops)
	return [
		figure(_("Workshops"), len(workshops), "Blue"),
		figure(_("Attended"), figures.attended, "Green"),
		figure(_("NGOs"), figures.ngo_count),
		decimal_figure(_("Participant Hours"), figures.participant_hours, decimals=2),
		{"label": _("Attendance"), "value": figures.attendance_rate or 0, "datatype": "Percent"},
		decimal_figure(_("Satisfaction, 1 to 5"), figures.satisfaction or None),
	]
