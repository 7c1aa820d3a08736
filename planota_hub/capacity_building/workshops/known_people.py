# SPDX-License-Identifier: GPL-3.0-only
"""One person holds at most one registration for a workshop that is not cancelled; a mailbox may hold several."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.capacity_building.workshops import seats
from planota_hub.planota_hub.register.identity.persons import get_person_key
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
		WorkshopRegistration,
	)


def set_active_key(registration: "WorkshopRegistration") -> None:
	"""Keep the key by which the database refuses a second registration of one person; a cancelled one has none."""
	person = get_person_key(registration.participant_name, registration.email)
	active = registration.status != seats.CANCELLED and person
	registration.active_key = f"{registration.workshop}:{person}" if active else None


def refuse_known_person(registration: "WorkshopRegistration") -> None:
	"""Refuse a person who is registered already: the same name at the same mailbox."""
	known = {"active_key": registration.active_key, "name": ("!=", registration.name or "")}
	if registration.active_key and frappe.db.exists(seats.REGISTRATION, known):
		throw_known_person(registration)


def throw_known_person(registration: "WorkshopRegistration") -> None:
	"""Say that a person is registered already."""
	frappe.throw(
		_("{0}: {1} is already registered for this workshop with the address {2}.").format(
			field_label(registration, "participant_name"),
			shown(registration.participant_name),
			shown(registration.email),
		),
		frappe.UniqueValidationError,
		title=_("Already Registered"),
	)
