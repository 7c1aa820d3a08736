# SPDX-License-Identifier: GPL-3.0-only
"""Workshops as calendar entries: attached to e-mails, to take along, and as a feed to subscribe to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import add_months, get_url, today
from werkzeug.wrappers import Response

from planota_hub.capacity_building.workshops.texts import workshop_url
from planota_hub.mail import calendar_entries
from planota_hub.mail.calendar_entries import CalendarEntry, answer
from planota_hub.mail.wording import describe_place
from planota_hub.public_forms.public_areas import SECONDS_KEPT
from planota_hub.rules.remembering import keep

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

FEED_STAGES = ("Announced", "Closed", "Held", "Evaluated")
FEED_MONTHS_BACK = 12
REQUESTS_PER_HOUR = 120  # of one address: a household of calendar programs, no robot
FEED_FIELDS = [
	"name",
	"workshop_title",
	"stage",
	"starts_on",
	"ends_on",
	"delivery",
	"venue",
	"municipality",
	"description",
	"calendar_sequence",
	"modified",
]


def make_calendar(workshops: Iterable, method: str = "PUBLISH", name: str | None = None) -> bytes:
	"""Return workshops as the content of an `.ics` file; see `calendar_entries.make_calendar`."""
	return calendar_entries.make_calendar(map(as_entry, workshops), method, name)


def as_entry(workshop: "TrainingWorkshop | frappe._dict") -> CalendarEntry:
	"""Return what a calendar program is told about a workshop."""
	return CalendarEntry(
		name=workshop.name,
		title=workshop.workshop_title,
		starts_on=workshop.starts_on,
		ends_on=workshop.ends_on,
		modified=workshop.modified,
		place=describe_place(workshop),
		url=workshop_url(workshop.name),
		description=get_description(workshop),
		sequence=workshop.calendar_sequence,
	)


def get_description(workshop: "TrainingWorkshop | frappe._dict") -> str:
	"""Return the programme, and the link to an online workshop where the entry carries it."""
	parts = (workshop.get("calendar_link"), workshop.get("description"))
	return "\n\n".join(part for part in parts if part)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def feed() -> Response:
	"""Return all announced workshops, and those of the last year, for any calendar program."""
	name = frappe.db.get_single_value("Hub Settings", "hub_name")
	key = f"hub_workshops_file|{name}|{get_url()}"
	return answer(keep(key, lambda: make_calendar(get_feed(), name=name), SECONDS_KEPT), "workshops.ics")


def get_feed() -> list[frappe._dict]:
	"""Return all announced workshops, and those of the last year, the first one first."""
	return frappe.get_all(
		"Training Workshop",
		filters={
			"stage": ("in", FEED_STAGES),
			"starts_on": (">=", add_months(today(), -FEED_MONTHS_BACK)),
		},
		fields=FEED_FIELDS,
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=3600)
def entry(workshop: str) -> Response:
	"""Return one announced workshop as a calendar file.

	Raises:
	        frappe.DoesNotExistError: when there is none of that name that the public may see.
	"""
	filters = {"name": workshop, "stage": ("in", FEED_STAGES)}
	found = frappe.get_all("Training Workshop", filters=filters, fields=FEED_FIELDS, order_by="name asc")
	if not found:
		raise frappe.DoesNotExistError
	return answer(make_calendar(found), f"{workshop}.ics")
