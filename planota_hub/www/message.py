# SPDX-License-Identifier: GPL-3.0-only
"""What the site has to say to a visitor: no permission, an expired link, logged out."""

from frappe.www import message

from planota_hub.public_forms.website import add_page_context

no_cache = 1


def get_context(context) -> dict:
	"""Take the message as the framework keeps it."""
	add_page_context(context, is_private=True)
	return message.get_context(context)
