# SPDX-License-Identifier: GPL-3.0-only
"""What an occasion must say of itself: when and where it is, how long, how many come, and until when they register."""

import frappe
from frappe import _
from frappe.utils import cint, flt, get_datetime

from planota_hub.planota_hub.register.places import set_places
from planota_hub.planota_hub.taking_part.kinds import Kind, Occasion
from planota_hub.rules.fields import normalise_website
from planota_hub.rules.readable import show_number
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label

MAX_DAYS = 92
MAX_SEATS = 1000


def validate_times(kind: Kind, event: Occasion) -> None:
	"""Refuse an occasion that ends before it starts, or lasts longer than `MAX_DAYS`."""
	starts_on, ends_on = get_datetime(event.starts_on), get_datetime(event.ends_on)
	if ends_on <= starts_on:
		refuse(event, "ends_on", kind.say("ends_first"), _("Wrong Time"))
	if (ends_on - starts_on).days > MAX_DAYS:
		refuse(event, "ends_on", kind.say("lasts_long", MAX_DAYS), _("Wrong Time"))


def get_duration(event: Occasion) -> float:
	"""Return the hours from start to end."""
	length = get_datetime(event.ends_on) - get_datetime(event.starts_on)
	return flt(length.total_seconds() / 3600, 2)


def validate_hours(event: Occasion) -> None:
	"""The hours: never longer than from start to end, and asked for when that takes days."""
	duration = get_duration(event)
	if not flt(event.hours) and get_datetime(event.starts_on).date() == get_datetime(event.ends_on).date():
		event.hours = duration
	if not 0 < flt(event.hours) <= duration:
		frappe.throw(
			_("{0}: expected are more than 0 and at most {1} hours, the time from start to end.").format(
				field_label(event, "hours"), show_number(duration)
			),
			title=_("Wrong Hours"),
		)


def validate_registration_window(kind: Kind, event: Occasion) -> None:
	"""Refuse a registration that is open after the occasion starts, or closes before it opens."""
	opens_on, closes_on = (
		event.get(fieldname) and get_datetime(event.get(fieldname))
		for fieldname in ("registration_opens_on", "registration_closes_on")
	)
	starts_on = get_datetime(event.starts_on)
	for fieldname, moment in (
		("registration_opens_on", opens_on),
		("registration_closes_on", closes_on),
	):
		if moment and moment > starts_on:
			frappe.throw(
				kind.say("opens_late", field_label(event, fieldname)),
				title=_("Wrong Registration Window"),
			)
	if opens_on and closes_on and closes_on <= opens_on:
		frappe.throw(
			_("{0}: registration must close after it opens.").format(
				field_label(event, "registration_closes_on")
			),
			title=_("Wrong Registration Window"),
		)


def validate_place(kind: Kind, event: Occasion) -> None:
	"""Refuse an occasion in a room that is not named, and drop what its kind of delivery does not have."""
	if event.delivery == "Online":
		event.venue = event.municipality = None
	elif event.delivery == "In Person":
		event.online_link = None
	needed = {"Online": (), "In Person": ("venue", "municipality"), "Hybrid": ("venue", "municipality")}
	for fieldname in needed.get(event.delivery, ()):
		refuse_missing(event, fieldname, kind.say("where"))
	normalise_website(event, "online_link")
	set_places(event)


def validate_seats(event: Occasion) -> None:
	"""Refuse a number of seats that nobody can offer, or that is lower than what is confirmed."""
	event.capacity = cint(event.capacity)
	if not 1 <= event.capacity <= MAX_SEATS:
		refuse(
			event,
			"capacity",
			_("expected is a number from 1 to {0}.").format(MAX_SEATS),
			_("Wrong Number of Seats"),
		)
	if event.capacity < event.confirmed_count:
		frappe.throw(
			_("{0}: {1} seats are confirmed already; cancel some of them before you offer fewer.").format(
				field_label(event, "capacity"), event.confirmed_count
			),
			title=_("Wrong Number of Seats"),
		)
