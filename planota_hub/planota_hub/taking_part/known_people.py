# SPDX-License-Identifier: GPL-3.0-only
"""One person registers once: the same name at the same mailbox, also when two try at the same moment."""

import frappe

from planota_hub.planota_hub.register.identity.persons import get_person_key
from planota_hub.planota_hub.taking_part.kinds import CANCELLED, Kind, Participant
from planota_hub.rules.text import field_label, shown


def set_active_key(kind: Kind, registration: Participant) -> None:
	"""Keep the key by which the database refuses a second registration of one person; a cancelled one has none."""
	person = get_person_key(registration.participant_name, registration.email)
	active = registration.status != CANCELLED and person
	registration.active_key = f"{registration.get(kind.fieldname)}:{person}" if active else None


def refuse_known_person(kind: Kind, registration: Participant) -> None:
	"""Refuse a person who is registered already: the same name at the same mailbox."""
	known = {"active_key": registration.active_key, "name": ("!=", registration.name or "")}
	if registration.active_key and frappe.db.exists(kind.registration, known):
		throw_known_person(kind, registration)


def throw_known_person(kind: Kind, registration: Participant) -> None:
	"""Say that a person is registered already."""
	frappe.throw(
		kind.say(
			"is_known",
			field_label(registration, "participant_name"),
			shown(registration.participant_name),
			shown(registration.email),
		),
		frappe.UniqueValidationError,
		title=frappe._("Already Registered"),
	)
