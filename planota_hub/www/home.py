# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/`: who the hub is, what can be done here and what is open now."""

import frappe
from frappe import _

from planota_hub.public_forms.structured_data import describe_hub
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.home import get_blocks

sitemap = 1


def get_context(context) -> None:
	"""Show the blocks that the hub has chosen."""
	add_page_context(context)
	settings = frappe.get_cached_doc("Hub Settings")
	context.title = settings.hub_name or _("NGO Hub")
	context.is_home = True
	context.introduction = settings.website_introduction or _(
		"Support, information and a common voice for the non-governmental organisations of the region."
	)
	context.description = context.introduction
	context.blocks = get_blocks()
	context.structured_data = describe_hub()
