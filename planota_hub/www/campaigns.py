# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/campaigns`: the campaigns of the region's NGOs that can be supported, and those that are over."""

from frappe import _

from planota_hub.advocacy.participation.pages import get_campaign_items, get_campaigns
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.narrowing import narrow

sitemap = 1


def get_context(context) -> None:
	"""Show the public campaigns."""
	add_page_context(context)
	context.title = _("Campaigns")
	context.narrowing = narrow("campaigns", get_campaign_items())
	context.campaigns = context.narrowing.keep(get_campaigns())
