# SPDX-License-Identifier: GPL-3.0-only
"""The calendar of one person for any calendar program, at an address of their own that they can withdraw.

Of the address only a digest is kept: who reads the database can't subscribe to anybody's calendar. What stands in the
calendar is asked as the person, each time: who loses a role, loses what they saw by it.
"""

import hashlib

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import add_to_date, get_url, getdate
from werkzeug.wrappers import Response

from planota_hub.digest.my_day import get_events
from planota_hub.mail.calendar_entries import CalendarEntry, answer, make_calendar
from planota_hub.permissions import DESK_ROLES, get_roles, require_desk

KEY = "hub_calendar_digest"
DAYS, LENGTH = 90, 40
REQUESTS_PER_HOUR = 120


@frappe.whitelist(methods=["POST"])
def make_address() -> str:
	"""Return a new address of the session user's calendar; the former one is void from now on."""
	require_desk()
	token = frappe.generate_hash(length=LENGTH)
	frappe.defaults.set_user_default(KEY, make_digest(token))
	return get_url(f"/api/method/planota_hub.digest.calendar_feed.feed?token={token}")


@frappe.whitelist(methods=["POST"])
def withdraw_address() -> None:
	"""Make the address of the session user's calendar void."""
	require_desk()
	frappe.defaults.clear_user_default(KEY)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def feed(token: str) -> Response:
	"""Return the calendar of whoever has this address.

	Raises:
	        frappe.PermissionError: for an address that was withdrawn, or of somebody who works here no more.
	"""
	owner = find_owner(token)
	before = frappe.session.user
	frappe.set_user(owner)
	try:
		entries = [make_entry(event) for event in get_events(DAYS)]
		content = make_calendar(entries, name=_("My Calendar"))
	finally:
		frappe.set_user(before)
	return answer(content, "hub.ics")


def find_owner(token: str) -> str:
	filters = {"defkey": KEY, "defvalue": make_digest(token)}
	owner = frappe.db.get_value("DefaultValue", filters, "parent", order_by="creation desc")
	is_enabled = owner and frappe.db.get_value("User", owner, "enabled")
	if not is_enabled or not get_roles(owner) & DESK_ROLES:
		frappe.throw(_("This address of a calendar is not valid any more."), frappe.PermissionError)
	return owner


def make_digest(token: str) -> str:
	return hashlib.sha256(f"calendar:{token}".encode()).hexdigest()


def make_entry(event: dict) -> CalendarEntry:
	starts_on = event["starts_on"] if event["is_timed"] else getdate(event["starts_on"])
	ends_on = event["ends_on"] or (add_to_date(starts_on, hours=1) if event["is_timed"] else starts_on)
	return CalendarEntry(
		name=event["name"],
		title=f"{event['title']} ({event['kind']})",
		starts_on=starts_on,
		ends_on=ends_on,
		modified=event["modified"],
		url=get_url(f"/app/{frappe.scrub(event['doctype']).replace('_', '-')}/{event['name']}"),
	)
