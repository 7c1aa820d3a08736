# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/workshops`: what is coming, and what was held."""

from frappe import _
from frappe.utils import get_url

from planota_hub.capacity_building.workshops.pages import as_item, get_coming_workshops, get_past_workshops
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.narrowing import narrow

sitemap = 1

PAST_WORKSHOPS = 12
FEED = "/workshops.ics"


def get_context(context) -> None:
	"""List the announced workshops and the last ones that were held, narrowed down by the address."""
	add_page_context(context)
	context.title = _("Workshops")
	coming, past = get_coming_workshops(), get_past_workshops(PAST_WORKSHOPS)
	context.narrowing = narrow("workshops", list(map(as_item, [*coming, *past])))
	context.coming, context.past = (context.narrowing.keep(rows) for rows in (coming, past))
	context.feed_url = get_url(FEED)
	context.subscribe_url = context.feed_url.replace("https://", "webcal://").replace("http://", "webcal://")
