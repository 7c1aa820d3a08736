"""What the public sends about workshops: registrations, cancellations by link, feedback."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import add_to_date, cint, cstr, now_datetime

from planota_hub.capacity_building import seats
from planota_hub.capacity_building.doctype.workshop_feedback.workshop_feedback import RATINGS
from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import get_email_key
from planota_hub.capacity_building.workshop_mail import (
	FEEDBACK_PURPOSE,
	REGISTRATION_PURPOSE,
	registration_url,
	send_message,
)
from planota_hub.planota_hub import intake
from planota_hub.planota_hub.choices import pick_own_ngo
from planota_hub.planota_hub.mail_account import can_leave
from planota_hub.planota_hub.tokens import read_token

REGISTRATION_FIELDS = ("participant_name", "phone", "organisation", "needs")
FEEDBACK_FIELDS = (*RATINGS, "would_recommend", "learned", "improve", "next_topics")
# one person may well choose several workshops in one go
REGISTRATIONS_PER_EMAIL_PER_DAY = 10
CANCELLATIONS_PER_TEN_MINUTES = 60


# Registration


def register_for_workshop(values: dict) -> dict:
	"""Take a registration from the public; handler of the web form `register-for-workshop`.

	Returns:
	        `outcome` ("Confirmed" or "Waiting List"), on the waiting list the `position`, whether it was
	        `mailed`, and the `url` of the participant's own page.

	Raises:
	        frappe.ValidationError: when the workshop takes no registration, or a value is refused, with its
	        field's name; nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address registered too often within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": seats.CONFIRMED, "mailed": can_leave(), "url": "/workshops"}
	workshop = cstr(values.get("workshop")).strip()
	if not workshop:
		frappe.throw(_("{0}: please choose from the list.").format(_("Workshop")))
	seats.refuse_closed_registration(seats.lock_workshop(workshop))
	registration = make_registration(workshop, values)
	check_throttle(registration.email)
	with intake.saving_for_guest():
		registration.insert(ignore_permissions=True)
	position = seats.get_waiting_position(registration) if registration.status == seats.WAITING else None
	return {
		"outcome": registration.status,
		"position": position,
		"mailed": bool(registration.flags.mailed) and can_leave(),
		"url": registration_url(registration.name),
	}


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
		**intake.get_consent(),
	}
	return registration


def check_throttle(email: str) -> None:
	"""Refuse an e-mail address that was used too often within a day; Hub Settings may lift all such limits.

	Raises:
	        frappe.RateLimitExceededError: when the limit is reached.
	"""
	since = {"email_key": get_email_key(email), "creation": (">", add_to_date(now_datetime(), days=-1))}
	is_limited = cint(frappe.db.get_single_value("Hub Settings", "public_intake_per_email_per_day"))
	if is_limited and frappe.db.count(seats.REGISTRATION, since) >= REGISTRATIONS_PER_EMAIL_PER_DAY:
		frappe.throw(
			_("From this e-mail address {0} forms were sent today. Please try again tomorrow.").format(
				REGISTRATIONS_PER_EMAIL_PER_DAY
			),
			frappe.RateLimitExceededError,
		)


# The participant's own page


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CANCELLATIONS_PER_TEN_MINUTES, seconds=600)
def cancel_by_link(token: str) -> dict[str, str]:
	"""Cancel the registration behind a link from an e-mail; pressing it twice does no harm.

	Returns:
	        `outcome` "cancelled".

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.ValidationError: for a link that has expired because the workshop has begun.
	"""
	name = get_registration(token)
	if seats.free_seat(name, "Participant"):
		send_message("cancelled", name)
	return {"outcome": "cancelled"}


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
