# SPDX-License-Identifier: GPL-3.0-only
"""What a mandate in a body must fulfil, who holds one, and the way a new one is made.

For the election: `get_free_seats` tells which seats can be filled, `create_mandate` fills one. Both count a seat
as free when no mandate for it lasts on any day of the wanted term.
"""

from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import Criterion, DocType
from frappe.utils import add_days, add_years, cint, cstr, getdate, today

from planota_hub.planota_hub.register.identity import persons
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.body_mandate.body_mandate import BodyMandate

BODY, SEAT, MANDATE = "Representative Body", "Body Seat", "Body Mandate"
ACTIVE_STATUSES = ("Active", "Expiring")
TERM_FIELDS = ["name", "seat", "person_name", "email", "from_date", "to_date", "ended_early_on"]


def get_warning_days() -> int:
	"""Return how many days before its end a mandate counts as expiring."""
	return cint(frappe.get_cached_doc("Hub Settings").mandate_warning_days)


def get_last_day(mandate: "BodyMandate | frappe._dict") -> date:
	"""Return the last day of a mandate: the planned one, or the day before it ended early."""
	planned = getdate(mandate.to_date)
	if not mandate.ended_early_on:
		return planned
	return min(planned, getdate(add_days(mandate.ended_early_on, -1)))


def get_status(mandate: "BodyMandate | frappe._dict", day=None) -> str:
	"""Return the status of a mandate on a day, today unless another one is given."""
	day = getdate(day or today())
	last = get_last_day(mandate)
	if last < day or last < getdate(mandate.from_date):
		return "Ended"
	if getdate(mandate.from_date) > day:
		return "Planned"
	return "Expiring" if (last - day).days < get_warning_days() else "Active"


def lasts_on(table, day) -> Criterion:
	"""Return the condition that a mandate lasts on a day, for any query on that table."""
	not_ended = table.ended_early_on.isnull() | (table.ended_early_on > day)
	return (table.from_date <= day) & (table.to_date >= day) & not_ended


# Rules


def set_term(mandate: "BodyMandate") -> None:
	"""Say whom the mandate replaces, and propose its end: the one of the replaced, else a term of the body."""
	begin = getdate(mandate.from_date)
	replaced = [
		row for row in get_mandates_of_seat(mandate) if get_last_day(row) < begin <= getdate(row.to_date)
	]
	mandate.replaces = replaced[-1].name if replaced else None
	if mandate.to_date:
		return
	years = cint(frappe.db.get_value(BODY, mandate.body, "term_years"))
	if replaced:
		mandate.to_date = getdate(replaced[-1].to_date)
	elif years:
		mandate.to_date = add_days(add_years(begin, years), -1)
	else:
		refuse(mandate, "to_date", _("please enter the last day of the mandate."))


def get_mandates_of_seat(mandate: "BodyMandate") -> list[frappe._dict]:
	"""Return the other mandates for the same seat, the latest last."""
	filters = {"body": mandate.body, "seat": mandate.seat, "name": ("!=", mandate.name or "")}
	return frappe.get_all(MANDATE, filters, TERM_FIELDS, order_by="to_date asc, from_date asc")


def validate_dates(mandate: "BodyMandate") -> None:
	"""A mandate ends after it begins, early only within its term, and not after its body was dissolved."""
	if getdate(mandate.to_date) < getdate(mandate.from_date):
		refuse(mandate, "to_date", _("the mandate must not end before it begins."), _("Wrong Date"))
	if not mandate.ended_early_on:
		mandate.end_reason = None
	elif not getdate(mandate.from_date) <= getdate(mandate.ended_early_on) <= getdate(mandate.to_date):
		refuse(mandate, "ended_early_on", _("expected is a day within the mandate."), _("Wrong Date"))
	else:
		refuse_missing(mandate, "end_reason", _("please choose why the mandate ended early."))
	dissolved_on = frappe.db.get_value(BODY, mandate.body, "dissolved_on")
	last = get_last_day(mandate)
	if dissolved_on and last >= max(getdate(dissolved_on), getdate(mandate.from_date)):
		message = _("the body was dissolved on {0}; no mandate lasts longer.").format(show_day(dissolved_on))
		refuse(mandate, "to_date", message, _("Body Dissolved"))


def validate_deputy(mandate: "BodyMandate") -> None:
	"""A deputy has a name, and is somebody else."""
	if not mandate.deputy_name:
		for fieldname in ("deputy_email", "deputy_ngo"):
			if mandate.get(fieldname):
				refuse(mandate, "deputy_name", _("please enter who the deputy is."))
		return
	deputy = frappe._dict(person_name=mandate.deputy_name, email=mandate.deputy_email)
	if is_same_person(mandate, deputy):
		refuse(mandate, "deputy_name", _("a deputy is somebody other than the person they stand in for."))


def validate_ngos(mandate: "BodyMandate") -> None:
	"""Whoever represents NGOs today or later comes from a verified one."""
	for fieldname in ("ngo", "deputy_ngo"):
		ngo = mandate.get(fieldname)
		if not ngo or not mandate.has_value_changed(fieldname) or mandate.status == "Ended":
			continue
		if frappe.db.get_value("NGO", ngo, "stage") != "Verified":
			refuse(mandate, fieldname, _("this organisation is not verified."))


