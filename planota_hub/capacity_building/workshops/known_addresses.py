# SPDX-License-Identifier: GPL-3.0-only
"""One e-mail address holds at most one registration for a workshop that is not cancelled."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.capacity_building.workshops import seats
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
		WorkshopRegistration,
	)


def set_active_key(registration: "WorkshopRegistration") -> None:
	"""Keep the key by which the database refuses a second registration; a cancelled one has none."""
	active = registration.status != seats.CANCELLED
	registration.active_key = f"{registration.workshop}:{registration.email_key}" if active else None
	if not registration.is_new() and active and registration.has_value_changed("email_key"):
		refuse_known_email(registration)


def refuse_known_email(registration: "WorkshopRegistration") -> None:
	"""Refuse an address that is registered already."""
	active = {
		"workshop": registration.workshop,
		"email_key": registration.email_key,
		"name": ("!=", registration.name or ""),
	}
	if frappe.db.exists(seats.REGISTRATION, {**active, "status": ("!=", seats.CANCELLED)}):
		throw_known_email(registration)


def throw_known_email(registration: "WorkshopRegistration") -> None:
	"""Say that an address is registered already."""
	frappe.throw(
		_("{0}: {1} is already registered for this workshop.").format(
			field_label(registration, "email"), shown(registration.email)
		),
		frappe.UniqueValidationError,
		title=_("Already Registered"),
	)
