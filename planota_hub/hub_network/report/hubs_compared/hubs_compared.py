# SPDX-License-Identifier: GPL-3.0-only
"""The hubs of a network beside each other: one figure, by inhabitants, NGOs and euros, over time and against the median."""

import frappe
from frappe import _

from planota_hub.figures.report_filters import refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.hub_network.comparing.figures import DEFAULT_FIGURE, MEASURES, describe_measure, get_rows
from planota_hub.hub_network.comparing.region_map import draw_regions
from planota_hub.hub_network.publishing.building import get_units
from planota_hub.metrics.names import get_label
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_day

MEASURE, LATEST = "value", "Latest"
# beside each other on a chart more lines could not be told apart
MOST_HUBS = 12


def execute(filters: dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per report of a hub, the map, the chart and the summary.

	Args:
	        filters: `figure`, `measure`, `periods` ("Latest" report of each hub or "All"), `network_hub`, `from_date` and
	                `to_date` of the period.

	Raises:
	        frappe.ValidationError: for a figure or measure that there is not, and dates the wrong way round.
	"""
	asked = read_filters(filters)
	validate_filters(asked)
	rows = get_rows(asked)
	return (
		get_columns(),
		[get_row(row) for row in rows],
		draw_map(rows, asked.measure) or None,
		get_chart(rows, asked),
		get_summary(rows, asked.measure),
	)


def validate_filters(filters: frappe._dict) -> None:
	filters.figure = filters.figure or DEFAULT_FIGURE
	filters.measure = filters.measure or MEASURE
	filters.latest = (filters.periods or LATEST) == LATEST
	if filters.figure not in get_units():
		frappe.throw(_("{0}: expected is one of {1}.").format(_("Figure"), ", ".join(sorted(get_units()))))
	if filters.measure not in MEASURES:
		frappe.throw(_("{0}: expected is one of {1}.").format(_("Measure"), ", ".join(MEASURES)))
	refuse_wrong_period(filters)


def get_columns() -> list[dict]:
	return [
		column("hub_name", _("Hub"), "Data", 220),
		column("regions", _("Regions"), "Data", 160),
		column("starts_on", _("From"), "Date", 110),
		column("ends_on", _("To"), "Date", 110),
		column("value", _("Value"), "Float", 110, precision=1),
		column("per_inhabitants", _("Per 10,000 Inhabitants"), "Float", 170, precision=2),
		column("per_ngo", _("Per NGO"), "Float", 110, precision=2),
		column("per_euros", _("Per 1,000 Euros"), "Float", 140, precision=2),
		column("median", _("Median"), "Float", 110, precision=2),
		column("against_median", _("Against the Median (%)"), "Float", 170, precision=1),
		column("network_hub", _("Number"), "Link", 130, options="Network Hub"),
	]


def get_row(row: frappe._dict) -> dict:
	keys = ("network_hub", "hub_name", "starts_on", "ends_on", *MEASURES, "median", "against_median")
	return {**{key: row[key] for key in keys}, "regions": ", ".join(row.regions)}


def draw_map(rows: list[frappe._dict], measure: str) -> str:
	"""Return the map of the regions with the latest figure of their hub; nothing where a figure is below 0."""
	latest = {row.network_hub: row for row in rows}
	values = {
		region: row[measure] for row in latest.values() for region in row.regions if row[measure] is not None
	}
	return (
		draw_regions(values) if all(value >= 0 for value in values.values()) and any(values.values()) else ""
	)


def get_chart(rows: list[frappe._dict], filters: frappe._dict) -> dict | None:
	"""Return a bar for each hub, or a line for each over the periods; None when there is nothing to draw."""
	hubs = list(dict.fromkeys(row.hub_name for row in rows))[:MOST_HUBS]
	if not hubs:
		return None
	name = f"{get_label(filters.figure)}, {describe_measure(filters.measure)}"
	if filters.latest:
		values = {row.hub_name: row[filters.measure] or 0 for row in rows}
		middle = next((row.median for row in rows if row.median is not None), None)
		data = {"labels": hubs, "datasets": [{"name": name, "values": [values[hub] for hub in hubs]}]}
		if middle is not None and len({(row.starts_on, row.ends_on) for row in rows}) == 1:
			data["yMarkers"] = [{"label": _("Median"), "value": middle}]
		return {
			"data": data,
			"type": "bar",
			"fieldtype": "Float",
			"colors": ["#1f7a5c"],
		}
	periods = sorted({row.ends_on for row in rows})
	known = {(row.hub_name, row.ends_on): row[filters.measure] or 0 for row in rows}
	datasets = [{"name": hub, "values": [known.get((hub, period), 0) for period in periods]} for hub in hubs]
	labels = [show_day(period) for period in periods]
	return {"data": {"labels": labels, "datasets": datasets}, "type": "line", "fieldtype": "Float"}


def get_summary(rows: list[frappe._dict], measure: str) -> list[dict]:
	above = {row.network_hub for row in rows if (row.against_median or 0) > 0}
	missing = [row for row in rows if row[measure] is None]
	return [
		figure(_("Hubs"), len({row.network_hub for row in rows}), "Blue"),
		figure(_("Reports"), len(rows)),
		figure(_("Above the Median"), len(above), "Green"),
		figure(_("Without a Figure"), len(missing), "Orange" if missing else None),
	]
