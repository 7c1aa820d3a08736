# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/meetings`: the published minutes, the latest meeting first."""

import frappe
from frappe import _

from planota_hub.mail.wording import describe_day
from planota_hub.planota_hub.meetings.texts import describe_whose
from planota_hub.public_forms.website import add_page_context

sitemap = 1

SHOWN = 50


def get_context(context) -> None:
	"""List the meetings with published minutes."""
	add_page_context(context)
	context.title = _("Minutes of meetings")
	context.meetings = frappe.get_all(
		"Hub Meeting",
		filters={"published": 1},
		fields=["name", "subject", "starts_on", "municipality", "meeting_of_doctype", "meeting_of"],
		order_by="starts_on desc, name desc",
		limit_page_length=SHOWN,
	)
	for meeting in context.meetings:
		meeting.day, meeting.whose = describe_day(meeting.starts_on), describe_whose(meeting)
