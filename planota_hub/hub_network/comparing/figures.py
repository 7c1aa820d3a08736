# SPDX-License-Identifier: GPL-3.0-only
"""Figures of the hubs of a network beside each other, made comparable, and against their median.

A figure is compared with those of reports on exactly the same days, so that no quarter stands beside a year.
"""

from collections.abc import Iterable
from statistics import median

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import flt

from planota_hub.hub_network.publishing.building import get_units
from planota_hub.hub_network.receiving.importing import CURRENT, HUB, RECEIVED
from planota_hub.metrics.names import get_label
from planota_hub.rules.sorting import sort_key

# what a figure is divided by
NGOS, EUROS = "ngos_registered", "money_spent"
DEFAULT_FIGURE = "ngos_supported"
# measure -> what the divided figure is multiplied by
MEASURES = {"value": 1, "per_inhabitants": 10_000, "per_ngo": 1, "per_euros": 1_000}
PRECISION = 2


def extend_boot(bootinfo: dict) -> None:
	"""Tell the Desk which figures hubs can be compared by (hook `extend_bootinfo`): `value` and `label` of each."""
	if frappe.has_permission(RECEIVED, "read"):
		labels = {key: get_label(key) for key in get_units()}
		bootinfo["hub_figures"] = [
			{"value": key, "label": labels[key]}
			for key in sorted(labels, key=lambda key: sort_key(labels[key]))
		]


def describe_measure(measure: str) -> str:
	"""Return what a measure is called."""
	return {
		"per_inhabitants": _("Per 10,000 Inhabitants"),
		"per_ngo": _("Per NGO"),
		"per_euros": _("Per 1,000 Euros"),
	}.get(measure, _("Value"))


def get_rows(filters: frappe._dict) -> list[frappe._dict]:
	"""Return a row for each current report that the reader may see, by hub and from the first period to the last.

	Keys: `network_hub`, `hub_name`, `regions`, `report`, `starts_on`, `ends_on`, the measures (`MEASURES`), `median` and
	`against_median` of the chosen measure. What a hub has left out, or can't be divided, is None.

	Args:
	        filters: `figure`, `measure`, `network_hub`, `from_date` and `to_date` of the period; `latest`: of each hub the
	                last report alone.
	"""
	figure = filters.figure or DEFAULT_FIGURE
	reports = get_reports(filters)
	values = get_values([report.name for report in reports], (figure, NGOS, EUROS))
	for report in reports:
		add_measures(report, {key: values.get((report.name, key)) for key in (figure, NGOS, EUROS)}, figure)
	add_medians(reports, filters.measure or "value")
	if filters.network_hub:
		reports = [row for row in reports if row.network_hub == filters.network_hub]
	return reports


def get_reports(filters: frappe._dict) -> list[frappe._dict]:
	conditions = [["status", "=", CURRENT]]
	if filters.from_date:
		conditions.append(["starts_on", ">=", filters.from_date])
	if filters.to_date:
		conditions.append(["ends_on", "<=", filters.to_date])
	rows = frappe.get_list(
		RECEIVED,
		filters=conditions,
		fields=["name", "network_hub", "starts_on", "ends_on", "population"],
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)
	names, regions = get_hub_names(), get_regions()
	for row in rows:
		row.hub_name, row.regions = names.get(row.network_hub, ""), regions.get(row.network_hub, [])
	rows.sort(key=lambda row: (sort_key(row.hub_name), row.starts_on))
	return list({row.network_hub: row for row in rows}.values()) if filters.latest else rows


def get_hub_names() -> dict[str, str]:
	return dict(
		frappe.get_all(
			HUB, fields=["name", "hub_name"], order_by="name asc", as_list=True, limit_page_length=0
		)
	)


def get_regions() -> dict[str, list[str]]:
	"""Return the regions of the hubs of the network."""
	found: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Hub Region",
		{"parenttype": HUB},
		["parent", "statistical_region"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		found.setdefault(row.parent, []).append(row.statistical_region)
	return found


def get_values(reports: list[str], figures: Iterable[str]) -> dict[tuple[str, str], float]:
	"""Return the figures of reports; those that their hub has left out are not among them."""
	row = DocType("Received Figure")
	found = (
		frappe.qb.from_(row)
		.select(row.parent, row.figure_key, row.value)
		.where((row.parenttype == RECEIVED) & row.parent.isin(reports or [""]))
		.where(row.figure_key.isin(sorted(set(figures))) & (row.is_hidden == 0))
		.run()
	)
	return {(parent, key): flt(value) for parent, key, value in found}


def add_measures(row: frappe._dict, values: dict[str, float | None], figure: str) -> None:
	value = values[figure]
	row.value = value
	row.per_inhabitants = divide(value, row.population, MEASURES["per_inhabitants"])
	row.per_ngo = divide(value, values[NGOS], MEASURES["per_ngo"])
	row.per_euros = divide(value, values[EUROS], MEASURES["per_euros"])


def divide(value: float | None, by: float | None, times: int) -> float | None:
	return flt(value / by * times, PRECISION) if value is not None and by else None


def add_medians(rows: list[frappe._dict], measure: str) -> None:
	"""Add the median of all hubs with a report of the same days, and how far each lies from it in percent."""
	groups: dict[tuple, list[float]] = {}
	for row in rows:
		if row[measure] is not None:
			groups.setdefault((row.starts_on, row.ends_on), []).append(row[measure])
	for row in rows:
		values = groups.get((row.starts_on, row.ends_on))
		row.median = flt(median(values), PRECISION) if values else None
		known = row.median and row[measure] is not None
		row.against_median = flt((row[measure] / row.median - 1) * 100, 1) if known else None
