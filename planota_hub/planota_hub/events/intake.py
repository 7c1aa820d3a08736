# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about events: registrations, also of several people of an NGO, and cancellations by link."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.events.seats import SEATS, set_active_key
from planota_hub.planota_hub.taking_part.intake import (
	CANCELLATIONS_PER_TEN_MINUTES,
	CHANGES_PER_HOUR,
	Intake,
)

INTAKE = Intake(SEATS, LETTERS, "Events", set_active_key, lambda: _("Event"))


def register_for_event(values: dict) -> dict:
	"""Take a registration from the public; handler of the web form `register-for-event`. See `Intake.register`."""
	return INTAKE.register(values)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CANCELLATIONS_PER_TEN_MINUTES, seconds=600)
def cancel_by_link(token: str) -> dict[str, str]:
	"""Cancel the registration behind a link from an e-mail; see `Intake.cancel_by_link`."""
	return INTAKE.cancel_by_link(token)


@frappe.whitelist(methods=["POST"])
def cancel_registration(registration: str) -> bool:
	"""Cancel a registration for the hub's staff; see `Intake.cancel_for_staff`."""
	return INTAKE.cancel_for_staff(registration)


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=CHANGES_PER_HOUR, seconds=3600)
def register_colleagues(event: str, ngo: str, agreed: int | str = 0, **people) -> str:
	"""Register several people of the own NGO for an event; see `Intake.register_colleagues`."""
	return INTAKE.register_colleagues(event, ngo, agreed, people)


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=CHANGES_PER_HOUR, seconds=3600)
def cancel_for_colleague(registration: str) -> str:
	"""Cancel the registration of somebody from the own NGO; see `Intake.cancel_for_colleague`."""
	return INTAKE.cancel_for_colleague(registration)
