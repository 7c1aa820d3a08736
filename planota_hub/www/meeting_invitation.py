# SPDX-License-Identifier: GPL-3.0-only
"""Page `/meeting-invitation?token=…`: one invitation, answered without a log-in."""

import frappe
from frappe import _

from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.meetings.answers import can_answer, get_invitation
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the meeting behind the link and ask whether the person is coming."""
	add_page_context(context, is_private=True)
	context.title = _("Your invitation")
	context.token = get_parameter("token")
	try:
		invitation = get_invitation(context.token)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	meeting = frappe.get_doc("Hub Meeting", invitation.parent)
	context.invitation, context.meeting = invitation, meeting
	context.time, context.place = describe_time(meeting), describe_place(meeting)
	context.can_answer = can_answer(meeting)
	context.answer = {
		"Coming": _("Coming", context="Said to whoever answered"),
		"Not Coming": _("Not Coming", context="Said to whoever answered"),
	}.get(invitation.answer)
