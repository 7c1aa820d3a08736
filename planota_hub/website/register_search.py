# SPDX-License-Identifier: GPL-3.0-only
"""What the address of the public register asks for: the same for the list, its map and its files."""

import frappe

from planota_hub.planota_hub.register.public_register import FOLDER, count_ngos, get_places
from planota_hub.public_forms.website import get_parameter
from planota_hub.rules.remembering import keep
from planota_hub.website.map import Box, Place, draw_map, get_landmarks, read_box, read_places, within

LONGEST_QUERY = 100
# seconds; whoever leaves the public register is off its map at once all the same
KEPT = 5 * 60


def read_search() -> tuple[frappe._dict, Box | None]:
	"""Return the search of the address (see `public_register.get_ngos`) and the part of the map."""
	search = frappe._dict(
		q=get_parameter("q")[:LONGEST_QUERY],
		municipality=get_parameter("municipality"),
		field=get_parameter("field"),
		legal_form=get_parameter("legal_form"),
	)
	box = read_box(get_parameter("box"))
	if box:
		search.names = [place.url.rpartition("/")[2] for place in find_places(search, box)]
	return search, box


def draw_register(search: frappe._dict, box: Box | None, asked: dict) -> str:
	"""Return the map of a search; that of the whole register, which most visitors see, is kept.

	Args:
	        asked: what the address narrows the list by.
	"""
	if box or any(asked.values()):
		return draw_map(find_places(search, box), f"/{FOLDER}", asked, box, get_landmarks())
	key = f"hub_register_map|{frappe.local.lang}|{count_ngos(search)}"
	return keep(
		key, lambda: draw_map(find_places(search, None), f"/{FOLDER}", {}, None, get_landmarks()), KEPT
	)


def find_places(search: frappe._dict, box: Box | None) -> list[Place]:
	"""Return the NGOs of a search as places, those in a part of the map."""
	return within(read_places(get_places(search), FOLDER, "ngo_name"), box)
