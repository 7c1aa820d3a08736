# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/calls/<name>`: everything about one call that an NGO needs to decide."""

import frappe

from planota_hub.funding.calls.pages import get_public_call
from planota_hub.public_forms.structured_data import describe_grant
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show a published call.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, it is a draft or was withdrawn.
	"""
	call = get_public_call(get_parameter("name"))
	if not call:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title, context.description = call.call_title, call.description
	context.structured_data = describe_grant(call)
	context.call = call
