# SPDX-License-Identifier: GPL-3.0-only
"""What partners report on their own actions, in the portal or through the link of a reminder."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, flt

from planota_hub.files.uploads import get_upload_name, hang_upload, has_upload
from planota_hub.mail import hub_mail
from planota_hub.partnerships.action_plans.progress import ACTION, DONE, IN_PROGRESS, OPEN_STATUSES, PLAN
from planota_hub.partnerships.consortia.partners import get_emails, is_represented_by, key_of
from planota_hub.partnerships.reminders import REPORT_PURPOSE
from planota_hub.public_forms import intake
from planota_hub.rules.text import field_label
from planota_hub.rules.tokens import read_token

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.joint_action.joint_action import JointAction

REPORT = "Joint Action Report"
REPORTED_STATUSES = (IN_PROGRESS, DONE)
# of the form, of the report and of the action
FILE_FIELD = "evidence_file"
REPORT_FIELDS = ("note", "progress_percent", "evidence_link")


def report_on_action(values: dict) -> dict:
	"""Take the report of a partner; handler of the web form `report-on-joint-action`.

	Returns:
	        `outcome` "reported"; the same report sent again changes nothing.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.PermissionError: for an action that is not the own one.
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": "reported"}
	name, source = find_action(values)
	action = lock_action(name)
	report = read_report(values, action)
	sent = {**report, "action": name, "file": get_upload_name(FILE_FIELD)}
	report["submission_fingerprint"] = intake.fingerprint(sent)
	if any(row.submission_fingerprint == report["submission_fingerprint"] for row in action.reports):
		return {"outcome": "reported"}
	if problem := get_problem(action):
		frappe.throw(problem)
	reporter = get_reporter(action, source)
	if reporter["reporter_email"]:
		intake.check_throttle(reporter["reporter_email"])
	if has_upload(FILE_FIELD):
		report[FILE_FIELD] = hang_upload(ACTION, name, fieldname=FILE_FIELD, sent_as=FILE_FIELD).file_url
	take_report(action, {**report, **reporter}, cstr(values.get("evidence")).strip())
	return {"outcome": "reported"}


def lock_action(name: str) -> "JointAction":
	"""Return an action; reports on one plan come one after the other, and each sees those before it."""
	plan = frappe.db.get_value(ACTION, name, "joint_action_plan")
	frappe.db.get_value(PLAN, plan, "name", for_update=True)
	return frappe.get_doc(ACTION, name, for_update=True)


def find_action(values: dict) -> tuple[str, str]:
	"""Return the action that is reported on, and the way by which the report came.

	Raises:
	        frappe.PermissionError: for an action of others, also when there is no such action.
	"""
	if token := cstr(values.get("token")).strip():
		name = read_token(REPORT_PURPOSE, token)
		if not frappe.db.exists(ACTION, name):
			frappe.throw(_("This action was not found."), frappe.DoesNotExistError)
		return name, "E-mail Link"
	name = cstr(values.get("joint_action")).strip()
	if name not in {row.name for row in get_own_actions()}:
		frappe.throw(
			_(
				"Action: you can only report on an action of an organisation that you represent. Please log in."
			),
			frappe.PermissionError,
		)
	return name, "Portal"


def get_own_actions() -> list[frappe._dict]:
	"""Return the open actions of the NGOs that the current user represents, the one due first at the top."""
	if frappe.session.user == "Guest":
		return []
	action, plan = frappe.qb.DocType(ACTION), frappe.qb.DocType(PLAN)
	return (
		frappe.qb.from_(action)
		.join(plan)
		.on(plan.name == action.joint_action_plan)
		.select(action.name, action.action_title, action.partner_name, action.due_on, plan.plan_title)
		.select(action.status, action.progress_percent)
		.where(is_represented_by(action, frappe.session.user))
		.where((plan.stage == "Agreed") & action.status.isin(OPEN_STATUSES))
		.orderby(action.due_on, action.name)
		.run(as_dict=True)
	)


def get_problem(action: "JointAction") -> str | None:
	"""Return why nothing can be reported on an action; None when it can."""
	if action.status not in OPEN_STATUSES:
		return _("This action is ended already. Thank you; there is nothing left to report.")
	if frappe.db.get_value(PLAN, action.joint_action_plan, "stage") != "Agreed":
		return _("The plan of this action is not under way. Please ask the hub.")
	return None


def read_report(values: dict, action: "JointAction") -> dict:
	"""Return what was reported, checked as far as it can be without the action."""
	report = intake.pick_values(REPORT, REPORT_FIELDS, values)
	intake.require_values(REPORT, ("note",), report)
	report["status"] = cstr(values.get("status")).strip()
	if report["status"] not in REPORTED_STATUSES:
		frappe.throw(_("{0}: please choose from the list.").format(_("Status")))
	report["progress_percent"] = read_progress(action, report)
	return report


def read_progress(action: "JointAction", report: dict) -> float:
	if report["status"] == DONE:
		return 100
	try:
		progress = float(report["progress_percent"] or 0)
	except ValueError:
		progress = -1
	if not 0 <= progress < 100:
		frappe.throw(
			_("{0}: expected is a percentage from 0 to 99 as long as the action is not done.").format(
				field_label(action, "progress_percent")
			)
		)
	return progress


def get_reporter(action: "JointAction", source: str) -> dict:
	"""Return who reports: the person who is logged in, or whoever at the partner has the link.

	The link was sent to the addresses of the partner; the first of them stands for it.
	"""
	if source == "E-mail Link":
		partner = key_of(action)
		email = next(iter(get_emails([partner]).get(partner, [])), None)
		return {"source": source, "reported_by": action.partner_name, "reporter_email": email}
	user = frappe.get_cached_doc("User", frappe.session.user)
	return {"source": source, "reported_by": user.full_name, "reporter_email": user.email}


def take_report(action: "JointAction", report: dict, evidence: str) -> None:
	"""Save a report with what it changes in the action, and tell the hub's staff."""
	action.flags.report = report
	action.update({"status": report["status"], "progress_percent": flt(report["progress_percent"])})
	if evidence:
		action.evidence = evidence
	for fieldname in ("evidence_link", FILE_FIELD):
		if report.get(fieldname):
			action.set(fieldname, report[fieldname])
	action.save(ignore_permissions=True)
	subject = _("Report on a joint action: {0}", hub_mail.site_language()).format(action.action_title)
	responsible = frappe.db.get_value(PLAN, action.joint_action_plan, "responsible")
	hub_mail.notify_staff(ACTION, action.name, subject, also=responsible)
