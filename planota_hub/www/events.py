# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/events`: all that people can come to, workshops and events of every kind in one list."""

import frappe
from frappe import _
from frappe.utils import get_datetime, get_url

from planota_hub.capacity_building.workshops import pages as workshops
from planota_hub.planota_hub.events import pages as events
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.narrowing import narrow

sitemap = 1

PAST = 12
FEED = "/events.ics"


def get_context(context) -> None:
	"""List what is announced and what was held last, narrowed down by the address."""
	add_page_context(context)
	context.title = _("Events")
	coming = [
		*map(as_event, events.get_coming_events()),
		*map(as_workshop, workshops.get_coming_workshops()),
	]
	past = [
		*map(as_event, events.get_past_events(PAST)),
		*map(as_workshop, workshops.get_past_workshops(PAST)),
	]
	coming.sort(key=lambda row: get_datetime(row.starts_on))
	past = sorted(past, key=lambda row: get_datetime(row.starts_on), reverse=True)[:PAST]
	context.narrowing = narrow("events", [row.item for row in (*coming, *past)])
	context.coming, context.past = (context.narrowing.keep(rows) for rows in (coming, past))
	context.feed_url = get_url(FEED)
	context.subscribe_url = context.feed_url.replace("https://", "webcal://").replace("http://", "webcal://")


def as_event(event: frappe._dict) -> frappe._dict:
	"""Return an event as the list shows it."""
	return frappe._dict(
		event,
		title=event.event_title,
		kind=_(event.event_kind),
		url=f"/events/{event.name}",
		form=f"/register-for-event/new?event={event.name}",
		item=events.as_item(event),
	)


def as_workshop(workshop: frappe._dict) -> frappe._dict:
	"""Return a workshop as the list shows it."""
	return frappe._dict(
		workshop,
		title=workshop.workshop_title,
		kind=_("Workshop"),
		url=f"/workshops/{workshop.name}",
		form=f"/register-for-workshop/new?workshop={workshop.name}",
		item=workshops.as_item(workshop),
	)
