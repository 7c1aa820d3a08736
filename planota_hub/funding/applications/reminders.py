# SPDX-License-Identifier: GPL-3.0-only
"""Reminding of reports that are due: the NGO by e-mail, the responsible person under the bell, once each.

Once some days before (Hub Settings), once more when the day has passed; a deadline that is moved begins anew.
"""

import frappe
from frappe import _
from frappe.utils import add_days, cint, cstr, get_url, getdate, today

from planota_hub.funding.applications.rules import get_deadline_status
from planota_hub.mail.hub_mail import notify_once, notify_staff, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.register.language import get_reader_language
from planota_hub.rules.readable import show_day

APPLICATION, DEADLINE = "Call Application", "Call Reporting Deadline"


def remind_of_reports() -> None:
	"""Scheduler, daily: bring the statuses of reports up to date and remind of those that are due."""
	for row in get_open_deadlines():
		update_status(row)
		with one_of_many(_("A reminder of a report could not be sent"), APPLICATION, row.application):
			remind(row)


def get_open_deadlines() -> list[frappe._dict]:
	"""Return the reports of running projects that are not sent and due soon or overdue, with their application."""
	row, application = frappe.qb.DocType(DEADLINE), frappe.qb.DocType(APPLICATION)
	soon = add_days(getdate(today()), cint(frappe.get_cached_doc("Hub Settings").report_reminder_days))
	return (
		frappe.qb.from_(row)
		.join(application)
		.on(application.name == row.parent)
		.select(
			row.name,
			row.report_title,
			row.report_kind,
			row.due_date,
			row.sent_on,
			row.status,
			row.reminded_on,
			row.overdue_reminded_on,
			application.name.as_("application"),
			application.application_title,
			application.ngo,
			application.responsible,
			application.contact_email,
		)
		.where((row.parenttype == APPLICATION) & (application.stage == "Approved"))
		.where(row.sent_on.isnull() & (row.due_date <= soon))
		.orderby(row.due_date, row.name)
		.run(as_dict=True)
	)


def update_status(row: frappe._dict) -> None:
	"""Store the status of a report, whether or not anybody can be reminded of it."""
	status = get_deadline_status(row)
	if status != row.status:
		set_values(row.name, {"status": status})
	row.status = status


def remind(row: frappe._dict) -> None:
	"""Remind of a report unless that was done; where the mail can't be queued, the next run tries again."""
	is_overdue = row.status == "Overdue"
	stamp = "overdue_reminded_on" if is_overdue else "reminded_on"
	if row[stamp]:
		return
	with speaking(site_language()):
		subject = _("Report overdue: {0}") if is_overdue else _("Report due: {0}")
		remind_responsible(row, subject.format(f"{row.report_title}, {row.application_title}"))
	email = row.contact_email or frappe.db.get_value("NGO", row.ngo, "email")
	with speaking(get_reader_language(email, row.ngo)):
		if not email or remind_ngo(email, row):
			set_values(row.name, {stamp: today()})


def set_values(name: str, values: dict) -> None:
	frappe.db.set_value(DEADLINE, name, values, update_modified=False)


def remind_ngo(email: str, row: frappe._dict) -> bool:
	"""Queue the reminder to an NGO; tell whether it could be queued."""
	is_overdue = row.status == "Overdue"
	line = (
		_("a report on your project is overdue. Please send it as soon as possible, or call us.")
		if is_overdue
		else _("a report on your project is due soon. We gladly help you with it.")
	)
	facts = [
		(_("Project"), cstr(row.application_title)),
		(_("Report"), cstr(row.report_title)),
		(_("Kind"), _(row.report_kind)),
		(_("Due on"), show_day(row.due_date)),
	]
	link = (
		_("Ask for help with the report"),
		get_url("/ask-for-support/new?category=Help%20with%20a%20Report"),
	)
	subject = _("Report overdue") if is_overdue else _("A report is due soon")
	return send(email, Message(subject, [line], facts, link))


def remind_responsible(row: frappe._dict, subject: str) -> None:
	"""Put a line under the bell of who is responsible; of all officers when nobody is."""
	if not row.responsible:
		notify_staff(APPLICATION, row.application, subject, once=True)
		return
	notify_once([row.responsible], APPLICATION, row.application, subject)
