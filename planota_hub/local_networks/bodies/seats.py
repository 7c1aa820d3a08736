# SPDX-License-Identifier: GPL-3.0-only
"""The seats of a body: for which unit and field, under which name, and what happens to them with the body."""

import re
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, getdate, today

from planota_hub.local_networks.bodies.mandates import MANDATE, get_last_day
from planota_hub.mail.hub_mail import site_language
from planota_hub.mail.wording import LANGUAGES
from planota_hub.planota_hub.register.places import get_regions_of_unit
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.representative_body.representative_body import RepresentativeBody

SEAT_FIELDS = ("seat", "administrative_unit", "field_of_work")


def validate_seats(body: "RepresentativeBody") -> None:
	"""Each seat is for a unit, a field or both, and has a name of its own within the body."""
	names: dict[str, int] = {}
	taken = {cstr(row.seat).casefold() for row in body.seats if row.seat}
	for row in body.seats:
		if not (row.administrative_unit or row.field_of_work):
			refuse(row, "administrative_unit", _("a seat is for a unit, for a field, or for both."))
		refuse_foreign_unit(body, row)
		if not row.seat:
			row.seat = name_seat(row, taken)
			taken.add(row.seat.casefold())
		if row.seat.casefold() in names:
			refuse(row, "seat", _("this is the same as row {0}.").format(names[row.seat.casefold()]))
		names[row.seat.casefold()] = row.idx


def refuse_foreign_unit(body: "RepresentativeBody", row) -> None:
	if not (body.statistical_region and row.administrative_unit):
		return
	if body.statistical_region not in get_regions_of_unit(row.administrative_unit):
		message = _("this unit does not belong to the region {0}.").format(body.statistical_region)
		refuse(row, "administrative_unit", message)


def name_seat(row, taken: set[str]) -> str:
	"""Return the name of a seat in the language of the site: unit and field, with a number from the second on."""
	base = join_place(row.administrative_unit, row.field_of_work, site_language())
	names = (f"{base} {number}" if number > 1 else base for number in range(1, len(taken) + 2))
	return next(name for name in names if name.casefold() not in taken)


def join_place(administrative_unit: str | None, field_of_work: str | None, language: str | None) -> str:
	field = field_of_work and _(field_of_work, lang=language)
	return " · ".join(part for part in (administrative_unit, field) if part)


def describe_seat(seat: str, administrative_unit: str | None, field_of_work: str | None) -> str:
	"""Return the name of a seat in the language of the reader where the hub made it; one that was given stays."""
	for language in LANGUAGES:
		base = join_place(administrative_unit, field_of_work, language)
		if base and seat.startswith(base) and re.fullmatch(r"( \d+)?", seat[len(base) :]):
			return join_place(administrative_unit, field_of_work, None) + seat[len(base) :]
	return seat


def refuse_removed_seats(body: "RepresentativeBody") -> None:
	"""A seat with mandates stays: their history would be lost."""
	kept = {row.name for row in body.seats}
	removed = [row.seat for row in get_rows_before(body) if row.name not in kept]
	filters = {"body": body.name, "seat": ("in", removed or [""])}
	if seat := frappe.db.get_value(MANDATE, filters, "seat", order_by="seat asc"):
		refuse(body, "seats", _("the seat {0} has mandates and can't be removed.").format(seat))


def update_seats_of_mandates(body: "RepresentativeBody") -> None:
	"""Mandates carry the name, unit and field of their seat; all at once, so that two seats can swap names."""
	before = {row.name: row for row in get_rows_before(body)}
	changed = [
		(before[row.name].seat, {field: row.get(field) for field in SEAT_FIELDS})
		for row in body.seats
		if row.name in before and any(before[row.name].get(field) != row.get(field) for field in SEAT_FIELDS)
	]
	held = {
		seat: frappe.get_all(MANDATE, {"body": body.name, "seat": seat}, pluck="name", order_by="name asc")
		for seat, _values in changed
	}
	for seat, values in changed:
		for name in held[seat]:
			title = f"{frappe.db.get_value(MANDATE, name, 'person_name')} ({values['seat']})"[:140]
			frappe.db.set_value(MANDATE, name, {**values, "mandate_title": title})


def get_rows_before(body: "RepresentativeBody") -> list:
	before = body.get_doc_before_save()
	return before.seats if before else []


def set_status(body: "RepresentativeBody") -> None:
	"""A body is dissolved since a day, and can't be from one to come."""
	if body.dissolved_on and getdate(body.dissolved_on) > getdate(today()):
		refuse(body, "dissolved_on", _("this day is still to come."))
	body.status = "Dissolved" if body.dissolved_on else "Active"


def end_mandates_of_dissolved(body: "RepresentativeBody") -> None:
	"""End every mandate that would last longer than its body."""
	if not body.dissolved_on or not body.has_value_changed("dissolved_on"):
		return
	for name in frappe.get_all(
		MANDATE, {"body": body.name, "to_date": (">=", body.dissolved_on)}, pluck="name", order_by="name asc"
	):
		mandate = frappe.get_doc(MANDATE, name)
		if get_last_day(mandate) >= getdate(body.dissolved_on):
			mandate.ended_early_on = max(getdate(body.dissolved_on), getdate(mandate.from_date))
			mandate.end_reason = "Body Dissolved"
			mandate.save(ignore_permissions=True)
