"""Reminders of replies that do not come."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, today

from planota_hub.planota_hub.intake import notify_staff, site_language

PROPOSAL = "Policy Proposal"


def remind_of_replies() -> None:
	"""Scheduler, daily: tell whoever is responsible that a reply is overdue, again and again until it comes.

	How many days lie between two reminders stands in Hub Settings.
	"""
	days = cint(frappe.get_cached_doc("Hub Settings").policy_reminder_days)
	for proposal in get_overdue_proposals():
		if proposal.reminded_on and add_days(proposal.reminded_on, days) > frappe.utils.getdate(today()):
			continue
		subject = _("No reply since {0}: {1}", site_language()).format(
			frappe.format_value(proposal.reply_due, "Date"), proposal.proposal_title
		)
		notify_staff(PROPOSAL, proposal.name, subject, also=proposal.responsible)
		frappe.db.set_value(PROPOSAL, proposal.name, "reminded_on", today(), update_modified=False)


def get_overdue_proposals() -> list[dict]:
	"""Return the submitted proposals whose reply should have come before today, the oldest first."""
	return frappe.get_all(
		PROPOSAL,
		filters={"stage": "Submitted", "reply_due": ("<", today())},
		fields=["name", "proposal_title", "responsible", "reply_due", "reminded_on"],
		order_by="reply_due asc, name asc",
	)
