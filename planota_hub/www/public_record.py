# SPDX-License-Identifier: GPL-3.0-only
"""Page of a record of which its area says what it shows (`public_areas`), at `/<area>/<name>`."""

import frappe
from frappe import _

from planota_hub.public_forms.public_areas import get_area
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show a public record.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or it is not public.
	"""
	area, name = get_area(get_parameter("area")), get_parameter("name")
	if not area or not area.get_page:
		raise frappe.PageDoesNotExistError
	page = area.get_page(name)
	is_gone = not page and bool(area.is_gone) and area.is_gone(name)
	if not page and not is_gone:
		raise frappe.PageDoesNotExistError
	add_page_context(context, is_private=is_gone)
	context.area, context.page, context.is_gone = area, page, is_gone
	if is_gone:
		context.title, context.http_status_code = _("Not on the website any more"), 410
		return
	context.title, context.structured_data = page.title, page.structured_data
	context.description = page.lead or next((text for _heading, text in page.texts if text), "")
	context.image = page.image
