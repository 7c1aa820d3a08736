# SPDX-License-Identifier: GPL-3.0-only
"""Chart and map of the report to the funders, drawn as SVG, so that they look the same on screen and in print."""

import json
from collections.abc import Mapping
from math import cos, radians

import frappe
from frappe import _
from frappe.utils import escape_html, flt

from planota_hub.funding.indicators.progress import BEHIND
from planota_hub.rules.readable import show_number, show_percent

WIDTH, ROW_HEIGHT, LABEL_WIDTH = 680, 30, 300
MAP_WIDTH, MARGIN = 680, 46
# a square map would fill the page
TALLEST = 460
SMALLEST, LARGEST, DOT = 5, 24, 3
# room for the name of a place at the edge, and what a letter takes of it
LABEL_SPACE, LETTER_WIDTH = 130, 6.2
# beyond this a bar would leave the page
MAX_PERCENT = 150
GREEN, ORANGE, GREY = "#1f7a5c", "#c4783b", "#c7d0cd"
LABEL_LENGTH = 46


def draw_progress(figures: list[frappe._dict]) -> str:
	"""Return a bar for each figure: how much of its target was reached; empty when nothing was promised.

	Its colour is that of the state, which is measured by what the plan asks for today.
	"""
	drawn = [figure for figure in figures if figure.percent is not None]
	if not drawn:
		return ""
	parts, scale = [], (WIDTH - LABEL_WIDTH - 60) / MAX_PERCENT
	height = ROW_HEIGHT * len(drawn) + 24
	for position, figure in enumerate(drawn):
		parts += draw_bar(figure, position * ROW_HEIGHT + 4, scale)
	target = escape_html(_("Target Value"))
	line = round(LABEL_WIDTH + 100 * scale, 1)
	parts.append(
		f'<line x1="{line}" y1="0" x2="{line}" y2="{height - 18}" stroke="#1c2b2a" stroke-dasharray="3 3"/>'
	)
	parts.append(f'<text x="{line}" y="{height - 4}" text-anchor="middle" fill="#5b6b6a">{target}</text>')
	words = ", ".join(f"{figure.indicator_name} {percent(figure.percent)}" for figure in drawn)
	return svg(WIDTH, height, words, parts)


def draw_bar(figure: frappe._dict, y: float, scale: float) -> list[str]:
	length = max(min(figure.percent, MAX_PERCENT), 0)
	width, color = round(length * scale, 1), ORANGE if figure.state == BEHIND else GREEN
	return [
		f'<text x="0" y="{y + 15}">{escape_html(shorten(figure.indicator_name))}</text>',
		f'<rect x="{LABEL_WIDTH}" y="{y}" width="{round(100 * scale, 1)}" height="20" fill="{GREY}" opacity="0.4"/>',
		f'<rect x="{LABEL_WIDTH}" y="{y}" width="{width}" height="20" fill="{color}"/>',
		f'<text x="{LABEL_WIDTH + max(width, 100 * scale) + 6:.1f}" y="{y + 15}">{percent(figure.percent)}</text>',
	]


def percent(value: float) -> str:
	"""Return a share as the reader writes it, with one decimal place where it has one."""
	return show_percent(flt(value, 1))


def draw_map(places: dict[str, int], addresses: dict[str, str]) -> str:
	"""Return the municipalities of the region as points, the larger the more records were counted there.

	Args:
	        addresses: municipality -> where its records are read; its name leads there.
	"""
	return draw_points(get_points(), places, addresses)


def draw_points(
	positions: dict[str, tuple[float, float]], places: Mapping[str, float], addresses: dict[str, str]
) -> str:
	"""Return places as points, the larger the larger their figure; empty without any.

	Args:
	        positions: place -> longitude and latitude.
	        places: place -> figure.
	        addresses: place -> where its name leads.
	"""
	points = project(positions)
	if not points or not places:
		return ""
	most = max(places.values())
	circles = {name: (*point, get_radius(places.get(name, 0), most)) for name, point in points.items()}
	texts = {name: f"{name} ({show_number(places.get(name, 0))})" for name in circles}
	labels = [link(text, addresses.get(name)) for name, text in place_labels(circles, texts).items()]
	parts = []
	for name, (x, y, radius) in circles.items():
		color = GREEN if places.get(name) else GREY
		parts.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{color}" opacity="0.75"/>')
	parts += labels
	words = ", ".join(f"{name} {show_number(number)}" for name, number in places.items())
	height = round(max(y for _x, y in points.values()) + MARGIN)
	return svg(MAP_WIDTH, height, words, parts)


