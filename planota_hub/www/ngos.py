# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/ngos`: the verified NGOs that agreed to being in the register, without personal data."""

from urllib.parse import urlencode

import frappe
from frappe import _

from planota_hub.planota_hub.register.public_register import PAGE_LENGTH, count_ngos, get_ngos
from planota_hub.public_forms.web_forms import get_fields_of_work, get_municipalities, options_of
from planota_hub.public_forms.website import add_page_context, get_page_number, get_parameter
from planota_hub.website.register_search import draw_register, read_search

sitemap = 1


def get_context(context) -> None:
	"""Show one page of the register and its map, narrowed down by `q`, `municipality`, `field`, `legal_form`, `box` and `page`."""
	add_page_context(context)
	context.title = _("Register of NGOs")
	context.search, box = read_search()
	context.municipalities = options_of(get_municipalities())
	context.fields_of_work = options_of(get_fields_of_work())
	context.legal_forms = options_of(frappe.get_meta("NGO").get_field("legal_form").options.split("\n")[1:])
	context.page = get_page_number()
	context.total = count_ngos(context.search)
	context.ngos = get_ngos(context.search, context.page)
	asked = {key: value for key, value in context.search.items() if value and key != "names"}
	context.map = draw_register(context.search, box, asked)
	context.box = get_parameter("box") if box else ""
	if box:
		asked["box"] = context.box
	context.pages = -(-context.total // PAGE_LENGTH)
	context.previous_url = page_url(asked, context.page - 1)
	context.next_url = page_url(asked, context.page + 1)
	context.query_string = urlencode(asked)


def page_url(asked: dict, page: int) -> str:
	"""Return the address of another page of the same search."""
	return "/ngos?" + urlencode({**asked, "page": page})
