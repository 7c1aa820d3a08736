# SPDX-License-Identifier: GPL-3.0-only
"""Radar charts of capacity levels, drawn as SVG: the same one in forms, prints and on the portal."""

from dataclasses import dataclass
from math import cos, pi, sin

from frappe import _
from frappe.utils import escape_html

from planota_hub.rules.readable import show_number

BEST_LEVEL = 5
WIDTH, HEIGHT, RADIUS = 520, 400, 130
CENTRE_X, CENTRE_Y = WIDTH / 2, HEIGHT / 2 - 14
LINE_HEIGHT = 15
# the longest line of a label, in characters
LABEL_LENGTH = 16


@dataclass(frozen=True)
class Series:
	"""One line of the chart: a level from 1 to 5 for each label, None where there is none."""

	name: str
	colour: str
	levels: list[float | None]
	dashed: bool = False


def draw(labels: list[str], series: list[Series]) -> str:
	"""Return the chart as an SVG element that scales with its place; empty with fewer than three labels."""
	if len(labels) < 3:
		return ""
	parts = [*draw_grid(len(labels)), *draw_labels(labels)]
	for one in series:
		parts.extend(draw_series(one))
	parts.extend(draw_legend(series))
	return (
		f'<svg class="hub-radar" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
		f'aria-label="{escape_html(describe(labels, series))}" xmlns="http://www.w3.org/2000/svg" '
		f'style="width: 100%; max-width: {WIDTH}px; height: auto" font-family="inherit" font-size="13">'
		f"{''.join(parts)}</svg>"
	)


def describe(labels: list[str], series: list[Series]) -> str:
	"""Return the levels in words, for those who can't see the chart."""
	lines = []
	for one in series:
		levels = [
			f"{label} {show_number(level)}" for label, level in zip(labels, one.levels, strict=True) if level
		]
		lines.append(f"{one.name}: {', '.join(levels)}")
	return ". ".join(lines)


def point(position: int, number: int, level: float) -> tuple[float, float]:
	angle = 2 * pi * position / number - pi / 2
	distance = RADIUS * level / BEST_LEVEL
	return round(CENTRE_X + distance * cos(angle), 1), round(CENTRE_Y + distance * sin(angle), 1)


def draw_grid(number: int) -> list[str]:
	parts = []
	for level in range(1, BEST_LEVEL + 1):
		corners = " ".join(f"{x},{y}" for x, y in (point(i, number, level) for i in range(number)))
		parts.append(f'<polygon points="{corners}" fill="none" stroke="#c7d0cd" stroke-width="1"/>')
		x, y = point(0, number, level)
		parts.append(f'<text x="{x + 4}" y="{y + 11}" font-size="10" fill="#7b8a86">{level}</text>')
	for position in range(number):
		x, y = point(position, number, BEST_LEVEL)
		parts.append(f'<line x1="{CENTRE_X}" y1="{CENTRE_Y}" x2="{x}" y2="{y}" stroke="#dde4e1"/>')
	return parts


def draw_labels(labels: list[str]) -> list[str]:
	parts = []
	for position, label in enumerate(labels):
		x, y = point(position, len(labels), BEST_LEVEL * 1.1)
		anchor = "middle" if abs(x - CENTRE_X) < 8 else "start" if x > CENTRE_X else "end"
		lines = wrap(label)
		above = len(lines) - 1 if y < CENTRE_Y - RADIUS else (len(lines) - 1) / 2
		if y > CENTRE_Y + RADIUS:
			above = -0.6
		y -= above * LINE_HEIGHT - 4
		spans = "".join(
			f'<tspan x="{x}" y="{round(y + i * LINE_HEIGHT, 1)}">{escape_html(line)}</tspan>'
			for i, line in enumerate(lines)
		)
		parts.append(f'<text text-anchor="{anchor}" fill="currentColor">{spans}</text>')
	return parts


def wrap(label: str) -> list[str]:
	"""Return a label in lines that fit beside the chart."""
	lines = [""]
	for word in label.split():
		longer = f"{lines[-1]} {word}".strip()
		if len(longer) > LABEL_LENGTH and lines[-1]:
			lines.append(word)
		else:
			lines[-1] = longer
	return lines


def draw_series(series: Series) -> list[str]:
	number = len(series.levels)
	points = [point(i, number, level) for i, level in enumerate(series.levels) if level]
	corners = " ".join(f"{x},{y}" for x, y in points)
	dash = ' stroke-dasharray="5 4"' if series.dashed else ""
	fill = "none" if series.dashed else series.colour
	parts = [
		f'<polygon points="{corners}" fill="{fill}" fill-opacity="0.14" stroke="{series.colour}" '
		f'stroke-width="2" stroke-linejoin="round"{dash}/>'
	]
	if not series.dashed:
		parts += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{series.colour}"/>' for x, y in points]
	return parts


def draw_legend(series: list[Series]) -> list[str]:
	width = WIDTH / max(len(series), 1)
	parts = []
	for position, one in enumerate(series):
		x, y = width * position + width / 2 - 50, HEIGHT - 12
		dash = ' stroke-dasharray="5 4"' if one.dashed else ""
		parts.append(
			f'<line x1="{x}" y1="{y - 4}" x2="{x + 22}" y2="{y - 4}" stroke="{one.colour}" '
			f'stroke-width="3"{dash}/><text x="{x + 28}" y="{y}" fill="currentColor">'
			f"{escape_html(one.name)}</text>"
		)
	return parts


BASELINE_COLOUR, LATEST_COLOUR, WANTED_COLOUR = "#b7791f", "#1f7a5c", "#2b6cb0"


def wanted_series(levels: list[float | None]) -> Series:
	"""Return the line of the wanted levels, dashed in every chart."""
	return Series(_("Wanted"), WANTED_COLOUR, levels, dashed=True)
