# SPDX-License-Identifier: GPL-3.0-only
"""Page `/meeting-minutes?token=…`: the adopted minutes, for who was asked to the meeting, without a log-in."""

import frappe
from frappe import _

from planota_hub.planota_hub.meetings.answers import MEETING, get_invitation
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the same minutes that the staff print, or say why they can't be read."""
	add_page_context(context, is_private=True)
	context.lang = frappe.local.lang
	context.title = _("Minutes")
	try:
		context.doc = frappe.get_doc(MEETING, get_invitation(get_parameter("token")).parent)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
		return
	if context.doc.stage != "Minutes Adopted":
		context.message = _("The minutes of this meeting are not adopted yet.")
