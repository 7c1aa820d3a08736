# SPDX-License-Identifier: GPL-3.0-only
"""Reminding of claims to the funders: a line under the bell before one is due, and one more when it is overdue."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, cint, getdate, today

from planota_hub.mail.hub_mail import notify_staff, site_language

PROJECT, CLAIM = "Funded Project", "Project Claim"


def remind_of_claims() -> None:
	"""Scheduler, daily: tell the staff, and who answers for the project, of claims that are due, each once.

	How many days before a claim is due stands in Hub Settings, with the reminders of reports.
	"""
	language = site_language()
	for claim in get_open_claims(cint(frappe.get_cached_doc("Hub Settings").report_reminder_days)):
		is_overdue = getdate(claim.due_on) < getdate(today())
		text = _("Claim overdue: {0}", language) if is_overdue else _("Claim due soon: {0}", language)
		subject = text.format(f"{claim.claim_title}, {claim.project_title}")
		notify_staff(PROJECT, claim.project, subject, also=claim.responsible, once=True)


def get_open_claims(days_ahead: int) -> list[frappe._dict]:
	"""Return the claims that were not submitted yet and are overdue or due within some days, the oldest first.

	Keys: `project`, `project_title`, `responsible`, `claim_title` and `due_on`.
	"""
	claim, project = DocType(CLAIM), DocType(PROJECT)
	return (
		frappe.qb.from_(claim)
		.join(project)
		.on((claim.parent == project.name) & (claim.parenttype == PROJECT))
		.select(
			project.name.as_("project"),
			project.project_title,
			project.responsible,
			claim.claim_title,
			claim.due_on,
		)
		.where(claim.submitted_on.isnull() & (claim.due_on <= add_days(getdate(today()), days_ahead)))
		.where(claim.status.notin(["Submitted", "Partly Paid", "Paid"]))
		.orderby(claim.due_on, claim.name)
		.run(as_dict=True)
	)
