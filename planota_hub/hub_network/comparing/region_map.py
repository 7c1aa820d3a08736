# SPDX-License-Identifier: GPL-3.0-only
"""The regions of the network on a map, each as large as its figure; drawn as the map of the report to the funders."""

import frappe

from planota_hub.funding.indicators.report_drawings import draw_points, read_point


def draw_regions(values: dict[str, float]) -> str:
	"""Return a map of regions with a figure; empty without any, or where no place has a location.

	Args:
	        values: region -> figure.
	"""
	points = {region: point for region, point in get_points().items() if region in values}
	return draw_points(points, values, {})


def get_points() -> dict[str, tuple[float, float]]:
	"""Return longitude and latitude of the middle of each region: the mean of its municipalities."""
	found: dict[str, list[tuple[float, float]]] = {}
	for row in frappe.get_all(
		"Municipality",
		{"statistical_region": ("is", "set")},
		["statistical_region", "location"],
		order_by="name asc",
		limit_page_length=0,
	):
		if point := read_point(row.location):
			found.setdefault(row.statistical_region, []).append(point)
	return {
		region: (mean([x for x, _y in points]), mean([y for _x, y in points]))
		for region, points in found.items()
	}


def mean(numbers: list[float]) -> float:
	return sum(numbers) / len(numbers)
