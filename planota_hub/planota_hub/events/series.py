# SPDX-License-Identifier: GPL-3.0-only
"""Series of events: each of its dates is an event of its own; here is what holds them together."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, flt

from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.events.kind import EVENT, REGISTRATION, SERIES
from planota_hub.planota_hub.register.identity.persons import get_person_key
from planota_hub.planota_hub.taking_part.kinds import CANCELLED
from planota_hub.planota_hub.taking_part.seats import is_moving
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.event_registration.event_registration import EventRegistration
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent

ALL_DATES = "All Dates"
DATE_FIELDS = [
	"name",
	"event_title",
	"stage",
	"starts_on",
	"ends_on",
	"delivery",
	"venue",
	"municipality",
	"confirmed_count",
	"waiting_count",
	"capacity",
]


def validate_series(event: "HubEvent") -> None:
	"""Refuse to move an event to another series once people have registered: some came for the whole of it."""
	before = event.get_doc_before_save()
	if before and (before.series or None) != (event.series or None) and event.queue_counter:
		refuse(event, "series", _("people have registered already; the event stays in its series."))


def registers_for_all(series: str | None) -> bool:
	"""Tell whether people register for a series as a whole only."""
	return bool(series) and frappe.db.get_value(SERIES, series, "registers_for") == ALL_DATES


def get_dates(series: str) -> list[frappe._dict]:
	"""Return all dates of a series, drafts included, the first one first; with `time` and `place` in words."""
	dates = frappe.get_all(
		EVENT,
		filters={"series": series},
		fields=DATE_FIELDS,
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)
	for date in dates:
		date.time, date.place = describe_time(date), describe_place(date)
	return dates


def get_own_dates(registration: "EventRegistration") -> list[frappe._dict]:
	"""Return the registrations of the same person for all dates of the series, the first date first.

	Returns:
	        each with `name`, `status`, `attendance`, `attended_hours`, its `date` as in `get_dates`, and whether it
	        `can_cancel`; none for an event that is in no series. A person is the same name at the same mailbox.
	"""
	series = frappe.db.get_value(EVENT, registration.event, "series")
	if not series:
		return []
	dates = {date.name: date for date in get_dates(series)}
	person = get_person_key(registration.participant_name, registration.email)
	rows = frappe.get_all(
		REGISTRATION,
		filters={"event": ("in", list(dates)), "email_key": registration.email_key},
		fields=[
			"name",
			"event",
			"participant_name",
			"email",
			"status",
			"attendance",
			"attended_hours",
			"queue_number",
		],
		order_by="queue_number desc",
		limit_page_length=0,
	)
	# of several registrations for one date, all but the last were cancelled
	own: dict[str, frappe._dict] = {}
	for row in rows:
		if get_person_key(row.participant_name, row.email) == person:
			own.setdefault(row.event, row)
	for name, row in own.items():
		row.date = dates[name]
		row.can_cancel = row.status != CANCELLED and is_moving(row.date)
	return [own[name] for name in dates if name in own]


def get_attended_series(registration: "EventRegistration") -> frappe._dict | None:
	"""Return what a confirmation says of the whole series: its `title`, the `dates` attended, and the `hours`.

	None where the series asks for no number of dates, or the participant has attended fewer.
	"""
	series = frappe.db.get_value(EVENT, registration.event, "series")
	if not series:
		return None
	title, needed = frappe.db.get_value(SERIES, series, ["series_title", "dates_needed"])
	attended = [
		row
		for row in get_own_dates(registration)
		if row.attendance == "Attended" and row.date.stage == "Held"
	]
	if not cint(needed) or len(attended) < cint(needed):
		return None
	return frappe._dict(
		title=title,
		dates=[row.date.time for row in attended],
		hours=sum(flt(row.attended_hours) for row in attended),
	)
