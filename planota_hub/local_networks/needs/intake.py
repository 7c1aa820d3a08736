# SPDX-License-Identifier: GPL-3.0-only
"""What the public may report of a need: named or, where Hub Settings allow it, anonymously."""

from functools import partial
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.local_networks.needs.mail import send_message
from planota_hub.local_networks.needs.stages import NEED
from planota_hub.mail import hub_mail
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_own_ngo, pick_record
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.text import validate_plain_text

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_need.local_need import LocalNeed

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
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return intake.deceive_robot()
	need = make_need(values)
	return intake.receive(need, need.reporter_email, tell_staff, partial(send_message, "received"))


def may_be_anonymous() -> bool:
	"""Tell whether needs may be reported without name and e-mail address."""
	return bool(cint(frappe.db.get_single_value("Hub Settings", "anonymous_needs_allowed")))


def make_need(values: dict) -> "LocalNeed":
	"""Return the new need, not saved yet, with what the public may say and nothing else."""
	is_anonymous = bool(cint(values.get("is_anonymous"))) and may_be_anonymous()
	said = intake.pick_values(NEED, NEED_FIELDS, values)
	intake.require_values(NEED, REQUIRED_FIELDS, said)
	said["municipality"] = pick_record("Municipality", _("Municipality"), values.get("municipality"))
	said["field_of_work"] = pick_record("Field of Work", _("Field of Work"), values.get("field_of_work"))
	person = {} if is_anonymous else get_person(values)
	need = frappe.new_doc(NEED)
	need.update({**said, **person})
	validate_plain_text(need)
	need.flags.intake = {
		"is_anonymous": int(is_anonymous),
		"submission_fingerprint": intake.fingerprint({**said, **person}),
		**({"preferred_language": frappe.local.lang} if is_anonymous else get_consent("Needs")),
	}
	return need


def get_person(values: dict) -> dict:
	"""Return who reports, with consent; a representative may do it for an own NGO."""
	intake.require_consent(
		values, _("Please agree to the use of your data for this need, or report it anonymously.")
	)
	person = intake.pick_values(NEED, PERSON_FIELDS, values)
	intake.require_values(NEED, ("reporter_name",), person)
	person["reporter_email"] = intake.read_email(_("Your Email"), values.get("reporter_email"))
	return {**person, "ngo": pick_own_ngo(values.get("ngo"))}


def tell_staff(need: "LocalNeed") -> None:
	"""Tell the staff and the coordinator of the network that a need has come in."""
	coordinator = (
		frappe.db.get_value("Local Network", need.local_network, "coordinator")
		if need.local_network
		else None
	)
	subject = _("New local need: {0}", hub_mail.site_language()).format(need.need_title)
	hub_mail.notify_staff(NEED, need.name, subject, also=coordinator)
