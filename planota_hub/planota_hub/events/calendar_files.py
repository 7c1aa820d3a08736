# SPDX-License-Identifier: GPL-3.0-only
"""Events as calendar programs are told of them."""

from typing import TYPE_CHECKING

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import add_months, get_url, today
from werkzeug.wrappers import Response

from planota_hub.mail.calendar_entries import CalendarEntry, answer, make_calendar
from planota_hub.mail.wording import describe_place
from planota_hub.planota_hub.events.kind import EVENT

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent

FEED_STAGES = ("Announced", "Closed", "Held")
FEED_MONTHS_BACK = 12
REQUESTS_PER_HOUR = 120  # of one address: a household of calendar programs, no robot
FEED_FIELDS = [
	"name",
	"event_title",
	"starts_on",
	"ends_on",
	"delivery",
	"venue",
	"municipality",
	"description",
	"calendar_sequence",
	"modified",
]


def event_url(name: str) -> str:
	"""Return the public address of an event."""
	return get_url(f"/events/{name}")


def as_entry(event: "HubEvent | frappe._dict") -> CalendarEntry:
	"""Return what a calendar program is told about an event; the link to one online where the entry carries it."""
	parts = (event.get("calendar_link"), event.get("description"))
	return CalendarEntry(
		name=event.name,
		title=event.event_title,
		starts_on=event.starts_on,
		ends_on=event.ends_on,
		modified=event.modified,
		place=describe_place(event),
		url=event_url(event.name),
		description="\n\n".join(part for part in parts if part),
		sequence=event.calendar_sequence,
	)


def get_feed() -> list[frappe._dict]:
	"""Return all announced events, and those of the last year, the first one first."""
	return frappe.get_all(
		EVENT,
		filters={
			"stage": ("in", FEED_STAGES),
			"starts_on": (">=", add_months(today(), -FEED_MONTHS_BACK)),
		},
		fields=FEED_FIELDS,
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def entry(event: str) -> Response:
	"""Return one announced event as a calendar file.

	Raises:
	        frappe.DoesNotExistError: when there is none of that name that the public may see.
	"""
	filters = {"name": event, "stage": ("in", FEED_STAGES)}
	found = frappe.get_all(EVENT, filters=filters, fields=FEED_FIELDS, order_by="name asc")
	if not found:
		raise frappe.DoesNotExistError
	return answer(make_calendar(map(as_entry, found)), f"{event}.ics")
