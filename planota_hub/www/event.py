# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/events/<name>`: everything about one event that somebody needs to decide."""

import frappe

from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.events.pages import get_public_dates, get_public_event
from planota_hub.planota_hub.events.series import ALL_DATES, SERIES
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
	context.series = get_series(event)


def get_series(event: frappe._dict) -> frappe._dict | None:
	"""Return the series of an event with its other `dates`, as the public sees it; None where it is in none."""
	if not event.series:
		return None
	fields = ["series_title", "description", "registers_for"]
	series = frappe.db.get_value(SERIES, event.series, fields, as_dict=True)
	series.dates = [date for date in get_public_dates(event.series) if date.name != event.name]
	series.is_whole = series.registers_for == ALL_DATES
	return series
