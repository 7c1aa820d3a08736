# SPDX-License-Identifier: GPL-3.0-only
"""What is overdue is chased, what ends soon is announced: partners by e-mail, the hub's staff under the bell."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, get_url, getdate, today

from planota_hub.mail.hub_mail import is_quiet, notify_once, notify_staff, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.partnerships.action_plans.progress import ACTION, PLAN, mark_overdue
from planota_hub.partnerships.consortia.partners import get_emails, key_of
from planota_hub.planota_hub.register.language import get_reader_language
from planota_hub.rules.readable import show_day
from planota_hub.rules.tokens import make_token

REPORT_PURPOSE = "report on a joint action"
LINK_PURPOSES = {"report on a joint action": {}}


def report_url(action: str) -> str:
	"""Return the address at which the responsible partner reports on an action without a log-in."""
	return get_url(f"/report-on-joint-action/new?token={make_token(REPORT_PURPOSE, action)}")


def chase_overdue() -> None:
	"""Scheduler, daily: mark what became overdue and remind partners, each as often as Hub Settings say."""
	mark_overdue()
	days = cint(frappe.get_cached_doc("Hub Settings").joint_action_reminder_days)
	if not days:
		return
	actions = get_actions_to_chase(days)
	emails = get_emails(key_of(action) for action in actions)
	for action in actions:
		with one_of_many(_("A partner could not be reminded of a joint action")):
			chase(action, emails.get(key_of(action), []))


def get_actions_to_chase(days: int) -> list[frappe._dict]:
	"""Return the overdue actions whose partner was not reminded within some days."""
	return frappe.get_all(
		ACTION,
		filters={"is_overdue": 1},
		or_filters=[["reminded_on", "is", "not set"], ["reminded_on", "<=", add_days(today(), -days)]],
		fields=[
			"name",
			"action_title",
			"joint_action_plan",
			"partner_type",
			"partner",
			"partner_name",
			"due_on",
			"reminders",
		],
		order_by="due_on asc, name asc",
		limit_page_length=0,
	)


def chase(action: frappe._dict, emails: list[str]) -> None:
	"""Remind the partner of one action, and tell the person responsible at the hub the first time.

	A partner whose mails could not even be queued was not reminded, and the next run tries again.
	"""
	plan = frappe.db.get_value(PLAN, action.joint_action_plan, ["plan_title", "responsible"], as_dict=True)
	sent = [send_reminder(email, action, plan) for email in emails]
	if plan.responsible and not action.reminders and not is_quiet():
		tell_responsible(plan.responsible, action, bool(emails))
	if any(sent) or not emails:
		values = {"reminded_on": today(), "reminders": cint(action.reminders) + 1}
		frappe.db.set_value(ACTION, action.name, values, update_modified=False)


def send_reminder(email: str, action: frappe._dict, plan: frappe._dict) -> bool:
	"""Queue the reminder to one address of the partner, in its language; tell whether it could be queued."""
	ngo = action.partner if action.partner_type == "NGO" else None
	with speaking(get_reader_language(email, ngo)):
		days = (getdate(today()) - getdate(action.due_on)).days
		message = Message(
			_("Please report: {0}").format(action.action_title),
			[
				_(
					"your organisation took on an action of a joint plan. By our records it should be done by now."
				),
				_("Please tell us in two minutes how far it is, or when it will be done."),
			],
			facts=[
				(_("Action", context="Joint Action"), action.action_title),
				(_("Plan"), plan.plan_title),
				(_("Partner"), action.partner_name),
				(_("Due On"), show_day(action.due_on)),
				(_("Days overdue"), str(days)),
			],
			link=(_("Report on the action"), report_url(action.name)),
		)
		return send(email, message)


def tell_responsible(user: str, action: frappe._dict, has_address: bool) -> None:
	language = site_language()
	text = (
		_("Overdue: {0}", language)
		if has_address
		else _("Overdue, partner without e-mail address: {0}", language)
	)
	notify_once([user], ACTION, action.name, text.format(f"{action.action_title} ({action.partner_name})"))


# What ends or is due soon


def announce_deadlines() -> None:
	"""Scheduler, daily: tell the staff which agreements end, which actions are due and which programmes close."""
	language = site_language()
	for doctype, fieldname, days, filters, title_field, text in (
		(
			"Partnership Consortium",
			"ends_on",
			60,
			{"stage": "Active"},
			"consortium_name",
			_("Agreement ends soon: {0}", language),
		),
		(
			"Joint Action",
			"due_on",
			7,
			{"status": ("in", ["Planned", "In Progress"])},
			"action_title",
			_("Due in a week: {0}", language),
		),
		(
			"Regional Programme",
			"proposals_until",
			14,
			{"status": ("!=", "Ended")},
			"programme_name",
			_("Proposals are taken for two more weeks: {0}", language),
		),
	):
		due = {**filters, fieldname: add_days(today(), days)}
		for row in frappe.get_all(doctype, due, ["name", f"{title_field} as title"], order_by="name asc"):
			announce(doctype, row.name, text.format(row.title))


def announce(doctype: str, name: str, subject: str) -> None:
	"""Tell the staff, unless they were told already when the job ran before."""
	told = {"document_type": doctype, "document_name": name, "creation": (">=", today())}
	if not frappe.db.exists("Notification Log", told):
		notify_staff(doctype, name, subject)
