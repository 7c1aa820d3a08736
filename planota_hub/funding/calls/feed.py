# SPDX-License-Identifier: GPL-3.0-only
"""Open calls for programs: news to read (RSS 2.0) and last days for a calendar (iCalendar, RFC 5545)."""

from email.utils import format_datetime
from xml.etree import ElementTree

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import get_url, getdate
from werkzeug.wrappers import Response

from planota_hub.funding.calls.pages import call_url, get_open_calls
from planota_hub.mail import calendar_entries
from planota_hub.mail.calendar_entries import CalendarEntry, answer, as_utc
from planota_hub.rules.text import INVISIBLE

REQUESTS_PER_HOUR = 120  # of one address: a household of programs, no robot


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def rss() -> Response:
	"""Return the open and announced calls as news, for any feed reader."""
	response = Response(make_rss(get_open_calls()), mimetype="application/rss+xml")
	response.headers["Content-Disposition"] = 'inline; filename="calls.xml"'
	return response


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def deadlines() -> Response:
	"""Return the last days of the open and announced calls, for any calendar program."""
	return answer(make_calendar(get_open_calls()), "calls.ics")


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
	entries = [make_entry(call) for call in calls if call.closes_on]
	return calendar_entries.make_calendar(entries, name=_("Calls for NGOs"))


def make_entry(call: frappe._dict) -> CalendarEntry:
	day = getdate(call.closes_on)
	return CalendarEntry(
		name=call.name,
		title=_("Last day: {0}").format(call.call_title),
		starts_on=day,
		ends_on=day,
		modified=call.modified,
		url=call_url(call.name),
		description="\n".join(part for part in (call.funder_name, call.amount) if part),
	)
