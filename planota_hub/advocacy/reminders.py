# SPDX-License-Identifier: GPL-3.0-only
"""Reminders: of replies that do not come, of reviews that are due, of what has ended."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, today

from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.rules.readable import show_day

PROPOSAL = "Policy Proposal"
REVIEW_DAYS = 14


def remind_of_replies() -> None:
	"""Scheduler, daily: tell whoever is responsible that a reply is overdue, again and again until it comes.

	How many days lie between two reminders stands in Hub Settings.
	"""
	days = cint(frappe.get_cached_doc("Hub Settings").policy_reminder_days)
	for proposal in get_overdue_proposals():
		if proposal.reminded_on and add_days(proposal.reminded_on, days) > frappe.utils.getdate(today()):
			continue
		subject = _("No reply since {0}: {1}", site_language()).format(
			show_day(proposal.reply_due), proposal.proposal_title
		)
		notify_staff(PROPOSAL, proposal.name, subject, also=proposal.responsible)
		frappe.db.set_value(PROPOSAL, proposal.name, "reminded_on", today(), update_modified=False)


def get_overdue_proposals() -> list[frappe._dict]:
	"""Return the submitted proposals whose reply should have come before today, the oldest first."""
	return frappe.get_all(
		PROPOSAL,
		filters={"stage": "Submitted", "reply_due": ("<", today())},
		fields=["name", "proposal_title", "responsible", "reply_due", "reminded_on"],
		order_by="reply_due asc, name asc",
	)


def remind_of_dates() -> None:
	"""Scheduler, daily: tell staff and whoever is responsible of reviews to come and of what ended yesterday."""
	language = site_language()
	yesterday = add_days(today(), -1)
	review = {"review_date": add_days(today(), REVIEW_DAYS)}
	for policy in find("Public Policy", "policy_title", review):
		tell("Public Policy", policy, _("The review is due in two weeks: {0}", language))
	ended = {"stage": "In Consultation", "consultation_deadline": yesterday}
	for proposal in find(PROPOSAL, "proposal_title", ended):
		tell(PROPOSAL, proposal, _("Consultation ended: {0}", language))
	over = {"stage": ("in", ["Active", "Suspended"]), "ends_on": yesterday}
	for campaign in find("Advocacy Campaign", "campaign_title", over):
		tell("Advocacy Campaign", campaign, _("Campaign to evaluate: {0}", language))


def find(doctype: str, title_field: str, filters: dict) -> list[dict]:
	fields = ["name", f"{title_field} as title", "responsible"]
	return frappe.get_all(doctype, filters=filters, fields=fields, order_by="name asc")


def tell(doctype: str, record: frappe._dict, subject: str) -> None:
	notify_staff(doctype, record.name, subject.format(record.title), also=record.responsible)
