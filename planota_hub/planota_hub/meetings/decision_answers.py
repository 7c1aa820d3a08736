# SPDX-License-Identifier: GPL-3.0-only
"""What somebody without a log-in does with the link to a decision that was entrusted to them: say that it is done."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.planota_hub.meetings.decisions import DECISION, DECISION_PURPOSE, get_decided
from planota_hub.rules.tokens import read_token


def get_entrusted(token: str | None) -> frappe._dict:
	"""Return the decision behind a link: `name`, `parenttype`, `parent`, `decision`, `due_date`, `status`, `carried_out_by`,
	and the `subject` of its meeting or vote.

	Raises:
	        tokens.InvalidTokenError: when the link was not made by the hub.
	        frappe.DoesNotExistError: when the decision is not there any more.
	"""
	name = read_token(DECISION_PURPOSE, token)
	fields = ["name", "parenttype", "parent", "decision", "due_date", "status", "carried_out_by"]
	row = frappe.db.get_value(DECISION, name, fields, as_dict=True)
	decided = get_decided([row]).get((row.parenttype, row.parent)) if row else None
	if not decided:
		frappe.throw(_("This decision is no longer there."), frappe.DoesNotExistError)
	return row.update(decided)


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
		doc = frappe.get_doc(entrusted.parenttype, entrusted.parent, for_update=True)
		next(row for row in doc.decisions if row.name == entrusted.name).status = "Done"
		# the link was signed for this decision, and nothing else of the meeting or vote changes
		doc.save(ignore_permissions=True)
	return {"message": _("Thank you. The decision is marked as carried out.")}
