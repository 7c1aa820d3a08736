# SPDX-License-Identifier: GPL-3.0-only
"""Page `/briefing-opt-out?token=…`: unsubscribe from the hub's briefings, without a log-in.

Opening the page changes nothing, because mail programs and virus scanners open every link; the button does, and so
does the button of a mail program, which posts to `/u/<token>` (RFC 8058).
"""

import frappe
from frappe import _

from planota_hub.mail.unsubscribing import is_one_click
from planota_hub.planota_hub.briefings.opt_out import get_recipient, is_remembered, keep_opt_out
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show whether the address behind the link gets briefings, and the button that changes it."""
	add_page_context(context, is_private=True)
	context.title = _("Messages from the hub")
	context.token = get_parameter("token")
	try:
		recipient = get_recipient(context.token)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	if is_one_click(frappe.request) and not is_remembered(recipient.email):
		keep_opt_out(recipient)
	context.is_opted_out = is_remembered(recipient.email)
