# SPDX-License-Identifier: GPL-3.0-only
"""List of the records of an area that says itself what it shows (`public_areas`), at `/<area>`."""

import frappe

from planota_hub.public_forms.public_areas import get_area
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.website.narrowing import narrow

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""List what an area shows now, narrowed down by the address.

	Raises:
	        frappe.PageDoesNotExistError: when there is no such area.
	"""
	area = get_area(get_parameter("area"))
	if not area or not area.get_page:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title, context.description = area.title, area.lead
	context.area, context.narrowing = area, narrow(area.folder, area.get_items())
