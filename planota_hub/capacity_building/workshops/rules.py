# SPDX-License-Identifier: GPL-3.0-only
"""What a workshop must say of itself: when and where it is, how long, how many come, and until when they register."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, flt, get_datetime

from planota_hub.planota_hub.register.places import set_places
from planota_hub.rules.fields import normalise_website
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

MAX_DAYS = 92
MAX_SEATS = 1000


def validate_times(workshop: "TrainingWorkshop") -> None:
	"""Refuse a workshop that ends before it starts, or lasts longer than `MAX_DAYS`."""
	starts_on, ends_on = get_datetime(workshop.starts_on), get_datetime(workshop.ends_on)
	if ends_on <= starts_on:
		refuse(workshop, "ends_on", _("the workshop must end after it starts."), _("Wrong Time"))
	if (ends_on - starts_on).days > MAX_DAYS:
		refuse(workshop, "ends_on", _("a workshop lasts at most {0} days.").format(MAX_DAYS), _("Wrong Time"))


def validate_hours(workshop: "TrainingWorkshop") -> None:
	"""The hours of training: never longer than from start to end, and asked for when that takes days."""
	starts_on, ends_on = get_datetime(workshop.starts_on), get_datetime(workshop.ends_on)
	duration = flt((ends_on - starts_on).total_seconds() / 3600, 2)
	if not flt(workshop.hours) and starts_on.date() == ends_on.date():
		workshop.hours = duration
	if not 0 < flt(workshop.hours) <= duration:
		frappe.throw(
			_("{0}: expected are more than 0 and at most {1} hours, the time from start to end.").format(
				field_label(workshop, "hours"), duration
			),
			title=_("Wrong Hours"),
		)


def validate_registration_window(workshop: "TrainingWorkshop") -> None:
	"""Refuse a registration that is open after the workshop starts, or closes before it opens."""
	opens_on, closes_on = (
		workshop.get(fieldname) and get_datetime(workshop.get(fieldname))
		for fieldname in ("registration_opens_on", "registration_closes_on")
	)
	starts_on = get_datetime(workshop.starts_on)
	for fieldname, moment in (
		("registration_opens_on", opens_on),
		("registration_closes_on", closes_on),
	):
		if moment and moment > starts_on:
			frappe.throw(
				_("{0}: expected is a time before the workshop starts.").format(
					field_label(workshop, fieldname)
				),
				title=_("Wrong Registration Window"),
			)
	if opens_on and closes_on and closes_on <= opens_on:
		frappe.throw(
			_("{0}: registration must close after it opens.").format(
				field_label(workshop, "registration_closes_on")
			),
			title=_("Wrong Registration Window"),
		)


def validate_place(workshop: "TrainingWorkshop") -> None:
	"""Refuse a workshop in a room that is not named, and drop what its kind of delivery does not have."""
	if workshop.delivery == "Online":
		workshop.venue = workshop.municipality = None
	elif workshop.delivery == "In Person":
		workshop.online_link = None
	needed = {"Online": (), "In Person": ("venue", "municipality"), "Hybrid": ("venue", "municipality")}
	for fieldname in needed.get(workshop.delivery, ()):
		refuse_missing(workshop, fieldname, _("please enter where the workshop takes place."))
	normalise_website(workshop, "online_link")
	for row in workshop.materials:
		normalise_website(row, "link")
	set_places(workshop)


def validate_seats(workshop: "TrainingWorkshop") -> None:
	"""Refuse a number of seats that nobody can offer, or that is lower than what is confirmed."""
	workshop.capacity = cint(workshop.capacity)
	if not 1 <= workshop.capacity <= MAX_SEATS:
		refuse(
			workshop,
			"capacity",
			_("expected is a number from 1 to {0}.").format(MAX_SEATS),
			_("Wrong Number of Seats"),
		)
	if workshop.capacity < workshop.confirmed_count:
		frappe.throw(
			_("{0}: {1} seats are confirmed already; cancel some of them before you offer fewer.").format(
				field_label(workshop, "capacity"), workshop.confirmed_count
			),
			title=_("Wrong Number of Seats"),
		)