def refuse_overlaps(mandate: "BodyMandate") -> None:
	"""One person per seat at a time, and one seat per person; decided while the row of the body is locked.

	Raises:
	        frappe.ValidationError: naming the mandate that stands in the way.
	"""
	lock_body(mandate.body)
	for other in get_locked_mandates(mandate.body):
		if other.name == mandate.name or not do_overlap(mandate, other):
			continue
		term = f"{show_day(other.from_date)} – {show_day(get_last_day(other))}"
		if other.seat == mandate.seat:
			message = _("this seat belongs to {0} at that time ({1}, {2}).")
			text = message.format(shown(other.person_name), term, other.name)
			refuse(mandate, "seat", text, _("Seat Taken"))
		if is_same_person(mandate, other):
			message = _("this person already has the seat {0} of the body at that time ({1}, {2}).")
			text = message.format(shown(other.seat), term, other.name)
			refuse(mandate, "person_name", text, _("Already in the Body"))


def lock_body(body: str) -> None:
	"""Keep the row of a body locked until the commit: everything that takes a seat in it waits here."""
	frappe.db.get_value(BODY, body, "name", for_update=True)


def get_locked_mandates(body: str) -> list[frappe._dict]:
	"""Return the mandates of a body, as the latest commit left them."""
	return frappe.db.get_values(
		MANDATE, {"body": body}, TERM_FIELDS, as_dict=True, order_by="from_date asc", for_update=True
	)


def do_overlap(one, other) -> bool:
	"""Tell whether two mandates have a day in common; one that ended on its first day never lasted."""
	first, last = getdate(one.from_date), get_last_day(one)
	if last < first or get_last_day(other) < getdate(other.from_date):
		return False
	return first <= get_last_day(other) and getdate(other.from_date) <= last


def is_same_person(one, other) -> bool:
	"""Tell whether two mandates are of one person: of one name, and not at two addresses. Colleagues share some."""
	return persons.is_same_person(one.person_name, one.email, other.person_name, other.email)


# Filling seats


def get_free_seats(
	body: str, administrative_unit: str | None, field_of_work: str | None, from_date, to_date
) -> list[str]:
	"""Return the names of the seats for a unit and a field that nobody holds on any day of a term.

	Args:
	        administrative_unit, field_of_work: as in the seats of the body; None or "" for seats without one.
	"""
	term = frappe._dict(from_date=from_date, to_date=to_date, ended_early_on=None)
	taken = {row.seat for row in get_locked_mandates(body) if do_overlap(term, row)}
	seats = frappe.get_all(
		SEAT,
		{"parenttype": BODY, "parent": body},
		["seat", "administrative_unit", "field_of_work"],
		order_by="idx asc",
	)
	wanted = (cstr(administrative_unit), cstr(field_of_work))
	return [
		row.seat
		for row in seats
		if (cstr(row.administrative_unit), cstr(row.field_of_work)) == wanted and row.seat not in taken
	]


def create_mandate(
	body: str,
	*,
	person_name: str,
	ngo: str,
	from_date,
	to_date,
	administrative_unit: str | None = None,
	field_of_work: str | None = None,
	email: str | None = None,
	contact: str | None = None,
	origin: str = "Elected",
	election: str | None = None,
	decision_reference: str | None = None,
) -> str:
	"""Give a person the first free seat for a unit and a field, as the result of an election or a consensus.

	The caller has checked that the user may decide on it; the mandate is made without asking again. All rules
	of Body Mandate hold.

	Args:
	        administrative_unit, field_of_work: as in the seats of the body; None for seats without one.
	        from_date, to_date: first and last day of the mandate.
	        contact: the Contact of the person, where it is known.
	        origin: "Elected", "Consensus" or "Appointed".
	        election: the Representative Election whose result it is.

	Returns:
	        the name of the new Body Mandate.

	Raises:
	        frappe.ValidationError: when no seat is free for the whole term, or a rule of the mandate is not met.
	"""
	lock_body(body)
	seats = get_free_seats(body, administrative_unit, field_of_work, from_date, to_date)
	if not seats:
		place = " · ".join(_(part) for part in (administrative_unit, field_of_work) if part)
		term = (show_day(from_date), show_day(to_date))
		frappe.throw(_("No seat is free from {0} to {1}: {2}.").format(*term, place), title=_("Seat Taken"))
	mandate = frappe.new_doc(MANDATE)
	mandate.update({"body": body, "seat": seats[0], "person_name": person_name, "ngo": ngo, "email": email})
	mandate.contact = contact
	mandate.update({"from_date": from_date, "to_date": to_date, "origin": origin})
	mandate.decision_reference = decision_reference
	mandate.flags.set_by_hub = {"election": election}
	return mandate.insert(ignore_permissions=True).name


# Who belongs to the body


def get_entitled_users() -> set[str]:
	"""Return the users whose mandate of today gives them the portal role (hook `hub_portal_entitlements`)."""
	mandate, body = DocType(MANDATE), DocType(BODY)
	rows = (
		frappe.qb.from_(mandate)
		.join(body)
		.on(body.name == mandate.body)
		.select(mandate.user)
		.where((body.grants_portal_role == 1) & mandate.user.isnotnull() & (mandate.user != ""))
		.where(lasts_on(mandate, today()))
		.run()
	)
	return {user for (user,) in rows}


def get_members(body: str) -> list[dict]:
	"""Return who is invited to a meeting of a body (hook `hub_meeting_members`); the mandate says whose vote it is."""
	rows = frappe.get_all(
		MANDATE,
		filters={"body": body, "status": ("in", ACTIVE_STATUSES)},
		fields=["name as member", "ngo", "person_name", "email", "contact"],
		order_by="seat asc",
	)
	return [{**row, "has_vote": 1} for row in rows]
