"""Good practices that the public sends through the web form `submit-a-good-practice`."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, now

from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub import intake
from planota_hub.planota_hub.practice_mail import send_message
from planota_hub.planota_hub.text_rules import validate_plain_text

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
	        frappe.PermissionError: for an NGO that the user does not represent, and for guests while Hub Settings
	        close the forms.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	check_guests_may_submit()
	if intake.is_robot(values):
		return {"outcome": "received", "tracking_code": intake.decoy_tracking_code(), "mailed": True}
	practice = make_practice(values)
	known = {"submission_fingerprint": practice.flags.intake["submission_fingerprint"]}
	if code := frappe.db.get_value(PRACTICE, known, "tracking_code", order_by="creation"):
		return {"outcome": "received", "tracking_code": code, "mailed": False}
	intake.check_throttle(practice.contact_email)
	with intake.saving_for_guest():
		practice.insert(ignore_permissions=True)
	subject = _("New good practice: {0}", intake.site_language()).format(practice.practice_title)
	intake.notify_staff(PRACTICE, practice.name, subject)
	return {
		"outcome": "received",
		"tracking_code": practice.tracking_code,
		"mailed": send_message(practice),
	}


def check_guests_may_submit() -> None:
	"""Refuse guests when Hub Settings close the public forms.

	Raises:
	        frappe.PermissionError: for a guest while they are closed.
	"""
	if frappe.session.user == "Guest" and not frappe.get_cached_doc("Hub Settings").anonymous_intake_allowed:
		frappe.throw(
			_("Please log in to submit a good practice, or contact the hub directly."), frappe.PermissionError
		)


def make_practice(values: dict) -> Document:
	"""Return the new practice, not saved yet, with what the public may say and nothing else."""
	if not cint(values.get("consent")):
		frappe.throw(_("Please agree to the publication of the practice; nothing is saved without it."))
	texts = intake.pick_values(PRACTICE, FIELDS, values)
	intake.require_values(PRACTICE, REQUIRED_FIELDS, texts)
	said = {
		**texts,
		"ngo": pick_own_ngo(cstr(values.get("ngo")).strip()),
		"field_of_work": pick_one("Field of Work", _("Field of Work"), values.get("field_of_work")),
		"municipality": pick_one("Municipality", _("Municipality"), values.get("municipality")),
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
		"consent_given_on": now(),
		"consent_text_version": frappe.get_cached_doc("Hub Settings").consent_text_version,
		"preferred_language": frappe.local.lang,
	}
	return practice


def pick_own_ngo(ngo: str) -> str | None:
	"""Return the NGO whose practice it is; only its current representatives may name one.

	Raises:
	        frappe.PermissionError: for everybody else, also when there is no such NGO.
	"""
	if ngo and ngo not in get_own_ngos():
		frappe.throw(
			_("NGO: you can only name an organisation that you represent. Please log in."),
			frappe.PermissionError,
		)
	return ngo or None


def pick_one(doctype: str, label: str, value) -> str:
	"""Return the chosen record.

	Raises:
	        frappe.ValidationError: when none was chosen, several were, or it does not exist.
	"""
	chosen = intake.pick_choices(doctype, label, value)
	if len(chosen) != 1:
		frappe.throw(_("{0}: please choose from the list.").format(label))
	return chosen[0]


def get_practice_status(code: str) -> dict | None:
	"""Return what the page `/track` shows of a practice; None for an unknown code."""
	practice = frappe.db.get_value(
		PRACTICE, {"tracking_code": code}, ["stage", "creation", "published_on"], as_dict=True
	)
	if not practice:
		return None
	label, explanation = describe_stage(practice.stage)
	return {
		"stage": practice.stage,
		"creation": practice.creation,
		"stage_changed_on": practice.published_on,
		"label": label,
		"explanation": explanation,
	}


def describe_stage(stage: str) -> tuple[str, str]:
	"""Return what a stage of a practice is called for the public, and what it means for the sender."""
	return {
		"Submitted": (_("Received"), _("The hub's staff have your practice and will read it soon.")),
		"Under Review": (_("Under Review"), _("Somebody at the hub is reading your practice.")),
		"Published": (_("Published"), _("The practice is on the website of the hub.")),
		"Withdrawn": (_("Withdrawn"), _("The practice is no longer on the website.")),
		"Declined": (_("Not published"), _("The practice was not published. The reason was sent to you.")),
	}[stage]
