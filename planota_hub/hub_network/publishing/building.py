# SPDX-License-Identifier: GPL-3.0-only
"""A hub report put together: the figures of all areas, with no personal data and no cell that tells of a person.

Every area contributes by two hooks. `hub_report_figures` names metrics (`hub_metrics`) and what they count: people,
organisations, hours, records or euros. `hub_report_parts` names functions for the other parts of the file.
"""

from collections.abc import Iterable
from datetime import date, datetime, timezone

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_url, getdate

from planota_hub.figures.suppression import Cell, get_threshold, is_small, protect
from planota_hub.hub_network.publishing.file_format import FORMAT, VERSION
from planota_hub.metrics.counted import MetricError, add_up
from planota_hub.metrics.registry import count, get_filter_values

# what figures are broken down by, besides their kind where a metric knows kinds
DIMENSIONS = ("municipality", "field_of_work", "legal_form")
PARTS = ("indicators", "needs", "practices")
PEOPLE = "people"


def build(starts_on: date | str, ends_on: date | str, edition: int) -> dict:
	"""Return the report of a period, not signed yet.

	Raises:
	        frappe.ValidationError: naming the metric that can't be counted.
	"""
	start, end = getdate(starts_on), getdate(ends_on)
	settings = frappe.get_cached_doc("Hub Settings")
	threshold = get_threshold()
	parts = {part: get_part(part, start, end) for part in PARTS}
	for indicator in parts["indicators"]:
		protect_indicator(indicator, threshold)
	return {
		"format": FORMAT,
		"version": VERSION,
		"hub": describe_hub(settings),
		"period": {"starts_on": cstr(start), "ends_on": cstr(end)},
		"edition": edition,
		"published_on": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
		"threshold": threshold,
		"figures": [describe_figure(name, unit, start, end, threshold) for name, unit in get_units().items()],
		**parts,
	}


def describe_hub(settings) -> dict:
	regions = [row.statistical_region for row in settings.regions]
	codes = dict(
		frappe.get_all(
			"Statistical Region",
			{"name": ("in", regions or [""])},
			["name", "nuts3_code"],
			order_by="name asc",
			as_list=True,
		)
	)
	people = frappe.get_all("Municipality", {"is_own": 1}, pluck="population", order_by="name asc")
	return {
		"name": settings.hub_name or frappe.local.site,
		"operator": cstr(settings.operator_organisation),
		"address": get_url(),
		"regions": [{"name": region, "code": cstr(codes.get(region))} for region in regions],
		"population": sum(cint(number) for number in people),
	}


# Parts


def get_part(part: str, start: date, end: date) -> list[dict]:
	"""Return what all areas contribute to a part of the report."""
	paths = frappe.get_hooks("hub_report_parts", {}).get(part, [])
	return [row for path in paths for row in frappe.get_attr(path)(start, end)]


def protect_indicator(indicator: dict, threshold: int) -> None:
	"""Leave out the value of an indicator that counts fewer people than may be told."""
	counts_people = get_units().get(indicator["metric"]) == PEOPLE
	if counts_people and is_small(indicator["value"] or 0, threshold):
		indicator["value"] = None


# Figures


def get_units() -> dict[str, str]:
	"""Return the metrics of the report with what each counts, by the hook `hub_report_figures`."""
	return {name: units[-1] for name, units in frappe.get_hooks("hub_report_figures", {}).items()}


def describe_figure(name: str, unit: str, start: date, end: date, threshold: int) -> dict:
	"""Return a figure with its tables; without any where so few people make it up that it is not told itself."""
	rows = count_rows(name, start, end)
	value = add_up(rows)
	is_hidden = unit == PEOPLE and is_small(value, threshold)
	tables = {key: group_by(rows, key) for key in DIMENSIONS} | {"kind": count_kinds(name, start, end, value)}
	return {
		"key": name,
		"label": get_english_label(name),
		"unit": unit,
		"value": None if is_hidden else value,
		"tables": [
			{"by": key, "cells": make_cells(groups, unit, threshold)}
			for key, groups in tables.items()
			if any(groups) and not is_hidden
		],
	}


def count_rows(name: str, start: date, end: date, filters: dict | None = None) -> list[frappe._dict]:
	try:
		return count(name, start, end, filters)
	except MetricError as error:
		frappe.throw(_("The figure {0} can't be counted: {1}").format(name, cstr(error)))


def group_by(rows: Iterable[frappe._dict], key: str) -> dict[str, list[frappe._dict]]:
	"""Return the rows of each part; those that belong to none under an empty name."""
	groups: dict[str, list[frappe._dict]] = {}
	for row in rows:
		groups.setdefault(cstr(row[key]), []).append(row)
	return groups


def count_kinds(name: str, start: date, end: date, total: float) -> dict[str, list[frappe._dict]]:
	"""Return the rows of each kind that a metric knows; nothing when the kinds do not make up the whole."""
	kinds = get_filter_values(name).get("kind", ())
	groups = {kind: rows for kind in kinds if (rows := count_rows(name, start, end, {"kind": kind}))}
	counted = [row for rows in groups.values() for row in rows]
	return groups if add_up(counted) == total else {}


def get_english_label(name: str) -> str:
	"""Return what a figure is called in the file, which is read in many languages: readable words of its name."""
	return frappe.unscrub(name).capitalize()


def make_cells(groups: dict[str, list[frappe._dict]], unit: str, threshold: int) -> list[dict] | None:
	"""Return the cells of a table that may be shown, in the order of their keys; None when none may."""
	cells = [Cell(name, add_up(group), count_contributors(group, unit)) for name, group in groups.items()]
	shown = protect(cells, threshold)
	if shown is None:
		return None
	return [{"key": name, "value": shown[name]} for name in sorted(shown)]


def count_contributors(rows: list[frappe._dict], unit: str) -> int:
	"""Return how many organisations or records make up a cell, of one that counts people how many people at most."""
	different = len({row.ngo or (row.doctype, row.name) for row in rows})
	return min(different, int(add_up(rows))) if unit == PEOPLE else different
