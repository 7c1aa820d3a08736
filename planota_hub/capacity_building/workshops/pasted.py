# SPDX-License-Identifier: GPL-3.0-only
"""A pasted list of people becomes registrations for a workshop: shown first, then entered row by row."""

import frappe
from frappe.utils import cstr, get_datetime, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.known_people import set_active_key
from planota_hub.planota_hub.register.pasted_organisations import add_ngos
from planota_hub.rules.many_rows import do_each, read_rows
from planota_hub.sheets.pasted_people import read_people


@frappe.whitelist(methods=["POST"])
def preview_people(workshop: str, text: str) -> dict:
	"""Return who of a pasted text would be registered: `rows` as they were understood, and `mails`, whether they get one.

	Raises:
	        frappe.PermissionError: for whoever may not register people for the workshop.
	        frappe.ValidationError: for a text in which nobody is found.
	"""
	check_may_register(workshop)
	people = read_people(text)
	add_ngos(people)
	for person in people:
		if not person.problem:
			person.problem = find_refusal(workshop, person)
	ends_on = frappe.db.get_value(seats.WORKSHOP, workshop, "ends_on")
	return {"rows": people, "mails": get_datetime(ends_on) >= now_datetime()}


@frappe.whitelist(methods=["POST"])
def enter_people(workshop: str, rows: str | list) -> list[dict]:
	"""Register people for a workshop, each as a whole or not at all; return what became of each row.

	Raises:
	        frappe.PermissionError: for whoever may not register people for the workshop.
	        frappe.ValidationError: for what is no list of rows, or a too long one.
	"""
	check_may_register(workshop)
	return do_each(read_rows(rows), lambda row: register(workshop, row))


def check_may_register(workshop: str) -> None:
	frappe.get_doc(seats.WORKSHOP, workshop).check_permission("read")
	frappe.has_permission(seats.REGISTRATION, "create", throw=True)


def make_registration(workshop: str, row: frappe._dict):
	"""Return the registration of a row, not saved yet."""
	registration = frappe.new_doc(seats.REGISTRATION)
	registration.update(
		{
			"workshop": workshop,
			"participant_name": cstr(row.person_name).strip(),
			"email": cstr(row.email).strip(),
			"phone": cstr(row.phone).strip() or None,
			"organisation": cstr(row.organisation).strip() or None,
			"ngo": cstr(row.ngo) or None,
		}
	)
	return registration


def find_refusal(workshop: str, person: frappe._dict) -> str | None:
	"""Return why somebody can't be registered, as far as it shows before the seat is taken."""
	registration = make_registration(workshop, person)
	if not registration.email:
		return frappe._("There is no e-mail address.")
	registration.email_key = registration.email
	registration.normalise_contact_data()
	set_active_key(registration)
	if frappe.db.exists(seats.REGISTRATION, {"active_key": registration.active_key}):
		return frappe._("Is registered already.")
	return None


def register(workshop: str, row: frappe._dict) -> dict:
	registration = make_registration(workshop, row)
	registration.insert()
	return {"name": registration.name, "outcome": frappe._(registration.status)}
