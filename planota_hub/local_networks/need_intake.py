"""What the public may report of a need: named or, where Hub Settings allow it, anonymously."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, now

from planota_hub.local_networks.need_mail import send_message
from planota_hub.local_networks.need_stages import NEED
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub import intake
from planota_hub.planota_hub.text_rules import validate_plain_text

NEED_FIELDS = (
	"need_title",
	"locality",
	"description",
	"affected_group",
	"affected_count",
	"evidence",
	"addressed_today",
)
PERSON_FIELDS = ("reporter_name", "reporter_phone")
REQUIRED_FIELDS = ("need_title", "description")


def report_need(values: dict) -> dict:
	"""Take a need from the public; handler of the web form `report-need`.

	Returns:
	        `outcome` "received", the `tracking_code` (the same one for the same need sent again), and whether it
	        was `mailed`.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent, and for guests while Hub Settings
	        close the forms.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	check_guests_may_report()
	if intake.is_robot(values):
		return {"outcome": "received", "tracking_code": intake.decoy_tracking_code(), "mailed": False}
	need = make_need(values)
	known = {"submission_fingerprint": need.flags.intake["submission_fingerprint"]}
	if code := frappe.db.get_value(NEED, known, "tracking_code", order_by="creation"):
		return {"outcome": "received", "tracking_code": code, "mailed": False}
	if need.reporter_email:
		intake.check_throttle(need.reporter_email)
	with intake.saving_for_guest():
		need.insert(ignore_permissions=True)
	tell_staff(need)
	return {
		"outcome": "received",
		"tracking_code": need.tracking_code,
		"mailed": send_message("received", need),
	}


def check_guests_may_report() -> None:
	"""Refuse guests when Hub Settings close the public forms.

	Raises:
	        frappe.PermissionError: for a guest while they are closed.
	"""
	allowed = frappe.db.get_single_value("Hub Settings", "anonymous_intake_allowed")
	if frappe.session.user == "Guest" and not allowed:
		frappe.throw(
			_("Please log in to report a need, or contact the hub directly."), frappe.PermissionError
		)


def may_be_anonymous() -> bool:
	"""Tell whether needs may be reported without name and e-mail address."""
	return bool(cint(frappe.db.get_single_value("Hub Settings", "anonymous_needs_allowed")))


def make_need(values: dict) -> Document:
	"""Return the new need, not saved yet, with what the public may say and nothing else."""
	is_anonymous = bool(cint(values.get("is_anonymous"))) and may_be_anonymous()
	said = intake.pick_values(NEED, NEED_FIELDS, values)
	intake.require_values(NEED, REQUIRED_FIELDS, said)
	said["municipality"] = pick_one("Municipality", _("Municipality"), values.get("municipality"))
	said["field_of_work"] = pick_one("Field of Work", _("Field of Work"), values.get("field_of_work"))
	person = {} if is_anonymous else get_person(values)
	need = frappe.new_doc(NEED)
	need.update({**said, **person})
	validate_plain_text(need)
	need.flags.intake = {
		"is_anonymous": int(is_anonymous),
		"submission_fingerprint": intake.fingerprint({**said, **person}),
		"preferred_language": frappe.local.lang,
		**({} if is_anonymous else get_consent()),
	}
	return need


def pick_one(doctype: str, label: str, value) -> str:
	"""Return a chosen record.

	Raises:
	        frappe.ValidationError: when none was chosen or it does not exist.
	"""
	chosen = intake.pick_choices(doctype, label, cstr(value).strip())
	if not chosen:
		frappe.throw(_("Please fill in: {0}.").format(label), frappe.MandatoryError)
	return chosen[0]


def get_person(values: dict) -> dict:
	"""Return who reports, with consent; a representative may do it for an own NGO."""
	if not cint(values.get("consent")):
		frappe.throw(_("Please agree to the use of your data for this need, or report it anonymously."))
	person = intake.pick_values(NEED, PERSON_FIELDS, values)
	intake.require_values(NEED, ("reporter_name",), person)
	person["reporter_email"] = intake.read_email(_("Your Email"), values.get("reporter_email"))
	ngo = cstr(values.get("ngo")).strip()
	if ngo and ngo not in get_own_ngos():
		frappe.throw(
			_("NGO: you can only report for an organisation that you represent. Please log in."),
			frappe.PermissionError,
		)
	return {**person, "ngo": ngo or None}


def get_consent() -> dict:
	return {
		"consent_given_on": now(),
		"consent_text_version": frappe.get_cached_doc("Hub Settings").consent_text_version,
	}


def tell_staff(need: Document) -> None:
	"""Tell the staff and the coordinator of the network that a need has come in."""
	coordinator = (
		frappe.db.get_value("Local Network", need.local_network, "coordinator")
		if need.local_network
		else None
	)
	subject = _("New local need: {0}", intake.site_language()).format(need.need_title)
	intake.notify_staff(NEED, need.name, subject, also=coordinator)
