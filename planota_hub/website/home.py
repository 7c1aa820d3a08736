# SPDX-License-Identifier: GPL-3.0-only
"""The blocks of the home page: what can be done here, what is open now, what the hub has reached.

Each shows what its area shows the public (`public_areas`). The hub's staff order, introduce and leave out
blocks in Hub Settings.
"""

from collections.abc import Callable
from functools import partial

import frappe
from frappe import _
from frappe.utils import getdate, today
from frappe.utils.caching import redis_cache

from planota_hub.metrics import registry
from planota_hub.public_forms.public_areas import PublicArea, get_areas, read_items
from planota_hub.rules.readable import show_number
from planota_hub.website.menu import get_tasks
from planota_hub.website.register_search import draw_register

SHOWN = 3
SECONDS_KEPT = 15 * 60
METRICS = ("ngos_supported", "support_hours", "workshops_held", "needs_addressed", "mandates_filled")


def describe_figures() -> dict[str, tuple[str, str]]:
	"""Return for each metric of the home page what it is called there, and what it counts, for who knows no reports."""
	return {
		"ngos_supported": (
			_("Organisations that grow with us"),
			_("Each counts once, on the day on which it has received enough hours of support."),
		),
		"support_hours": (_("Hours of support"), _("Advice, mentoring and workshops together.")),
		"workshops_held": (_("Workshops held"), _("Free of charge for the organisations of the region.")),
		"needs_addressed": (_("Local needs addressed"), _("What was missing somewhere, and is there now.")),
		"mandates_filled": (
			_("Seats filled"),
			_("In councils and committees in which NGOs are represented."),
		),
	}


def get_blocks() -> list[frappe._dict]:
	"""Return the blocks of the home page that have something to show, from the top.

	Returns:
	        Each with `title`, `introduction`, `kind` (`tasks`, `figures`, `records`, `map`), its `items`, for records and
	        the map `more`: label and address of the page with all of them, and for the last one `map`.
	"""
	makers = get_makers()
	chosen = frappe.get_cached_doc("Hub Settings").home_blocks
	rows = [(row.block, row.introduction) for row in chosen] or [(name, None) for name in makers]
	blocks = [
		frappe._dict(makers[name](), introduction=introduction)
		for name, introduction in rows
		if name in makers
	]
	return [block for block in blocks if block["items"]]


def get_makers() -> dict[str, Callable[[], dict]]:
	"""Return the function that makes each block, in the order that a hub begins with."""
	areas = {area.block: partial(get_records_block, area) for area in get_areas() if area.block}
	return {"Tasks": get_tasks_block, **areas, "Organisations": get_map_block, "Figures": get_figures_block}


def get_map_block() -> dict:
	"""Return where the organisations of the public register are."""
	drawing = draw_register(frappe._dict(), None, {})
	return {
		"kind": "map",
		"title": _("Organisations of the region"),
		"map": drawing,
		"more": (_("All organisations"), "/ngos"),
		"items": [drawing] if drawing else [],
	}


def get_tasks_block() -> dict:
	"""Return what people come for."""
	return {
		"kind": "tasks",
		"title": _("What you can do here"),
		"items": [{"title": title, "url": url, "text": text} for title, url, text in get_tasks()],
	}


def get_figures_block() -> dict:
	"""Return what the hub has reached since the first of January, as its indicators count it."""
	texts = describe_figures()
	return {
		"kind": "figures",
		"title": _("The hub in {0}").format(getdate(today()).year),
		"items": [
			{
				"label": texts[name][0],
				"value": show_number(value),
				"text": texts[name][1],
			}
			for name, value in get_values_of_year(today()).items()
			if value
		],
	}


@redis_cache(ttl=SECONDS_KEPT)
def get_values_of_year(day: str) -> dict[str, float]:
	"""Return the figures of the home page from the first of January to a day; a metric that fails is left out."""
	values = {}
	for name in METRICS:
		try:
			values[name] = registry.get_total(name, getdate(day).replace(month=1, day=1), getdate(day))
		except registry.MetricError:
			continue
	return values


def get_records_block(area: PublicArea) -> dict:
	"""Return what visitors can do something about now in one area."""
	items = [item for item in read_items(area) if item.is_open]
	return {
		"kind": "records",
		"title": area.heading,
		"more": (area.more, f"/{area.folder}"),
		"items": [{"title": item.title, "url": item.url, "text": item.text} for item in items[:SHOWN]],
	}
