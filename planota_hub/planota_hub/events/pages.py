# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of events."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.events.calendar_files import FEED_STAGES, as_entry, get_feed
from planota_hub.planota_hub.events.kind import EVENT
from planota_hub.planota_hub.events.seats import SEATS
from planota_hub.planota_hub.taking_part.seats import LOCKED_FIELDS, MOVING_STAGES, is_moving
from planota_hub.public_forms.public_areas import PublicArea, PublicItem

PUBLIC_STAGES = (*FEED_STAGES, "Cancelled")
PUBLIC_FIELDS = [
	*LOCKED_FIELDS,
	"event_title",
	"event_kind",
	"series",
	"organisers",
	"description",
	"language",
	"delivery",
	"venue",
	"municipality",
]


def get_open_events() -> list[frappe._dict]:
	"""Return the events for which somebody can register now, the next one first."""
	return [event for event in get_coming_events() if event.is_open]


def get_open_dates(series: str) -> list[str]:
	"""Return the names of the dates of a series for which somebody can register now, the next one first."""
	filters = [["series", "=", series], ["stage", "in", sorted(MOVING_STAGES)]]
	return [event.name for event in get_events(filters, "starts_on asc, name asc") if event.is_open]


def get_public_dates(series: str) -> list[frappe._dict]:
	"""Return the dates of a series as the public may see them, the first one first."""
	filters = [["series", "=", series], ["stage", "in", FEED_STAGES]]
	return get_events(filters, "starts_on asc, name asc")


def get_coming_events() -> list[frappe._dict]:
	"""Return the announced events that are not over, the next one first."""
	filters = [["stage", "in", sorted(MOVING_STAGES)], ["ends_on", ">=", now_datetime()]]
	return get_events(filters, "starts_on asc, name asc")


def get_past_events(number: int) -> list[frappe._dict]:
	"""Return the last events that were held, the latest first."""
	return get_events([["stage", "=", "Held"]], "starts_on desc, name desc", number)


def get_public_event(name: str) -> frappe._dict | None:
	"""Return one event as the public may see it; None when there is none.

	An event that was cancelled before anybody heard of it stays unknown.
	"""
	found = get_events([["name", "=", name], ["stage", "in", PUBLIC_STAGES]], "name asc")
	if not found or (found[0].stage == "Cancelled" and not found[0].queue_counter):
		return None
	return found[0]


def get_events(filters: list, order_by: str, number: int = 0) -> list[frappe._dict]:
	events = frappe.get_all(
		EVENT, filters=filters, fields=PUBLIC_FIELDS, order_by=order_by, limit_page_length=number
	)
	for event in events:
		event.time, event.place = describe_time(event), describe_place(event)
		free = event.capacity - event.confirmed_count - event.waiting_count
		event.free_seats = max(free, 0) if is_moving(event) else 0
		event.is_open, event.state = get_state(event)
	return events


def get_state(event: frappe._dict) -> tuple[bool, str]:
	"""Return whether somebody can register, and what the page says about the seats."""
	try:
		SEATS.refuse_closed_registration(event)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		return False, str(error)
	if event.free_seats:
		return True, _("Free seats: {0}").format(event.free_seats)
	if event.has_waiting_list:
		return True, _("Full; there is a waiting list")
	return False, _("All seats are taken")


def get_public_area() -> PublicArea:
	"""Return what the public sees of events. Hook `hub_public_areas`."""
	return PublicArea(
		folder="events",
		title=_("Events"),
		doctype=EVENT,
		filters=({"stage": ("in", sorted(FEED_STAGES))},),
		get_items=lambda: list(map(as_item, get_coming_events())),
		block="Events",
		heading=_("Next events"),
		more=_("All events"),
		get_entries=lambda: list(map(as_entry, get_feed())),
	)


def as_item(event: frappe._dict) -> PublicItem:
	"""Return an event as lists tell of it."""
	return PublicItem(
		title=event.event_title,
		url=f"/events/{event.name}",
		text=f"{event.time} · {event.place}",
		summary=event.description or "",
		places=[event.municipality] if event.municipality else [],
	)
