# SPDX-License-Identifier: GPL-3.0-only
"""Applications to a round of NGOs with potential: the web form "Apply as an NGO with potential".

A representative who is logged in applies for an own NGO, and is believed. Anybody else names an NGO of the
register by its number; the hub's staff then make sure that this person speaks for it before they go on.
"""

import frappe
from frappe import _
from frappe.utils import cstr, now

from planota_hub.capacity_building.doctype.programme_round.programme_round import get_open_rounds
from planota_hub.capacity_building.plans.mail import send_message
from planota_hub.mail import hub_mail
from planota_hub.planota_hub.register.identity.choices import find_ngo
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_one, pick_own_ngo, pick_record
from planota_hub.public_forms.consent import get_consent
from planota_hub.public_forms.tracking import get_tracked_status, make_tracking_code

PLAN = "Development Plan"
APPLICATION_FIELDS = (
	"motivation",
	"existing_programme",
	"achievements",
	"local_needs",
	"applicant_name",
	"applicant_phone",
)
REQUIRED_FIELDS = ("motivation", "applicant_name")
NGO_STAGES = ("Submitted", "Verified")


def apply(values: dict) -> dict:
	"""Take an application from the public; handler of the web form `apply-with-potential`.

	Returns:
	        `outcome` "received" with the `tracking_code` (the same one for the same application sent again) and
	        whether it was `mailed`, or "known" when the NGO has applied before and nobody is logged in for it.

	Raises:
	        frappe.ValidationError: outside the application window, for an NGO that is not in the register, and
	        with the field's name when a value is refused; nothing is saved then.
	        frappe.DuplicateEntryError: when a representative applies for an NGO that has applied.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return intake.deceive_robot()
	application = read_application(values)
	fingerprint = intake.fingerprint(application)
	if code := frappe.db.get_value(PLAN, intake.get_same(fingerprint, application["ngo"]), "tracking_code"):
		return intake.received(code, mailed=False)
	intake.check_throttle(application["applicant_email"])
	# the row of the round is locked from here on, so that the answer still holds when the plan is saved
	frappe.db.get_value("Programme Round", application["programme_round"], "name", for_update=True)
	known = find_plan(application)
	if known and not application["applicant_confirmed"]:
		return report_known(known)
	return save_application(application, fingerprint, known)


def read_application(values: dict) -> dict:
	"""Return what an application says, checked field by field and without anything it may not say."""
	intake.require_consent(values)
	programme_round = pick_open_round(values.get("programme_round"))
	texts = intake.pick_values(PLAN, APPLICATION_FIELDS, values)
	intake.require_values(PLAN, REQUIRED_FIELDS, texts)
	own_ngo = pick_own_ngo(values.get("ngo"))
	return {
		**texts,
		"programme_round": programme_round,
		"ngo": own_ngo or find_ngo(values.get("registration_number"), NGO_STAGES),
		"applicant_confirmed": int(bool(own_ngo)),
		"applicant_email": intake.read_email(_("Your Email"), values.get("applicant_email")),
		"level_of_operation": pick_one(
			_("Level of Operation"), values.get("level_of_operation"), get_levels()
		),
		"priority_field": pick_record(
			"Field of Work", _("Priority Field"), values.get("priority_field"), required=False
		),
	}


def pick_open_round(value) -> str:
	"""Return the chosen round, or the only one that is open.

	Raises:
	        frappe.ValidationError: when no round is open, or the chosen one is not.
	"""
	names = [row.name for row in get_open_rounds()]
	if not names:
		frappe.throw(_("Applications are closed at the moment."), title=_("Applications Closed"))
	chosen = cstr(value).strip() or (names[0] if len(names) == 1 else "")
	if chosen not in names:
		frappe.throw(
			_("{0}: applications for this round are closed, or not open yet.").format(_("Programme Round")),
			title=_("Applications Closed"),
		)
	return chosen


def get_levels() -> list[str]:
	"""Return the levels on which an NGO may work."""
	return [
		level for level in frappe.get_meta(PLAN).get_field("level_of_operation").options.split("\n") if level
	]


def find_plan(application: dict) -> str | None:
	"""Return the plan that the NGO already has in the round."""
	same = {"ngo": application["ngo"], "programme_round": application["programme_round"]}
	return frappe.db.get_value(PLAN, same, "name", order_by="name asc")


def report_known(known: str) -> dict:
	"""Tell the staff that somebody applied again; the sender learns no more than that it is known."""
	hub_mail.notify_staff(
		PLAN, known, _("Somebody applied again for this NGO on the web", hub_mail.site_language())
	)
	return {"outcome": "known"}


def save_application(application: dict, fingerprint: str, known: str | None) -> dict:
	"""Save an application, confirm it and tell the staff; return the answer."""
	plan = frappe.get_doc(PLAN, known) if known else frappe.new_doc(PLAN)
	if known and (plan.applicant_confirmed or plan.stage != "Applied"):
		frappe.throw(
			_("Your organisation has already applied in this round."),
			frappe.DuplicateEntryError,
			title=_("Already in the Round"),
		)
	# what a representative sends takes the place of what a stranger sent
	plan.update(application)
	plan.flags.application = {
		"tracking_code": plan.tracking_code or make_tracking_code(),
		"applied_on": plan.applied_on or now(),
		**get_consent("Development Plans"),
		"submission_fingerprint": fingerprint,
	}
	with intake.saving_for_guest():
		plan.save(ignore_permissions=True)
	subject = _("New application: {0}", hub_mail.site_language()).format(plan.ngo_name)
	hub_mail.notify_staff(PLAN, plan.name, subject)
	return intake.received(plan.tracking_code, mailed=send_message(plan, "Applied"))


def get_application_status(code: str) -> dict | None:
	"""Return what the page `/track` shows of an application; None for an unknown code."""
	return get_tracked_status(PLAN, code, describe_stage, sent_on="applied_on")


def describe_stage(stage: str) -> tuple[str, str]:
	"""Return what a stage of a plan is called for the applicant, and what it means."""
	return {
		"Applied": (_("Received"), _("The hub's staff will look at your application.")),
		"Under Assessment": (
			_("Under Assessment"),
			_("The applications of this round are being compared. They may write to you with questions."),
		),
		"Selected": (
			_("Selected"),
			_("Your organisation is an NGO with potential. The hub will agree on the plan with you."),
		),
		"Not Selected": (
			_("Not Selected"),
			_("Your organisation was not selected in this round. You are welcome to apply in the next one."),
		),
		"Active": (
			_("Plan in progress"),
			_("The development plan of your organisation is being carried out."),
		),
		"Completed": (_("Completed"), _("The development plan of your organisation is completed.")),
		"Withdrawn": (_("Ended"), _("The development plan was ended before its completion.")),
	}[stage]
