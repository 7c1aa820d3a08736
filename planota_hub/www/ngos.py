# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/ngos`: the verified NGOs that agreed to being in the register, without personal data."""

from urllib.parse import urlencode

import frappe
from frappe import _

from planota_hub.planota_hub.register.public_register import PAGE_LENGTH, count_ngos, get_ngos
from planota_hub.public_forms.web_forms import get_fields_of_work, get_municipalities, options_of
from planota_hub.public_forms.website import add_page_context, get_page_number, get_parameter

sitemap = 1


def get_context(context) -> None:
	"""Show one page of the register, narrowed down by `q`, `municipality`, `field` and `page`."""
	add_page_context(context)
	context.title = _("Register of NGOs")
	context.search = frappe._dict(
		q=get_parameter("q")[:100],
		municipality=get_parameter("municipality"),
		field=get_parameter("field"),
	)
	context.municipalities = options_of(get_municipalities())
	context.fields_of_work = options_of(get_fields_of_work())
	context.page = get_page_number()
	context.total = count_ngos(context.search)
	context.ngos = get_ngos(context.search, context.page)
	context.pages = -(-context.total // PAGE_LENGTH)
	context.previous_url = page_url(context.search, context.page - 1)
	context.next_url = page_url(context.search, context.page + 1)


def page_url(search: dict, page: int) -> str:
	"""Return the address of another page of the same search."""
	return "/ngos?" + urlencode({**{key: value for key, value in search.items() if value}, "page": page})
