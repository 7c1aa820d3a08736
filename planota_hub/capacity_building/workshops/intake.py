# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about workshops: registrations, cancellations by link, feedback."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cstr

from planota_hub.capacity_building.doctype.workshop_feedback.workshop_feedback import RATINGS
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.known_people import set_active_key
from planota_hub.capacity_building.workshops.mail import FEEDBACK_PURPOSE, LETTERS
from planota_hub.planota_hub.taking_part.intake import CANCELLATIONS_PER_TEN_MINUTES, Intake
from planota_hub.public_forms import intake

FEEDBACK_FIELDS = (*RATINGS, "would_recommend", "learned", "improve", "next_topics")
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
	"""Take the feedback of a participant; handler of the web form `workshop-feedback`.

	Returns:
	        `outcome` "received".

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.ValidationError: without attendance, the second time, before the workshop was held and after
	        it was evaluated; also for a rating outside 1 to 5, with its name.
	"""
	if intake.is_robot(values):
		return {"outcome": "received"}
	feedback = frappe.new_doc("Workshop Feedback")
	feedback.update(intake.pick_values("Workshop Feedback", FEEDBACK_FIELDS, values))
	feedback.registration = get_registration(cstr(values.get("token")), FEEDBACK_PURPOSE)
	with intake.saving_for_guest():
		feedback.insert(ignore_permissions=True)
	return {"outcome": "received"}
