# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/events/<name>`: everything about one event that somebody needs to decide."""

import frappe

from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.events.pages import get_public_event
from planota_hub.public_forms.structured_data import describe_event
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show an announced event.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or it is still a draft.
	"""
	event = get_public_event(get_parameter("name"))
	if not event:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title, context.description = event.event_title, event.description
	context.structured_data = describe_event(
		event.event_title,
		f"/events/{event.name}",
		event,
		description=event.description,
		isAccessibleForFree=True,
	)
	context.event, context.is_representative = event, bool(get_own_ngos())
