# SPDX-License-Identifier: GPL-3.0-only
"""What ends or is due soon: a line under the bell of the hub's staff, once per record and day of notice."""

import frappe
from frappe import _
from frappe.utils import add_days, today

from planota_hub.mail.hub_mail import notify_staff, site_language


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
