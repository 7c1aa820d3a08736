# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/meetings/<name>`: the published minutes of a meeting, without names of people."""

import frappe

from planota_hub.planota_hub.meetings.texts import list_organisations
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show published minutes.

	Raises:
	        frappe.PageDoesNotExistError: when there are none of that name, or they are not published.
	"""
	name = get_parameter("name")
	if not frappe.db.exists("Hub Meeting", {"name": name, "published": 1}):
		raise frappe.PageDoesNotExistError
	meeting = frappe.get_doc("Hub Meeting", name)
	add_page_context(context)
	context.title = meeting.subject
	context.meeting = meeting
	context.facts = meeting.describe()
	context.organisations = list_organisations(meeting)
