"""Workshops as calendar entries (iCalendar, RFC 5545): attached to e-mails and as a feed to subscribe to."""

from collections.abc import Iterable
from datetime import datetime, timezone
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import add_months, cint, get_datetime, get_system_timezone, get_url, today
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

from planota_hub.capacity_building.workshop_texts import describe_place, workshop_url

PRODUCT = "-//Planota Hub//Workshops//EN"
FEED_STAGES = ("Announced", "Closed", "Held", "Evaluated")
FEED_MONTHS_BACK = 12
REQUESTS_PER_HOUR = 120  # of one address: a household of calendar programs, no robot
FEED_FIELDS = [
	"name",
	"workshop_title",
	"stage",
	"starts_on",
	"ends_on",
	"delivery",
	"venue",
	"municipality",
	"description",
	"calendar_sequence",
	"modified",
]


def make_calendar(workshops: Iterable, method: str = "PUBLISH", name: str | None = None) -> bytes:
	"""Return workshops as the content of an `.ics` file.

	Args:
	        method: "PUBLISH", or "CANCEL" to take the entries out of a calendar again.
	        name: of the calendar, shown by programs that subscribe to it.
	"""
	calendar = Calendar()
	calendar.add("prodid", PRODUCT)
	calendar.add("version", "2.0")
	calendar.add("method", method)
	if name:
		calendar.add("x-wr-calname", name)
	for workshop in workshops:
		calendar.add_component(make_event(workshop, is_cancelled=method == "CANCEL"))
	return calendar.to_ical()


def make_event(workshop, is_cancelled: bool = False) -> Event:
	"""Return one workshop as a calendar entry, in universal time so that no program can misread the zone."""
	event = Event()
	event.add("uid", f"{workshop.name}@{urlsplit(get_url()).hostname}")
	event.add("dtstamp", as_utc(workshop.modified))
	event.add("dtstart", as_utc(workshop.starts_on))
	event.add("dtend", as_utc(workshop.ends_on))
	event.add("summary", workshop.workshop_title)
	event.add("location", describe_place(workshop))
	event.add("url", workshop_url(workshop.name))
	event.add("sequence", cint(workshop.calendar_sequence))
	event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
	if description := get_description(workshop):
		event.add("description", description)
	return event


def get_description(workshop) -> str:
	"""Return the programme, and the link to an online workshop where the entry carries it."""
	parts = (workshop.get("calendar_link"), workshop.get("description"))
	return "\n\n".join(part for part in parts if part)


def as_utc(moment) -> datetime:
	"""Return a moment of the site's clock in universal time."""
	return get_datetime(moment).replace(tzinfo=ZoneInfo(get_system_timezone())).astimezone(timezone.utc)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def feed() -> Response:
	"""Return all announced workshops, and those of the last year, for any calendar program."""
	workshops = frappe.get_all(
		"Training Workshop",
		filters={
			"stage": ("in", FEED_STAGES),
			"starts_on": (">=", add_months(today(), -FEED_MONTHS_BACK)),
		},
		fields=FEED_FIELDS,
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)
	name = frappe.db.get_single_value("Hub Settings", "hub_name")
	return answer(make_calendar(workshops, name=name), "workshops.ics")


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def entry(workshop: str) -> Response:
	"""Return one announced workshop as a calendar file.

	Raises:
	        frappe.DoesNotExistError: when there is none of that name that the public may see.
	"""
	filters = {"name": workshop, "stage": ("in", FEED_STAGES)}
	found = frappe.get_all("Training Workshop", filters=filters, fields=FEED_FIELDS, order_by="name")
	if not found:
		raise frappe.DoesNotExistError
	return answer(make_calendar(found), f"{workshop}.ics")


def answer(content: bytes, filename: str) -> Response:
	"""Return a calendar file as what the browser or the calendar program gets."""
	response = Response(content, mimetype="text/calendar")
	response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
	return response
