# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of meetings: those that are announced, and published minutes."""

import frappe
from frappe import _
from frappe.utils import add_months, get_url, now_datetime, today

from planota_hub.mail.calendar_entries import CalendarEntry
from planota_hub.mail.wording import describe_day, describe_place, describe_time
from planota_hub.planota_hub.meetings.rules import ANNOUNCED_STAGES
from planota_hub.planota_hub.meetings.texts import describe_whose
from planota_hub.public_forms.public_areas import PublicArea, PublicItem

MEETING = "Hub Meeting"
ANNOUNCED = {"announced": 1, "stage": ("in", ANNOUNCED_STAGES)}
MINUTES = {"published": 1}
FIELDS = [
	"name",
	"subject",
	"starts_on",
	"ends_on",
	"delivery",
	"venue",
	"municipality",
	"meeting_of_doctype",
	"meeting_of",
	"calendar_sequence",
	"modified",
]
SHOWN = 50
CALENDAR_MONTHS_BACK = 12


def get_coming_meetings() -> list[frappe._dict]:
	"""Return the announced meetings that are not over, the next one first."""
	return get_meetings({**ANNOUNCED, "ends_on": (">=", now_datetime())}, "starts_on asc, name asc")


def get_minutes() -> list[frappe._dict]:
	"""Return the meetings with published minutes, the latest first."""
	return get_meetings(MINUTES, "starts_on desc, name desc")


def get_meetings(filters: dict, order_by: str) -> list[frappe._dict]:
	meetings = frappe.get_all(
		MEETING, filters=filters, fields=FIELDS, order_by=order_by, limit_page_length=SHOWN
	)
	for meeting in meetings:
		meeting.day, meeting.time = describe_day(meeting.starts_on), describe_time(meeting)
		meeting.place, meeting.whose = describe_place(meeting), describe_whose(meeting)
	return meetings


def is_public(name: str) -> bool:
	"""Tell whether a meeting has a public page."""
	return any(frappe.db.exists(MEETING, {"name": name, **filters}) for filters in (ANNOUNCED, MINUTES))


def get_public_area() -> PublicArea:
	"""Return what the public sees of meetings. Hook `hub_public_areas`."""
	return PublicArea(
		folder="meetings",
		title=_("Meetings"),
		doctype=MEETING,
		filters=(ANNOUNCED, MINUTES),
		get_items=get_items,
		block="Meetings",
		heading=_("Coming meetings"),
		more=_("All meetings and minutes"),
		get_entries=get_entries,
	)


def get_items() -> list[PublicItem]:
	"""Return the coming meetings, then those with minutes."""
	coming = [as_item(row, f"{row.time} · {row.place}", True) for row in get_coming_meetings()]
	known = {item.url for item in coming}
	minutes = [as_item(row, row.day, False) for row in get_minutes()]
	return [*coming, *(item for item in minutes if item.url not in known)]


def as_item(meeting: frappe._dict, text: str, is_open: bool) -> PublicItem:
	"""Return a meeting as lists tell of it."""
	return PublicItem(
		title=meeting.subject,
		url=f"/meetings/{meeting.name}",
		text=text,
		summary=meeting.whose,
		is_open=is_open,
		places=[meeting.municipality] if meeting.municipality else [],
	)


def get_entries() -> list[CalendarEntry]:
	"""Return the announced meetings, those of the last year too, for calendar programs; never the link to one online."""
	since = add_months(today(), -CALENDAR_MONTHS_BACK)
	return [
		CalendarEntry(
			name=row.name,
			title=row.subject,
			starts_on=row.starts_on,
			ends_on=row.ends_on,
			modified=row.modified,
			place=row.place,
			url=get_url(f"/meetings/{row.name}"),
			sequence=row.calendar_sequence,
		)
		for row in get_meetings({**ANNOUNCED, "starts_on": (">=", since)}, "starts_on asc, name asc")
	]
