# SPDX-License-Identifier: GPL-3.0-only
"""What the support has changed: capacity levels of the baseline against the newest later assessment."""

import frappe
from frappe import _
from frappe.utils import flt

from planota_hub.capacity_building.plans.capacity_levels import average, compare, get_areas
from planota_hub.capacity_building.report.ngos_with_potential_progress.ngos_with_potential_progress import (
	get_places,
)
from planota_hub.figures.report_filters import refuse_unknown_group
from planota_hub.figures.report_parts import column, decimal_figure, figure
from planota_hub.planota_hub.segments.filtering import get_ngos_of_segment
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_rows

GROUPS = ("Area", "NGO", "NGO and Area")
PLACE_FIELDS = ("municipality", "administrative_unit")
CHART_GROUPS = 25


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, rows, a note, the chart and the summary.

	Args:
	        filters: `group_by` (one of `GROUPS`), and any of `programme_round`, `development_plan`,
	                `municipality`, `administrative_unit`, `area` and `segment`.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "Area"
	refuse_unknown_group(group_by, GROUPS)
	levels = get_compared_levels(filters)
	rows = get_rows(levels, group_by)
	return get_columns(group_by), rows, get_note(levels), get_chart(rows, group_by), get_summary(levels)


def get_compared_levels(filters: dict) -> list[frappe._dict]:
	"""Return one level per plan and area that has a baseline: `plan`, `ngo_name`, `area` and its levels."""
	plans = {plan.name: plan for plan in get_plans(filters)}
	order = {area: position for position, area in enumerate(get_areas(with_disabled=True))}
	compared = compare(plans)
	return [
		frappe._dict(plan=name, ngo_name=plan.ngo_name, area=area, **level)
		for name, plan in plans.items()
		for area, level in sorted(compared.get(name, {}).items(), key=lambda item: order.get(item[0], 0))
		if level.baseline and filters.get("area") in (None, "", area)
	]


def get_plans(filters: frappe._dict) -> list[frappe._dict]:
	"""Return the assessed plans that the reader may see and the filters let through."""
	assessed = frappe.get_list(
		"Capacity Assessment", pluck="development_plan", order_by="creation asc", limit_page_length=0
	)
	conditions = {"name": ("in", sorted(set(assessed)) or [""])}
	if filters.programme_round:
		conditions["programme_round"] = filters.programme_round
	plans = sort_rows(
		frappe.get_all(
			"Development Plan",
			filters=conditions,
			fields=["name", "ngo", "ngo_name"],
			order_by="ngo_name asc, name asc",
			limit_page_length=0,
		),
		"ngo_name",
	)
	places = get_places({plan.ngo for plan in plans})
	wanted = {field: filters.get(field) for field in PLACE_FIELDS if filters.get(field)}
	of_segment = get_ngos_of_segment(filters)
	return [
		plan
		for plan in plans
		if filters.get("development_plan") in (None, "", plan.name)
		and all(places[plan.ngo][field] == value for field, value in wanted.items())
		and (of_segment is None or plan.ngo in of_segment)
	]


def get_rows(levels: list[frappe._dict], group_by: str) -> list[dict]:
	groups: dict[tuple, list[dict]] = {}
	for level in levels:
		key = {
			"Area": (_(level.area), None),
			"NGO": (level.ngo_name, level.plan),
			"NGO and Area": (level.ngo_name, level.plan, _(level.area)),
		}[group_by]
		groups.setdefault(key, []).append(level)
	if group_by == "Area":
		order = [_(area) for area in get_areas(with_disabled=True)]
		groups = dict(sorted(groups.items(), key=lambda item: order.index(item[0][0])))
	return [
		{
			"label": key[0],
			"plan": key[1],
			"area": key[2] if len(key) > 2 else None,
			**summarise(members),
		}
		for key, members in groups.items()
	]


def summarise(levels: list[frappe._dict]) -> dict:
	"""Return the means of a set of levels; before and after are those of the levels assessed both times.

	`change` is after minus before, `gap` what is missing to the wanted level, both in levels.
	"""
	both = [level for level in levels if level.latest]
	before = average(level.baseline for level in both or levels)
	after = average(level.latest for level in both)
	wanted = average(level.wanted for level in both or levels)
	return {
		"levels": len(levels),
		"compared": len(both),
		"baseline": before,
		"latest": after,
		"change": flt(after - before, 2) if after else None,
		"wanted": wanted,
		"gap": flt(max(wanted - after, 0), 2) if after and wanted else None,
	}


def get_columns(group_by: str) -> list[dict]:
	first = [column("label", _("Area") if group_by == "Area" else _("NGO"), "Data", 240)]
	if group_by != "Area":
		first.append(column("plan", _("Plan"), "Link", 120, options="Development Plan"))
	if group_by == "NGO and Area":
		first.append(column("area", _("Area"), "Data", 200))
	counts = [
		column("levels", _("Assessed"), "Int", 100),
		column("compared", _("Assessed Again"), "Int", 130),
	]
	return [
		*first,
		*(counts if group_by != "NGO and Area" else []),
		column("baseline", _("Before"), "Float", 100, precision=2),
		column("latest", _("After"), "Float", 100, precision=2),
		column("change", _("Change"), "Float", 100, precision=2),
		column("wanted", _("Wanted"), "Float", 100, precision=2),
		column("gap", _("Gap"), "Float", 100, precision=2),
	]


def get_note(levels: list[frappe._dict]) -> str | None:
	"""Return how many levels have no second assessment yet, and so do not count in the means."""
	again = sum(bool(level.latest) for level in levels)
	if not again or again == len(levels):
		return None
	return _("{0} of {1} levels have been assessed again; before and after are the means of these.").format(
		again, len(levels)
	)


def get_chart(rows: list[dict], group_by: str) -> dict | None:
	"""Return bars of before, after and wanted; None when there is nothing to draw, or too much of it."""
	if not rows or group_by == "NGO and Area":
		return None
	drawn = rows[:CHART_GROUPS]
	return {
		"data": {
			"labels": [row["label"] for row in drawn],
			"datasets": [
				{"name": name, "values": [row[fieldname] or 0 for row in drawn]}
				for fieldname, name in (
					("baseline", _("Before")),
					("latest", _("After")),
					("wanted", _("Wanted")),
				)
			],
		},
		"type": "bar",
		"fieldtype": "Float",
		"colors": ["#b7791f", "#1f7a5c", "#2b6cb0"],
	}


def get_summary(levels: list[frappe._dict]) -> list[dict]:
	if not levels:
		return []
	figures = summarise(levels)
	plans = {level.plan for level in levels}
	again = {level.plan for level in levels if level.latest}
	summary = [
		figure(_("NGOs Assessed"), len(plans), "Blue"),
		figure(_("Assessed Again"), len(again)),
		decimal_figure(_("Before"), figures["baseline"]),
	]
	if again:
		summary += [
			decimal_figure(_("After"), figures["latest"]),
			decimal_figure(_("Change"), figures["change"], "Green" if figures["change"] > 0 else "Red"),
		]
	return summary
