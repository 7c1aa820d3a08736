# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about workshops: registrations, cancellations by link, feedback."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.capacity_building.doctype.workshop_feedback.workshop_feedback import RATINGS
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.known_people import set_active_key
from planota_hub.capacity_building.workshops.mail import FEEDBACK_PURPOSE, LETTERS
from planota_hub.planota_hub.taking_part import feedback
from planota_hub.planota_hub.taking_part.intake import CANCELLATIONS_PER_TEN_MINUTES, Intake

INTAKE = Intake(seats.SEATS, LETTERS, "Workshops", set_active_key, lambda: _("Workshop"))
get_registration = INTAKE.get_registration


def register_for_workshop(values: dict) -> dict:
	"""Take a registration from the public; handler of the web form `register-for-workshop`. See `Intake.register`."""
	return INTAKE.register(values)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CANCELLATIONS_PER_TEN_MINUTES, seconds=600)
def cancel_by_link(token: str) -> dict[str, str]:
	"""Cancel the registration behind a link from an e-mail; see `Intake.cancel_by_link`."""
	return INTAKE.cancel_by_link(token)


# Feedback


def give_feedback(values: dict) -> dict:
	"""Take the feedback of a participant; handler of the web form `workshop-feedback`. See `feedback.give_feedback`."""
	return feedback.give_feedback(INTAKE, "Workshop Feedback", RATINGS, FEEDBACK_PURPOSE, values)
