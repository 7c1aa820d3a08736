"""Open calls for programs: news to read (RSS 2.0) and last days for a calendar (iCalendar, RFC 5545)."""

from datetime import timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import get_url, getdate
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

from planota_hub.funding.calls.pages import call_url, get_open_calls
from planota_hub.mail.calendar_entries import as_utc
from planota_hub.rules.text import INVISIBLE

PRODUCT = "-//Planota Hub//Calls//EN"
REQUESTS_PER_HOUR = 120  # of one address: a household of programs, no robot


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def rss() -> Response:
	"""Return the open and announced calls as news, for any feed reader."""
	return answer(make_rss(get_open_calls()), "application/rss+xml", "calls.xml")


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def deadlines() -> Response:
	"""Return the last days of the open and announced calls, for any calendar program."""
	return answer(make_calendar(get_open_calls()), "text/calendar", "calls.ics")


def make_rss(calls: list[frappe._dict]) -> bytes:
	"""Return calls as an RSS document; whatever their texts hold, it stays text."""
	hub_name = frappe.get_cached_doc("Hub Settings").hub_name or ""
	root = ElementTree.Element("rss", version="2.0")
	channel = ElementTree.SubElement(root, "channel")
	title = _("Calls for NGOs")
	add(channel, "title", f"{title}, {hub_name}" if hub_name else title)
	add(channel, "link", get_url("/calls"))
	add(channel, "description", _("Open calls for non-governmental organisations of the region."))
	for call in calls:
		item = ElementTree.SubElement(channel, "item")
		add(item, "title", call.call_title)
		add(item, "link", call_url(call.name))
		add(item, "guid", call_url(call.name))
		add(item, "pubDate", format_datetime(as_utc(call.modified)))
		parts = (call.funder_name, call.deadline, call.amount, call.description)
		add(item, "description", "\n".join(part for part in parts if part))
	return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def add(parent: ElementTree.Element, tag: str, text: str) -> None:
	"""Add an element with a text, without the characters that no XML can hold."""
	ElementTree.SubElement(parent, tag).text = INVISIBLE.sub("", text)


def make_calendar(calls: list[frappe._dict]) -> bytes:
	"""Return the last day of each call as an entry of a whole day; calls without one are left out."""
	calendar = Calendar()
	calendar.add("prodid", PRODUCT)
	calendar.add("version", "2.0")
	calendar.add("method", "PUBLISH")
	calendar.add("x-wr-calname", _("Calls for NGOs"))
	for call in calls:
		if call.closes_on:
			calendar.add_component(make_event(call))
	return calendar.to_ical()


def make_event(call: frappe._dict) -> Event:
	day = getdate(call.closes_on)
	event = Event()
	event.add("uid", f"{call.name}@{urlsplit(get_url()).hostname}")
	event.add("dtstamp", as_utc(call.modified))
	event.add("dtstart", day)
	event.add("dtend", day + timedelta(days=1))
	event.add("summary", _("Last day: {0}").format(call.call_title))
	event.add("url", call_url(call.name))
	event.add("description", "\n".join(part for part in (call.funder_name, call.amount) if part))
	return event


def answer(content: bytes, mimetype: str, filename: str) -> Response:
	response = Response(content, mimetype=mimetype)
	response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
	return response
