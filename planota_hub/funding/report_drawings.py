"""Chart and map of the report to the funders, drawn as SVG, so that they look the same on screen and in print."""

import json

import frappe
from frappe import _
from frappe.utils import escape_html

WIDTH, ROW_HEIGHT, LABEL_WIDTH = 680, 30, 300
MAP_WIDTH, MAP_HEIGHT, MARGIN = 680, 420, 46
SMALLEST, LARGEST = 5, 24
# beyond this a bar would leave the page
MAX_PERCENT = 150
GREEN, ORANGE, GREY = "#1f7a5c", "#c4783b", "#c7d0cd"
LABEL_LENGTH = 46


def draw_progress(figures: list[dict]) -> str:
	"""Return a bar for each figure: how much of its target was reached; empty when nothing was promised."""
	drawn = [figure for figure in figures if figure.percent is not None]
	if not drawn:
		return ""
	parts, scale = [], (WIDTH - LABEL_WIDTH - 60) / MAX_PERCENT
	height = ROW_HEIGHT * len(drawn) + 24
	for position, figure in enumerate(drawn):
		parts += draw_bar(figure, position * ROW_HEIGHT + 4, scale)
	line = round(LABEL_WIDTH + 100 * scale, 1)
	parts.append(
		f'<line x1="{line}" y1="0" x2="{line}" y2="{height - 18}" stroke="#1c2b2a" stroke-dasharray="3 3"/>'
	)
	parts.append(
		f'<text x="{line}" y="{height - 4}" text-anchor="middle" fill="#5b6b6a">{escape_html(_("Target"))}</text>'
	)
	words = ", ".join(f"{figure.indicator_name} {figure.percent:g} %" for figure in drawn)
	return svg(WIDTH, height, words, parts)


def draw_bar(figure: dict, y: float, scale: float) -> list[str]:
	percent = max(min(figure.percent, MAX_PERCENT), 0)
	width, color = round(percent * scale, 1), GREEN if figure.percent >= 100 else ORANGE
	return [
		f'<text x="0" y="{y + 15}">{escape_html(shorten(figure.indicator_name))}</text>',
		f'<rect x="{LABEL_WIDTH}" y="{y}" width="{round(100 * scale, 1)}" height="20" fill="{GREY}" opacity="0.4"/>',
		f'<rect x="{LABEL_WIDTH}" y="{y}" width="{width}" height="20" fill="{color}"/>',
		f'<text x="{LABEL_WIDTH + max(width, 100 * scale) + 6:.1f}" y="{y + 15}">{figure.percent:g} %</text>',
	]


def draw_map(places: dict[str, int]) -> str:
	"""Return the municipalities of the region as points, the larger the more records were counted there."""
	points = get_points()
	if not points or not places:
		return ""
	longitudes, latitudes = [x for x, _y in points.values()], [y for _x, y in points.values()]
	most = max(places.values())
	parts = []
	for name, (longitude, latitude) in points.items():
		x = round(stretch(longitude, min(longitudes), max(longitudes), MAP_WIDTH), 1)
		y = round(MAP_HEIGHT - stretch(latitude, min(latitudes), max(latitudes), MAP_HEIGHT), 1)
		parts += draw_place(name, x, y, places.get(name, 0), most)
	words = ", ".join(f"{name} {number}" for name, number in places.items())
	return svg(MAP_WIDTH, MAP_HEIGHT, words, parts)


def draw_place(name: str, x: float, y: float, number: int, most: int) -> list[str]:
	radius = round(SMALLEST + (LARGEST - SMALLEST) * (number / most) ** 0.5, 1) if number else 3
	color = GREEN if number else GREY
	label = f"{name} ({number})"
	anchor = "end" if x > MAP_WIDTH * 0.7 else "start"
	beside = -radius - 4 if anchor == "end" else radius + 4
	return [
		f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{color}" opacity="0.75"/>',
		f'<text x="{x + beside:.1f}" y="{y + 4}" text-anchor="{anchor}">{escape_html(label)}</text>',
	]


def get_points() -> dict[str, tuple[float, float]]:
	"""Return longitude and latitude of the municipalities of the hub's region, of all without one."""
	region = frappe.get_cached_doc("Hub Settings").statistical_region
	filters = {"statistical_region": region} if region else {}
	points = {}
	for row in frappe.get_all(
		"Municipality", filters, ["name", "location"], order_by="name asc", limit_page_length=0
	):
		features = json.loads(row.location or "{}").get("features") or []
		if features and features[0]["geometry"]["type"] == "Point":
			points[row.name] = tuple(features[0]["geometry"]["coordinates"][:2])
	return points


def stretch(value: float, least: float, most: float, length: int) -> float:
	return length / 2 if most == least else MARGIN + (value - least) / (most - least) * (length - 2 * MARGIN)


def shorten(text: str) -> str:
	return text if len(text) <= LABEL_LENGTH else f"{text[:LABEL_LENGTH]}…"


def svg(width: int, height: int, words: str, parts: list[str]) -> str:
	return (
		f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
		f'aria-label="{escape_html(words)}" xmlns="http://www.w3.org/2000/svg" '
		f'style="max-width: 100%; height: auto" font-family="inherit" font-size="12">{"".join(parts)}</svg>'
	)
