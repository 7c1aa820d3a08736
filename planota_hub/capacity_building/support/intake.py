# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about support: requests through the web form, and how satisfied they were."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, cstr, get_datetime, getdate, now, now_datetime, today

from planota_hub.capacity_building.support.mail import RATING_PURPOSE, send_message
from planota_hub.capacity_building.support.targets import REQUEST
from planota_hub.mail import hub_mail
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_one, pick_own_ngo
from planota_hub.public_forms.consent import get_consent
from planota_hub.public_forms.tracking import get_tracked_status
from planota_hub.rules.readable import choose_form
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text
from planota_hub.rules.tokens import read_token

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)

REQUEST_FIELDS = (
	"subject",
	"description",
	"organisation",
	"registration_number",
	"requester_name",
	"requester_phone",
)
REQUIRED_FIELDS = ("subject", "description", "requester_name")
RATINGS = range(1, 6)
RATING_DAYS = 90
RATINGS_PER_TEN_MINUTES = 60


# Requests


def ask_for_support(values: dict) -> dict:
	"""Take a request from the public; handler of the web form `ask-for-support`.

	Returns:
	        `outcome` "received", the `tracking_code` (the same one for the same request sent again), and whether
	        it was `mailed`.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return intake.deceive_robot()
	request = make_request(values)
	return intake.receive(request, request.requester_email, tell_staff, partial(send_message, "received"))


def make_request(values: dict) -> "NGOSupportRequest":
	"""Return the new request, not saved yet, with what the public may say and nothing else."""
	intake.require_consent(values)
	texts = intake.pick_values(REQUEST, REQUEST_FIELDS, values)
	intake.require_values(REQUEST, REQUIRED_FIELDS, texts)
	said = {
		**texts,
		"ngo": pick_own_ngo(values.get("ngo")),
		"category": pick_one(_("Category"), values.get("category"), get_categories()),
		"wanted_by": read_wanted_by(values.get("wanted_by")),
		"requester_email": intake.read_email(_("Your Email"), values.get("requester_email")),
	}
	request = frappe.new_doc(REQUEST)
	request.update(said)
	validate_plain_text(request)
	if not request.ngo and not request.organisation:
		frappe.throw(_("{0}: please tell us for whom you ask.").format(_("Your Organisation")))
	request.flags.intake = {
		"submission_fingerprint": intake.fingerprint({**said, "wanted_by": cstr(said["wanted_by"])}),
		**get_consent("Support Requests"),
	}
	return request


def tell_staff(request: "NGOSupportRequest") -> None:
	subject = _("New support request: {0}", hub_mail.site_language()).format(request.subject)
	hub_mail.notify_staff(REQUEST, request.name, subject)


def get_categories() -> list[str]:
	"""Return the categories that are offered."""
	return frappe.get_all("Support Request Category", {"disabled": 0}, pluck="name", order_by="name asc")


def read_wanted_by(value):
	"""Return the day by which the answer is needed; None when the sender named none.

	Raises:
	        frappe.ValidationError: when it is no date, or has passed.
	"""
	if not cstr(value).strip():
		return None
	label = _("Needed By")
	try:
		day = getdate(cstr(value))
	except Exception:
		frappe.throw(_("{0}: please enter a date.").format(label))
	if day < getdate(today()):
		frappe.throw(_("{0}: the date has passed.").format(label))
	return day


def get_request_status(code: str) -> dict | None:
	"""Return what the page `/track` shows of a request; None for an unknown code."""
	return get_tracked_status(REQUEST, code, describe_stage, "received_on", "resolved_on")


def describe_stage(stage: str) -> tuple[str, str]:
	"""Return what a stage of a request is called for the public, and what it means for the sender."""
	return {
		"Received": (_("Received"), _("The hub's staff have your request and will answer you soon.")),
		"In Progress": (_("In Progress"), _("Somebody at the hub is working on your request.")),
		"Resolved": (_("Resolved"), _("The answer was sent to your e-mail address.")),
		"Declined": (_("Declined"), _("The hub can't help with this request. The reason was sent to you.")),
	}[stage]


# Satisfaction


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=RATINGS_PER_TEN_MINUTES, seconds=600)
def rate_support(token: str, rating: str = "", comment: str = "") -> dict[str, str]:
	"""Take how satisfied the sender of a request is, through the link in an e-mail.

	Args:
	        token: from the link.
	        rating: 1 (not at all) to 5 (very).
	        comment: plain text.

	Returns:
	        `outcome` "rated", and `message`, which is said to whoever sent it.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.ValidationError: for a rating outside 1 to 5, a second one, a request that is not resolved,
	        and a link that has expired.
	"""
	name = get_rated_request(token)
	# two clicks at once are one rating
	frappe.db.get_value(REQUEST, name, "name", for_update=True)
	request = frappe.get_doc(REQUEST, name)
	if problem := get_rating_problem(request):
		frappe.throw(problem)
	text = cstr(rating).strip()
	if text not in {str(number) for number in RATINGS}:
		refuse(request, "satisfaction", _("please choose a number from 1 to 5."))
	request.satisfaction_comment = cstr(comment)
	validate_plain_text(request)
	frappe.db.set_value(
		REQUEST,
		name,
		{
			"satisfaction": cint(text),
			"satisfaction_comment": request.satisfaction_comment,
			"rated_on": now(),
		},
	)
	return {"outcome": "rated", "message": _("Thank you. Your answer helps us to help better.")}


def get_rated_request(token: str | None) -> str:
	"""Return the request behind a link.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.DoesNotExistError: when the request was deleted in the meantime.
	"""
	name = read_token(RATING_PURPOSE, token)
	if not frappe.db.exists(REQUEST, name):
		frappe.throw(_("This request was not found."), frappe.DoesNotExistError)
	return name


def get_rating_problem(request: "NGOSupportRequest") -> str | None:
	"""Return why a request can't be rated now; None when it can."""
	if request.stage != "Resolved":
		return _("This request is not resolved yet. You can rate it when it is.")
	if request.rated_on and get_datetime(request.rated_on) >= get_datetime(request.resolved_on):
		return _("You have already rated this request. Thank you.")
	if get_datetime(request.resolved_on) + timedelta(days=RATING_DAYS) < now_datetime():
		rating = _("Requests can be rated within {0} day.|Requests can be rated within {0} days.")
		return " ".join([_("This link has expired."), choose_form(rating, RATING_DAYS).format(RATING_DAYS)])
	return None
