# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/campaigns/<name>`: what a campaign wants, and how many support it."""

import frappe

from planota_hub.advocacy.participation.pages import get_campaign
from planota_hub.public_forms.structured_data import describe_body, describe_hub
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show a public campaign.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or it is not public.
	"""
	campaign = get_campaign(get_parameter("name"))
	if not campaign:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title = campaign.campaign_title
	context.description = campaign.goal
	context.structured_data = describe_body(
		"Project",
		campaign.campaign_title,
		f"/campaigns/{campaign.name}",
		campaign.starts_on,
		campaign.ends_on,
		description=campaign.goal,
		parentOrganization=describe_hub(),
	)
	context.campaign = campaign
