# SPDX-License-Identifier: GPL-3.0-only
"""Page `/meeting-decision?token=…`: a decision that somebody carries out who has no log-in."""

import frappe
from frappe import _

from planota_hub.planota_hub.meetings.decision_answers import get_entrusted
from planota_hub.planota_hub.meetings.decisions import describe_kind
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.rules.readable import show_day

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the decision behind the link and ask whether it is carried out."""
	add_page_context(context, is_private=True)
	context.title = _("Your decision")
	context.token = get_parameter("token")
	try:
		context.entrusted = get_entrusted(context.token)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
		return
	context.kind = describe_kind(context.entrusted.parenttype)
	context.due = show_day(context.entrusted.due_date)
