# SPDX-License-Identifier: GPL-3.0-only
"""Open calls for programs: news to read (RSS 2.0) and last days for a calendar (iCalendar, RFC 5545)."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import getdate
from werkzeug.wrappers import Response

from planota_hub.funding.calls.pages import PUBLIC_STATUSES, call_url, get_open_calls
from planota_hub.funding.calls.status import CALL
from planota_hub.mail import calendar_entries
from planota_hub.mail.calendar_entries import CalendarEntry, answer
from planota_hub.public_forms import news_feed
from planota_hub.public_forms.public_areas import PublicArea, PublicItem

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
	return news_feed.make_rss(_("Calls for NGOs"), "/calls", describe_feed(), map(as_item, calls))


def describe_feed() -> str:
	"""Return what the feed says of itself."""
	return _("Open calls for non-governmental organisations of the region.")


def as_item(call: frappe._dict) -> PublicItem:
	"""Return a call as lists and feeds tell of it."""
	return PublicItem(
		title=call.call_title,
		url=f"/calls/{call.name}",
		text=call.deadline,
		summary="\n".join(filter(None, (call.funder_name, call.amount, call.description))),
		since=call.modified,
		places=call.municipalities,
		fields=sorted(call.fields),
	)


def get_public_area() -> PublicArea:
	"""Return what the public sees of calls. Hook `hub_public_areas`."""
	return PublicArea(
		folder="calls",
		title=_("Calls for NGOs"),
		doctype=CALL,
		filters=({"status": ("in", PUBLIC_STATUSES)},),
		get_items=lambda: list(map(as_item, get_open_calls())),
		block="Calls",
		heading=_("Open calls"),
		more=_("All calls"),
		feed=describe_feed(),
		get_entries=lambda: make_entries(get_open_calls()),
	)


def make_calendar(calls: list[frappe._dict]) -> bytes:
	"""Return the last day of each call as an entry of a whole day; calls without one are left out."""
	return calendar_entries.make_calendar(make_entries(calls), name=_("Calls for NGOs"))


def make_entries(calls: list[frappe._dict]) -> list[CalendarEntry]:
	"""Return the last day of each call that has one."""
	return [make_entry(call) for call in calls if call.closes_on]


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
