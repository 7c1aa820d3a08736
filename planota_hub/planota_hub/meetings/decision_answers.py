# SPDX-License-Identifier: GPL-3.0-only
"""What somebody without a log-in does with the link to a decision that was entrusted to them: say that it is done."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.planota_hub.meetings.decisions import DECISION, DECISION_PURPOSE, MEETING
from planota_hub.planota_hub.meetings.rules import HELD_STAGES
from planota_hub.rules.tokens import read_token


def get_entrusted(token: str | None) -> frappe._dict:
	"""Return the decision behind a link: `name`, `parent`, `decision`, `due_date`, `status`, `carried_out_by`.

	Raises:
	        tokens.InvalidTokenError: when the link was not made by the hub.
	        frappe.DoesNotExistError: when the decision is not there any more.
	"""
	name = read_token(DECISION_PURPOSE, token)
	fields = ["name", "parent", "decision", "due_date", "status", "carried_out_by"]
	row = frappe.db.get_value(DECISION, {"name": name, "parenttype": MEETING}, fields, as_dict=True)
	if not row or frappe.db.get_value(MEETING, row.parent, "stage") not in HELD_STAGES:
		frappe.throw(_("This decision is no longer there."), frappe.DoesNotExistError)
	return row


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=60, seconds=3600)
def report_done(token: str) -> dict:
	"""Mark a decision as carried out; saying it twice changes nothing.

	Returns:
	        `message`, which is said to whoever did it.

	Raises:
	        frappe.ValidationError: for a decision that was dropped.
	"""
	entrusted = get_entrusted(token)
	if entrusted.status == "Dropped":
		frappe.throw(_("This decision was dropped; nothing is left to do."))
	if entrusted.status == "Open":
		meeting = frappe.get_doc(MEETING, entrusted.parent, for_update=True)
		next(row for row in meeting.decisions if row.name == entrusted.name).status = "Done"
		# the link was signed for this decision, and nothing else of the meeting changes
		meeting.save(ignore_permissions=True)
	return {"message": _("Thank you. The decision is marked as carried out.")}
