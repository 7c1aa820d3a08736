# SPDX-License-Identifier: GPL-3.0-only
"""What the address of the public register asks for: the same for the list, its map and its files."""

import frappe

from planota_hub.planota_hub.register.public_register import FOLDER, get_places
from planota_hub.public_forms.website import get_parameter
from planota_hub.website.map import Box, Place, read_box, read_places, within

LONGEST_QUERY = 100


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


def find_places(search: frappe._dict, box: Box | None) -> list[Place]:
	"""Return the NGOs of a search as places, those in a part of the map."""
	return within(read_places(get_places(search), FOLDER, "ngo_name"), box)
