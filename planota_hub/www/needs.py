# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/needs`: the accepted needs, where they are, and how far each has come."""

from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.local_networks.needs.public_page import FOLDER, PAGE_LENGTH, search_needs
from planota_hub.local_networks.needs.stages import PUBLIC_STAGES
from planota_hub.local_networks.needs.tracking import describe_stage
from planota_hub.public_forms.web_forms import get_fields_of_work, get_municipalities, options_of
from planota_hub.public_forms.website import add_page_context, get_page_number, get_parameter
from planota_hub.website.map import draw_map, get_landmarks, read_box, read_places, within

sitemap = 1
LONGEST_QUERY = 100


def get_context(context) -> None:
	"""Show one page of the needs and their map, narrowed down by `q`, `municipality`, `field`, `stage`, `box` and `page`."""
	add_page_context(context)
	context.title = _("Needs")
	context.description = _("What is missing in the region, as people and organisations told the hub.")
	search = frappe._dict({key: get_parameter(key) for key in ("q", "municipality", "field", "stage", "box")})
	search.q = search.q[:LONGEST_QUERY]
	context.search = search
	context.municipalities = options_of(get_municipalities())
	context.fields_of_work = options_of(get_fields_of_work())
	context.stages = [
		{"value": stage, "label": escape_html(describe_stage(stage)[0])} for stage in PUBLIC_STAGES
	]
	needs, context.map = find(search)
	context.page, context.total = get_page_number(), len(needs)
	context.pages = -(-context.total // PAGE_LENGTH)
	context.needs = needs[(context.page - 1) * PAGE_LENGTH :][:PAGE_LENGTH]
	context.previous_url, context.next_url = (page_url(search, context.page + step) for step in (-1, 1))


def find(search: frappe._dict) -> tuple[list[frappe._dict], str]:
	"""Return the needs of a search, and their map."""
	needs, box = search_needs(search), read_box(search.box)
	places = within(read_places(needs, FOLDER, "need_title"), box)
	if box:
		shown = {place.url for place in places}
		needs = [need for need in needs if f"/{FOLDER}/{need.name}" in shown]
	asked = {key: value for key, value in search.items() if key != "box"}
	return needs, draw_map(places, f"/{FOLDER}", asked, box, get_landmarks())


def page_url(search: dict, page: int) -> str:
	"""Return the address of another page of the same search."""
	return f"/{FOLDER}?" + urlencode({**{key: text for key, text in search.items() if text}, "page": page})
