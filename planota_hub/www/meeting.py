# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/meetings/<name>`: an announced meeting, later its published minutes, without names of people."""

import frappe

from planota_hub.planota_hub.meetings.pages import is_public
from planota_hub.planota_hub.meetings.texts import list_organisations
from planota_hub.public_forms.structured_data import describe_event
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show an announced meeting or published minutes.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or neither is public.
	"""
	name = get_parameter("name")
	if not is_public(name):
		raise frappe.PageDoesNotExistError
	meeting = frappe.get_doc("Hub Meeting", name)
	add_page_context(context)
	context.title = meeting.subject
	context.meeting = meeting
	context.facts = meeting.describe()
	context.organisations = list_organisations(meeting) if meeting.published else []
	context.description = f"{context.facts.time} · {context.facts.place}"
	context.structured_data = describe_event(meeting.subject, f"/meetings/{name}", meeting)
