# SPDX-License-Identifier: GPL-3.0-only
"""What is written about several dates of a series at once: one message with all of them, and their calendar entries."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.mail.calendar_entries import CalendarEntry, make_calendar
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.events.calendar_files import as_entry
from planota_hub.planota_hub.events.kind import EVENT, SERIES
from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED
from planota_hub.rules.names import get_initials

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.event_registration.event_registration import EventRegistration
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent


def tell_registered(registrations: list["EventRegistration"]) -> bool:
	"""Tell a participant once for which dates of a series they are registered; return whether it could be queued."""
	return tell(registrations, registered, "PUBLISH")


def tell_cancelled(registrations: list["EventRegistration"]) -> bool:
	"""Tell a participant once which dates of a series were cancelled; return whether it could be queued."""
	return tell(registrations, cancelled, "CANCEL")


def registered(participant: "EventRegistration") -> Message:
	return Message(
		_("You are registered"),
		[
			_(
				"you are registered for these dates of the series. What is confirmed is in the calendar attached."
			),
			_(
				"If you can't come to one of them, please cancel it: somebody else may be waiting for the seat."
			),
		],
		link=LETTERS.manage_link(participant),
	)


def cancelled(participant: "EventRegistration") -> Message:
	return Message(
		_("Your registration is cancelled"),
		[_("your registration for these dates of the series is cancelled.")],
		link=(_("Other events"), get_url("/events")),
	)


def tell(
	registrations: list["EventRegistration"],
	write: Callable[["EventRegistration"], Message],
	method: str,
) -> bool:
	"""Queue one message about registrations of one person for dates of one series.

	Args:
	        method: of the calendar file: "PUBLISH" puts the confirmed dates in, "CANCEL" takes all of them out.
	"""
	first = registrations[0]
	if not has_address(first.email, first.participant_name):
		return False
	events = {row.event: frappe.get_doc(EVENT, row.event) for row in registrations}
	with speaking(first.preferred_language):
		message = write(first)
		title = frappe.db.get_value(SERIES, events[first.event].series, "series_title")
		facts: list[tuple[str, str | None]] = [(_("Series"), title)]
		if LETTERS.has_neighbours(first):
			# initials, because nothing that a guest typed is repeated
			facts.insert(0, (_("Participant"), get_initials(first.participant_name)))
		for row in sorted(registrations, key=lambda row: events[row.event].starts_on):
			described = events[row.event].describe()
			facts.append((described.time, f"{described.place} · {_(row.status)}"))
		noted = [row for row in registrations if method == "CANCEL" or row.status == CONFIRMED]
		entries = [as_noted(events[row.event], method) for row in noted]
		calendar = [{"fname": "series.ics", "fcontent": make_calendar(entries, method)}] if entries else []
		subject = f"{message.subject}: {title}"
		return send(first.email, replace(message, subject=subject, facts=facts, attachments=calendar))


def as_noted(event: "HubEvent", method: str) -> CalendarEntry:
	"""Return an event as the calendar of a participant notes it: with the link to the meeting as long as it is on."""
	event.set("calendar_link", event.online_link if method == "PUBLISH" else None)
	return as_entry(event)
