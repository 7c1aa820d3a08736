# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about workshops: registrations, cancellations by link, feedback."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cstr

from planota_hub.capacity_building.doctype.workshop_feedback.workshop_feedback import RATINGS
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.known_people import set_active_key
from planota_hub.capacity_building.workshops.mail import (
	FEEDBACK_PURPOSE,
	REGISTRATION_PURPOSE,
	registration_url,
	send_message,
)
from planota_hub.capacity_building.workshops.waiting_list import get_waiting_position
from planota_hub.mail.account import can_leave
from planota_hub.mail.hub_mail import send_once
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_own_ngo
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.text import validate_plain_text
from planota_hub.rules.tokens import read_token

REGISTRATION_FIELDS = ("participant_name", "phone", "organisation", "needs")
FEEDBACK_FIELDS = (*RATINGS, "would_recommend", "learned", "improve", "next_topics")
CANCELLATIONS_PER_TEN_MINUTES = 60


# Registration


def register_for_workshop(values: dict) -> dict:
	"""Take a registration from the public; handler of the web form `register-for-workshop`.

	Whoever sends a person who is registered already gets the answer of a first registration, so that nobody
	learns who takes part; the owner of the address is told by e-mail. For the same reason the link to the
	registration goes by e-mail, and into the answer only for somebody who is logged in with that address.
	Several people may register with one address, each has a registration of their own.

	Returns:
	        `outcome` ("Confirmed" or "Waiting List"), on the waiting list the `position`, whether it was
	        `mailed`, and perhaps the `url` of the participant's own page.

	Raises:
	        frappe.ValidationError: when the workshop takes no registration, or a value is refused, with its
	        field's name; nothing is saved then.
	        frappe.UniqueValidationError: for somebody logged in with the address of a person who is registered already.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": seats.CONFIRMED, "mailed": can_leave()}
	name = cstr(values.get("workshop")).strip()
	if not name:
		frappe.throw(_("{0}: please choose from the list.").format(_("Workshop")))
	workshop = seats.lock_workshop(name)
	seats.refuse_closed_registration(workshop)
	registration = make_registration(name, values)
	intake.check_throttle(registration.email)
	is_own = registration.email_key == get_email_key(frappe.session.user)
	known = frappe.db.get_value(seats.REGISTRATION, {"active_key": registration.active_key})
	if known and not is_own:
		return answer_known(known, workshop)
	with intake.saving_for_guest():
		registration.insert(ignore_permissions=True)
	position = get_waiting_position(registration) if registration.status == seats.WAITING else None
	link = {"url": registration_url(registration.name)} if is_own else {}
	return get_answer(registration.status, position, bool(registration.flags.mailed)) | link


def get_answer(outcome: str, position: int | None, mailed: bool) -> dict:
	"""Return what a registration is answered with; the same keys for everybody."""
	return {"outcome": outcome, "position": position, "mailed": mailed and can_leave()}


def answer_known(known: str, workshop: frappe._dict) -> dict:
	"""Tell the owner of an address that the person is registered already; answer as to a first registration."""
	outcome = seats.get_next_status(workshop)
	position = workshop.waiting_count + 1 if outcome == seats.WAITING else None
	mailed = send_once(f"registered_again:{known}", lambda: send_message("registered_again", known))
	return get_answer(outcome, position, mailed)


def make_registration(workshop: str, values: dict):
	"""Return the new registration, not saved yet, with what the public may say and nothing else."""
	intake.require_consent(values)
	texts = intake.pick_values(seats.REGISTRATION, REGISTRATION_FIELDS, values)
	intake.require_values(seats.REGISTRATION, ("participant_name",), texts)
	registration = frappe.new_doc(seats.REGISTRATION)
	registration.update(
		{
			**texts,
			"workshop": workshop,
			"ngo": pick_own_ngo(values.get("ngo")),
			"email": intake.read_email(_("Email"), values.get("email")),
		}
	)
	registration.flags.intake = {
		"registered_by": frappe.session.user,
		**get_consent("Workshops"),
	}
	validate_plain_text(registration)
	registration.normalise_contact_data()
	set_active_key(registration)
	return registration


# The participant's own page


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CANCELLATIONS_PER_TEN_MINUTES, seconds=600)
def cancel_by_link(token: str) -> dict[str, str]:
	"""Cancel the registration behind a link from an e-mail; pressing it twice does no harm.

	Returns:
	        `outcome` "cancelled", and `message`, which is said to whoever pressed.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.ValidationError: for a link that has expired because the workshop has begun.
	"""
	name = get_registration(token)
	if seats.free_seat(name, "Participant"):
		send_message("cancelled", name)
	message = _("Your registration is cancelled. Thank you for telling us.")
	return {"outcome": "cancelled", "message": message}


def get_registration(token: str | None, purpose: str = REGISTRATION_PURPOSE) -> str:
	"""Return the registration behind a link.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.DoesNotExistError: when the registration was deleted in the meantime.
	"""
	name = read_token(purpose, token)
	if not frappe.db.exists(seats.REGISTRATION, name):
		frappe.throw(_("This registration was not found."), frappe.DoesNotExistError)
	return name


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
