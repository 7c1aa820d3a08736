# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about events: registrations, also of several people of an NGO, and cancellations by link."""

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, cstr

from planota_hub.planota_hub.events.kind import EVENT, FEEDBACK, RATINGS
from planota_hub.planota_hub.events.mail import FEEDBACK_PURPOSE
from planota_hub.planota_hub.events.registering import INTAKE
from planota_hub.planota_hub.events.series import registers_for_all
from planota_hub.planota_hub.events.series_intake import register_for_all
from planota_hub.planota_hub.taking_part import feedback
from planota_hub.planota_hub.taking_part.intake import (
	CANCELLATIONS_PER_TEN_MINUTES,
	CHANGES_PER_HOUR,
)


def register_for_event(values: dict) -> dict:
	"""Take a registration from the public; handler of the web form `register-for-event`. See `Intake.register`.

	Registers for all dates of a series where the sender, or the series, wants it; see `series_intake.register_for_all`.
	"""
	event = cstr(values.get("event")).strip()
	wants_all = bool(cint(values.get("all_dates")))
	# who comes to one date reads with a lock: what was read before would hide whom the one before has registered
	series = frappe.db.get_value(EVENT, event, "series", for_update=not wants_all) if event else None
	if series and (wants_all or registers_for_all(series)):
		return register_for_all(event, series, values)
	return INTAKE.register(values)


def give_feedback(values: dict) -> dict:
	"""Take the feedback of a participant; handler of the web form `event-feedback`. See `feedback.give_feedback`."""
	return feedback.give_feedback(INTAKE, FEEDBACK, RATINGS, FEEDBACK_PURPOSE, values)


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
