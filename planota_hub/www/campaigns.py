# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/campaigns`: the campaigns of the region's NGOs that can be supported, and those that are over."""

from frappe import _

from planota_hub.advocacy.participation.pages import as_campaign_item, get_campaigns
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.narrowing import narrow

sitemap = 1


def get_context(context) -> None:
	"""Show the public campaigns."""
	add_page_context(context)
	context.title = _("Campaigns")
	campaigns = get_campaigns()
	context.narrowing = narrow("campaigns", list(map(as_campaign_item, campaigns)))
	context.campaigns = context.narrowing.keep(campaigns)