def project(points: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
	"""Return longitude and latitude as places on the paper, as far apart as they are in the country."""
	if not points:
		return {}
	west, north = min(x for x, _y in points.values()), max(y for _x, y in points.values())
	narrow = cos(radians(north))
	flat = {name: ((x - west) * narrow, north - y) for name, (x, y) in points.items()}
	width = max(x for x, _y in flat.values()) or 1
	height = max(y for _x, y in flat.values()) or 1
	scale = min((MAP_WIDTH - 2 * LABEL_SPACE) / width, (TALLEST - 2 * MARGIN) / height)
	left = (MAP_WIDTH - width * scale) / 2
	return {name: (round(left + x * scale, 1), round(MARGIN + y * scale, 1)) for name, (x, y) in flat.items()}


def get_radius(number: float, most: float) -> float:
	"""Return the radius of a circle whose area stands for a number; a dot for nothing."""
	return round(SMALLEST + (LARGEST - SMALLEST) * (number / most) ** 0.5, 1) if number else DOT


def link(text: str, address: str | None) -> str:
	return f'<a href="{escape_html(address)}">{text}</a>' if address else text


def place_labels(circles: dict[str, tuple[float, float, float]], texts: dict[str, str]) -> dict[str, str]:
	"""Return the names beside their circles, each on the first side where it covers no other name or circle."""
	taken = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in circles.values()]
	labels = {}
	for name, (x, y, radius) in sorted(circles.items(), key=lambda item: -item[1][2]):
		width = len(texts[name]) * LETTER_WIDTH
		sides = [
			("start", x + radius + 4, y + 4, x + radius + 4),
			("end", x - radius - 4, y + 4, x - radius - 4 - width),
			("middle", x, y - radius - 4, x - width / 2),
			("middle", x, y + radius + 12, x - width / 2),
		]
		boxes = [(left, below - 10, left + width, below + 2) for _anchor, _x, below, left in sides]
		free = [number for number, box in enumerate(boxes) if not any(cover(box, other) for other in taken)]
		anchor, label_x, label_y, _left = sides[free[0] if free else 0]
		taken.append(boxes[free[0] if free else 0])
		labels[name] = (
			f'<text x="{label_x:.1f}" y="{label_y:.1f}" text-anchor="{anchor}">{escape_html(texts[name])}</text>'
		)
	return labels


def cover(one: tuple, other: tuple) -> bool:
	"""Tell whether two boxes (left, top, right, bottom) lie on each other."""
	return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def get_points() -> dict[str, tuple[float, float]]:
	"""Return longitude and latitude of the municipalities of the hub's regions, of all without one."""
	points = {}
	for row in frappe.get_all(
		"Municipality", {"is_own": 1}, ["name", "location"], order_by="name asc", limit_page_length=0
	):
		if point := read_point(row.location):
			points[row.name] = point
	return points


def read_point(location: str | None) -> tuple[float, float] | None:
	"""Return longitude and latitude of a location that is a point; None for any other."""
	features = json.loads(location or "{}").get("features") or []
	if not features or features[0]["geometry"]["type"] != "Point":
		return None
	longitude, latitude = features[0]["geometry"]["coordinates"][:2]
	return longitude, latitude


def shorten(text: str) -> str:
	return text if len(text) <= LABEL_LENGTH else f"{text[:LABEL_LENGTH]}…"


def svg(width: int, height: int, words: str, parts: list[str]) -> str:
	return (
		f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
		f'aria-label="{escape_html(words)}" xmlns="http://www.w3.org/2000/svg" '
		f'style="max-width: 100%; height: auto" font-family="inherit" font-size="12">{"".join(parts)}</svg>'
	)
