# SPDX-License-Identifier: GPL-3.0-only
"""Where a policy stands: derived from its analysis, its review date and the proposals on it, never chosen."""

import frappe
from frappe.utils import getdate, today

POLICY, PROPOSAL = "Public Policy", "Policy Proposal"
ENDED_STAGES = frozenset({"Closed", "Withdrawn"})
WON_RESULTS = frozenset({"Adopted", "Partly Adopted"})
STATUS_FIELDS = ["name", "status", "problem", "review_date"]


def get_status(policy: frappe._dict, proposals: list[frappe._dict]) -> str:
	"""Return the status of a policy.

	Args:
	        policy: has `problem` and `review_date`.
	        proposals: its proposals, each with `stage` and `result`.
	"""
	if any(proposal.stage not in ENDED_STAGES for proposal in proposals):
		return "Change Proposed"
	if policy.review_date and getdate(policy.review_date) < getdate(today()):
		return "Review Due"
	if any(proposal.result in WON_RESULTS for proposal in proposals):
		return "Changed"
	return "Analysed" if policy.problem else "To Analyse"


def get_proposals(policies: list[str]) -> dict[str, list[dict]]:
	"""Return `stage` and `result` of the proposals on policies, in one query."""
	proposals: dict[str, list[dict]] = {}
	for row in frappe.get_all(
		PROPOSAL,
		filters={"policy": ("in", policies or [""])},
		fields=["policy", "stage", "result"],
		order_by="creation asc, name asc",
	):
		proposals.setdefault(row.policy, []).append(row)
	return proposals


def refresh_statuses(policies: list[str] | None = None) -> None:
	"""Derive the status of policies anew, of all by default; no edit of the policies as such."""
	filters = {"name": ("in", policies or [""])} if policies is not None else {}
	found = frappe.get_all(POLICY, filters=filters, fields=STATUS_FIELDS, order_by="name asc")
	proposals = get_proposals([policy.name for policy in found])
	for policy in found:
		status = get_status(policy, proposals.get(policy.name, []))
		if status != policy.status:
			frappe.db.set_value(POLICY, policy.name, "status", status, update_modified=False)


def refresh_all_statuses() -> None:
	"""Scheduler, daily: review dates pass by themselves; all else that a status follows from is followed at once."""
	passed = {"review_date": ("<", today()), "status": ("not in", ("Review Due", "Change Proposed"))}
	moved = {"status": "Review Due", "review_date": (">=", today())}
	removed = {"status": "Review Due", "review_date": ("is", "not set")}
	due = [
		frappe.get_all(POLICY, filters, pluck="name", order_by="name asc")
		for filters in (passed, moved, removed)
	]
	refresh_statuses(sorted({name for names in due for name in names}))
