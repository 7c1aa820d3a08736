# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-request?name=…`: a request for support of the own NGO, and what was written about it."""

from planota_hub.capacity_building.support.conversation import get_messages, get_own_request
from planota_hub.files.uploads import DOCUMENTS, describe_limits
from planota_hub.public_forms.website import add_page_context, get_parameter, require_log_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the request to the representatives of its NGO; a guest is asked to log in first.

	Raises:
	        frappe.PermissionError: for a request of others.
	"""
	require_log_in()
	request = get_own_request(get_parameter("name"))
	add_page_context(context, is_private=True)
	context.title, context.asked = request.subject, request
	context.messages = get_messages(request)
	context.kinds, context.limits = DOCUMENTS, describe_limits(DOCUMENTS)
