# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/good-practices`: what worked for the NGOs of the region, and of other hubs."""

from urllib.parse import urlencode

import frappe
from frappe import _

from planota_hub.planota_hub.practices.pages import PAGE_LENGTH, get_filters, get_practices
from planota_hub.public_forms.web_forms import get_fields_of_work, options_of
from planota_hub.public_forms.website import add_page_context, get_page_number, get_parameter

sitemap = 1


def get_context(context) -> None:
	"""Show one page of the published practices, narrowed down by `q`, `field` and `page`."""
	add_page_context(context)
	context.title = _("Good practices")
	context.search = frappe._dict(q=get_parameter("q")[:100], field=get_parameter("field"))
	context.fields_of_work = options_of(get_fields_of_work())
	context.page = get_page_number()
	filters = get_filters(context.search)
	context.total = frappe.db.count("Good Practice", filters)
	context.practices = get_practices(filters, context.page)
	context.pages = -(-context.total // PAGE_LENGTH)
	context.previous_url = page_url(context.search, context.page - 1)
	context.next_url = page_url(context.search, context.page + 1)


def page_url(search: dict, page: int) -> str:
	"""Return the address of another page of the same search."""
	return "/good-practices?" + urlencode(
		{**{key: text for key, text in search.items() if text}, "page": page}
	)
