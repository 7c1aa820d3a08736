# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/track`: how far something that was sent has come, told by its tracking code."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.public_forms.tracking import normalise_tracking_code
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0

LOOKUPS_PER_TEN_MINUTES = 60


def get_context(context) -> None:
	"""Show the stage behind `?code=…`, and nothing of what was sent or who sent it."""
	add_page_context(context)
	context.title = _("See how far it has come")
	context.code = normalise_tracking_code(get_parameter("code"))
	if not context.code:
		return
	try:
		context.status = get_status(context.code)
	except frappe.RateLimitExceededError:
		frappe.clear_messages()
		context.http_status_code = 429
		context.message = _("Too many codes were tried. Please wait ten minutes and try again.")
		return
	if not context.status:
		context.message = _("Nothing was sent with this code. Please check it and try again.")


@rate_limit(limit=LOOKUPS_PER_TEN_MINUTES, seconds=600)
def get_status(code: str) -> dict | None:
	"""Return `stage`, its `label` and `explanation` and the dates of what was sent; None for an unknown code.

	Each area looks among its own records (hook `hub_tracked_status`).

	Raises:
	        frappe.RateLimitExceededError: when one address tries too many codes.
	"""
	for path in frappe.get_hooks("hub_tracked_status"):
		if status := frappe.get_attr(path)(code):
			return status
	return None
