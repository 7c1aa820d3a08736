# SPDX-License-Identifier: GPL-3.0-only
"""What the public pages show of workshops; nothing else of them leaves the Desk."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.calendar_files import FEED_STAGES, as_entry, get_feed
from planota_hub.capacity_building.workshops.texts import describe_trainer
from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.public_forms.public_areas import PublicArea, PublicItem
from planota_hub.rules.readable import show_number

PUBLIC_STAGES = (*FEED_STAGES, "Cancelled")
PUBLIC_FIELDS = [
	*seats.LOCKED_FIELDS,
	"workshop_title",
	"description",
	"language",
	"hours",
	"delivery",
	"venue",
	"municipality",
	"trainer_name",
	"trainer_organisation",
]


def get_open_workshops() -> list[frappe._dict]:
	"""Return the workshops for which somebody can register now, the next one first."""
	return [workshop for workshop in get_coming_workshops() if workshop.is_open]


def get_coming_workshops() -> list[frappe._dict]:
	"""Return the announced workshops that are not over, the next one first."""
	filters = [["stage", "in", sorted(seats.MOVING_STAGES)], ["ends_on", ">=", now_datetime()]]
	return get_workshops(filters, "starts_on asc, name asc")


def get_past_workshops(number: int) -> list[dict]:
	"""Return the last workshops that were held, the latest first."""
	return get_workshops([["stage", "in", ["Held", "Evaluated"]]], "starts_on desc, name desc", number)


def get_public_workshop(name: str) -> frappe._dict | None:
	"""Return one workshop as the public may see it; None when there is none.

	A workshop that was cancelled before anybody heard of it stays unknown.
	"""
	filters = [["name", "=", name], ["stage", "in", PUBLIC_STAGES]]
	found = get_workshops(filters, "name asc")
	if not found or (found[0].stage == "Cancelled" and not found[0].queue_counter):
		return None
	return found[0]


def get_workshops(filters: list, order_by: str, number: int = 0) -> list[frappe._dict]:
	workshops = frappe.get_all(
		seats.WORKSHOP, filters=filters, fields=PUBLIC_FIELDS, order_by=order_by, limit_page_length=number
	)
	areas = get_areas([workshop.name for workshop in workshops])
	for workshop in workshops:
		workshop.areas = areas.get(workshop.name, [])
		describe(workshop)
	return workshops


def get_areas(names: list[str]) -> dict[str, list[str]]:
	"""Return the capacity areas of workshops in one query."""
	areas: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Workshop Capacity Area",
		filters={"parenttype": seats.WORKSHOP, "parent": ("in", names or [""])},
		fields=["parent", "capacity_area"],
		order_by="parent asc, idx asc",
	):
		areas.setdefault(row.parent, []).append(row.capacity_area)
	return areas


def describe(workshop: frappe._dict) -> None:
	"""Add what a page says about a workshop in words, and whether somebody can register."""
	workshop.time = describe_time(workshop)
	workshop.place = describe_place(workshop)
	workshop.trainer = describe_trainer(workshop)
	workshop.length = show_number(workshop.hours)
	free = workshop.capacity - workshop.confirmed_count - workshop.waiting_count
	workshop.free_seats = max(free, 0) if seats.is_moving(workshop) else 0
	workshop.is_open, workshop.state = get_state(workshop)


def get_state(workshop: frappe._dict) -> tuple[bool, str]:
	"""Return whether somebody can register, and what the page says about the seats."""
	try:
		seats.refuse_closed_registration(workshop)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		return False, str(error)
	if workshop.free_seats:
		return True, _("Free seats: {0}").format(workshop.free_seats)
	if workshop.has_waiting_list:
		return True, _("Full; there is a waiting list")
	return False, _("All seats are taken")


def get_public_area() -> PublicArea:
	"""Return what the public sees of workshops. Hook `hub_public_areas`."""
	return PublicArea(
		folder="workshops",
		title=_("Workshops"),
		doctype=seats.WORKSHOP,
		filters=({"stage": ("in", sorted(FEED_STAGES))},),
		get_items=lambda: list(map(as_item, get_coming_workshops())),
		block="Workshops",
		heading=_("Next workshops"),
		more=_("All workshops"),
		get_entries=lambda: list(map(as_entry, get_feed())),
	)


def as_item(workshop: frappe._dict) -> PublicItem:
	"""Return a workshop as lists tell of it."""
	return PublicItem(
		title=workshop.workshop_title,
		url=f"/workshops/{workshop.name}",
		text=f"{workshop.time} · {workshop.place}",
		summary=workshop.description or "",
		places=[workshop.municipality] if workshop.municipality else [],
	)
