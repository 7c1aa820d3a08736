# SPDX-License-Identifier: GPL-3.0-only
"""The chain of a need as a small graph: the need, what answers it, and how far each answer has come, as SVG."""

from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.utils import escape_html, get_url_to_form

from planota_hub.local_networks.needs.stages import NEED
from planota_hub.local_networks.needs.traceability import get_chain
from planota_hub.rules.readable import show_day

WIDTH, ROW_HEIGHT, BOX_HEIGHT = 760, 64, 48
NEED_WIDTH, ANSWER_X, ANSWER_WIDTH = 220, 320, 440
# characters that fit into a box
NEED_LENGTH, ANSWER_LENGTH = 30, 58
COLOURS = {"Planned": "#6b7a79", "In Action": "#2b6cb0", "Addressed": "#1f7a5c", "Dropped": "#b33a3a"}


@frappe.whitelist()
def get_graph(need: str) -> str:
	"""Return the graph of a need for its form; empty when nothing answers it.

	Raises:
	        frappe.PermissionError: when the reader may not see the need.
	"""
	chain = get_chain(need)
	title = frappe.db.get_value(NEED, need, "need_title")
	return draw(title, chain) if chain else ""


def draw(title: str, chain: list[dict]) -> str:
	"""Return a need and its answers as an SVG element that scales with its place.

	Args:
	        chain: as `traceability.get_chain` returns it.
	"""
	height = len(chain) * ROW_HEIGHT
	middle = height / 2
	parts = [draw_link(middle, row * ROW_HEIGHT + ROW_HEIGHT / 2, answer) for row, answer in enumerate(chain)]
	parts.append(draw_need(title, middle))
	parts += [draw_answer(row * ROW_HEIGHT, answer) for row, answer in enumerate(chain)]
	return (
		f'<svg class="hub-need-graph" viewBox="0 0 {WIDTH} {height}" role="img" '
		f'aria-label="{escape_html(describe(title, chain))}" xmlns="http://www.w3.org/2000/svg" '
		f'style="width: 100%; max-width: {WIDTH}px; height: auto" font-family="inherit" font-size="13">'
		f"{''.join(parts)}</svg>"
	)


def describe(title: str, chain: list[dict]) -> str:
	"""Return the chain in words, for those who can't see the graph."""
	lines = [f"{answer['label']} {answer['title'] or ''}: {answer['state_label']}" for answer in chain]
	return f"{title}. {'; '.join(lines)}"


def draw_link(middle: float, y: float, answer: dict) -> str:
	bend = (NEED_WIDTH + ANSWER_X) / 2
	dashed = ' stroke-dasharray="5 4"' if answer["state"] in ("Planned", "Dropped") else ""
	return (
		f'<path d="M{NEED_WIDTH} {middle} C{bend} {middle} {bend} {y} {ANSWER_X} {y}" fill="none" '
		f'stroke="{COLOURS[answer["state"]]}" stroke-width="2"{dashed}/>'
	)


def draw_need(title: str, middle: float) -> str:
	top, kind = middle - BOX_HEIGHT / 2, _("Need")
	return (
		f'<rect x="1" y="{top}" width="{NEED_WIDTH - 1}" height="{BOX_HEIGHT}" rx="8" fill="#fff4dc" '
		f'stroke="#d9a441"/><text x="12" y="{middle - 5}" fill="#5b6b6a" font-size="11">{kind}</text>'
		f'<text x="12" y="{middle + 13}" fill="#1c2b2a">{shorten(title, NEED_LENGTH)}</text>'
	)


def draw_answer(top: float, answer: dict) -> str:
	colour = COLOURS[answer["state"]]
	y = top + (ROW_HEIGHT - BOX_HEIGHT) / 2
	facts = " · ".join(
		part for part in (answer["label"], answer["stage_label"], show_day(answer["since"])) if part
	)
	text = shorten(answer["title"] or _("You may not open this record"), ANSWER_LENGTH)
	box = (
		f'<rect x="{ANSWER_X}" y="{y}" width="{ANSWER_WIDTH - 1}" height="{BOX_HEIGHT}" rx="8" fill="#ffffff" '
		f'stroke="{colour}"/><rect x="{ANSWER_X}" y="{y}" width="6" height="{BOX_HEIGHT}" rx="3" fill="{colour}"/>'
		f'<text x="{ANSWER_X + 16}" y="{y + 19}" fill="#5b6b6a" font-size="11">{escape_html(facts)}</text>'
		f'<text x="{ANSWER_X + 16}" y="{y + 37}" fill="#1c2b2a">{text}</text>'
	)
	box += f"<title>{escape_html(answer['title'] or '')}</title>"
	if not answer["name"]:
		return f"<g>{box}</g>"
	# without the site's address: the reader is in the Desk, wherever that is served
	path = urlsplit(get_url_to_form(answer["doctype"], answer["name"])).path
	return f'<a href="{escape_html(path)}">{box}</a>'


def shorten(text: str, length: int) -> str:
	"""Return a text that fits into a box, safe to be drawn."""
	return escape_html(text if len(text) <= length else f"{text[: length - 1]}…")
