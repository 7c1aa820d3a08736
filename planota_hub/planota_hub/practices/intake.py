# SPDX-License-Identifier: GPL-3.0-only
"""Good practices that the public sends through the web form `submit-a-good-practice`."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.mail import hub_mail
from planota_hub.planota_hub.practices.mail import send_message
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_own_ngo, pick_record
from planota_hub.public_forms.consent import get_consent
from planota_hub.public_forms.tracking import get_tracked_status
from planota_hub.rules.text import validate_plain_text

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.good_practice.good_practice import GoodPractice

PRACTICE = "Good Practice"
FIELDS = (
	"practice_title",
	"year",
	"summary",
	"context",
	"steps",
	"results",
	"lessons",
	"website",
	"organisation",
	"contact_name",
	"contact_phone",
)
REQUIRED_FIELDS = ("practice_title", "summary", "steps", "results", "contact_name")


def submit_practice(values: dict) -> dict:
	"""Take a practice from the public; handler of the web form `submit-a-good-practice`.

	Returns:
	        `outcome` "received", the `tracking_code` (the same one for the same practice sent again), and whether
	        it was `mailed`.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return intake.deceive_robot()
	practice = make_practice(values)
	return intake.receive(practice, practice.contact_email, tell_staff, send_message)


def make_practice(values: dict) -> "GoodPractice":
	"""Return the new practice, not saved yet, with what the public may say and nothing else."""
	intake.require_consent(
		values, _("Please agree to the publication of the practice; nothing is saved without it.")
	)
	texts = intake.pick_values(PRACTICE, FIELDS, values)
	intake.require_values(PRACTICE, REQUIRED_FIELDS, texts)
	said = {
		**texts,
		"ngo": pick_own_ngo(values.get("ngo")),
		"field_of_work": pick_record("Field of Work", _("Field of Work"), values.get("field_of_work")),
		"municipality": pick_record("Municipality", _("Municipality"), values.get("municipality")),
		"contact_email": intake.read_email(_("Your Email"), values.get("contact_email")),
		"contact_published": cint(values.get("contact_published")),
	}
	practice = frappe.new_doc(PRACTICE)
	practice.update(said)
	validate_plain_text(practice)
	if not practice.ngo and not practice.organisation:
		frappe.throw(_("{0}: please tell us whose practice it is.").format(_("Your Organisation")))
	practice.flags.intake = {
		"submission_fingerprint": intake.fingerprint(said),
		**get_consent("Good Practices"),
	}
	return practice


def tell_staff(practice: "GoodPractice") -> None:
	subject = _("New good practice: {0}", hub_mail.site_language()).format(practice.practice_title)
	hub_mail.notify_staff(PRACTICE, practice.name, subject)


def get_practice_status(code: str) -> dict | None:
	"""Return what the page `/track` shows of a practice; None for an unknown code."""
	return get_tracked_status(PRACTICE, code, describe_stage, changed_on="published_on")


def describe_stage(stage: str) -> tuple[str, str]:
	"""Return what a stage of a practice is called for the public, and what it means for the sender."""
	return {
		"Submitted": (_("Received"), _("The hub's staff have your practice and will read it soon.")),
		"Under Review": (_("Under Review"), _("Somebody at the hub is reading your practice.")),
		"Published": (_("Published"), _("The practice is on the website of the hub.")),
		"Withdrawn": (_("Withdrawn"), _("The practice is no longer on the website.")),
		"Declined": (_("Not published"), _("The practice was not published. The reason was sent to you.")),
	}[stage]
