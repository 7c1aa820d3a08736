# SPDX-License-Identifier: GPL-3.0-only
"""What the site has to say to a visitor: no permission, an expired link, logged out."""

import frappe
from frappe.www import message

from planota_hub.public_forms.website import add_page_context

no_cache = 1
LOG_IN_METHODS = "/api/method/frappe.www.login."


def get_context(context) -> dict:
	"""Take the message as the framework keeps it."""
	add_page_context(context, is_private=True)
	# who comes by a link to log in that works no more wants to log in
	context.is_link_to_log_in = bool(frappe.request and frappe.request.path.startswith(LOG_IN_METHODS))
	return message.get_context(context)
