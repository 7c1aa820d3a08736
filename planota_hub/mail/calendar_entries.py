# SPDX-License-Identifier: GPL-3.0-only
"""Anything with a beginning and an end as a calendar entry (iCalendar, RFC 5545), for any calendar program."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from frappe.utils import cint, get_datetime, get_system_timezone, get_url, getdate, now_datetime
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

PRODUCT = "-//Planota Hub//Calendar//EN"


@dataclass(frozen=True)
class CalendarEntry:
	"""What a calendar program is told about one occasion.

	Attributes:
	        name: of the record; the same name always updates the same entry.
	        starts_on: by the clock of the site, as is `ends_on` and `modified`; a day for what lasts whole days.
	        ends_on: the end, or the last whole day.
	        sequence: number of the version; a program takes over only a higher one, so each entry that is sent after
	                another one, its cancellation too, has a higher number.
	"""

	name: str
	title: str
	starts_on: datetime | date | str
	ends_on: datetime | date | str
	modified: datetime | str
	place: str = ""
	url: str = ""
	description: str = ""
	sequence: int | None = 0


def make_calendar(
	entries: Iterable[CalendarEntry], method: str = "PUBLISH", name: str | None = None
) -> bytes:
	"""Return occasions as the content of an `.ics` file.

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
	for entry in entries:
		calendar.add_component(make_event(entry, is_cancelled=method == "CANCEL"))
	return calendar.to_ical()


def make_event(entry: CalendarEntry, is_cancelled: bool = False) -> Event:
	"""Return one calendar entry, in universal time so that no program can misread the zone."""
	event = Event()
	event.add("uid", f"{entry.name}@{urlsplit(get_url()).hostname}")
	# programs that see two entries of one number take the one that was made later
	event.add("dtstamp", as_utc(now_datetime()))
	event.add("last-modified", as_utc(entry.modified))
	if is_day(entry.starts_on):
		event.add("dtstart", entry.starts_on)
		event.add("dtend", getdate(entry.ends_on) + timedelta(days=1))
	else:
		event.add("dtstart", as_utc(entry.starts_on))
		event.add("dtend", as_utc(entry.ends_on))
	event.add("summary", entry.title)
	event.add("sequence", cint(entry.sequence))
	event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
	for key, value in (("location", entry.place), ("url", entry.url), ("description", entry.description)):
		if value:
			event.add(key, value)
	return event


def is_day(value: datetime | date | str) -> bool:
	"""Tell a day from a moment."""
	return isinstance(value, date) and not isinstance(value, datetime)


def as_utc(moment) -> datetime:
	"""Return a moment of the site's clock in universal time."""
	return get_datetime(moment).replace(tzinfo=ZoneInfo(get_system_timezone())).astimezone(timezone.utc)


def answer(content: bytes, filename: str) -> Response:
	"""Return a calendar file as what the browser or the calendar program gets."""
	response = Response(content, mimetype="text/calendar")
	response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
	return response
