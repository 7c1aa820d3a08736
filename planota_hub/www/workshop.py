# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/workshops/<name>`: everything about one workshop that somebody needs to decide."""

import frappe

from planota_hub.capacity_building.workshops.pages import get_public_workshop
from planota_hub.public_forms.structured_data import describe_event
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show an announced workshop.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or it is still a draft.
	"""
	workshop = get_public_workshop(get_parameter("name"))
	if not workshop:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title, context.description = workshop.workshop_title, workshop.description
	context.structured_data = describe_event(
		workshop.workshop_title,
		f"/workshops/{workshop.name}",
		workshop,
		description=workshop.description,
		isAccessibleForFree=True,
	)
	context.workshop = workshop
