# SPDX-License-Identifier: GPL-3.0-only
"""What became of what was asked for: the result of each ask, and the result of the proposal that follows."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.rules.readable import show_day
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.policy_proposal.policy_proposal import PolicyProposal

ADOPTED, PARTLY, REJECTED, NO_REPLY = "Adopted", "Partly Adopted", "Rejected", "No Reply"
RESULTS = (ADOPTED, PARTLY, REJECTED, NO_REPLY)
WON = frozenset({ADOPTED, PARTLY})
# results can be entered from the submission on
RESULT_STAGES = frozenset({"Submitted", "Replied", "Closed"})


def get_result(results: list[str | None]) -> str | None:
	"""Return the result of a proposal whose asks have these results; None while one of them is open.

	Adopted when all asks are, partly adopted when at least something of one is; without any reply "No Reply",
	else rejected.
	"""
	if not results or not all(results):
		return None
	if set(results) == {ADOPTED}:
		return ADOPTED
	if set(results) & WON:
		return PARTLY
	return NO_REPLY if set(results) == {NO_REPLY} else REJECTED


def validate_results(proposal: "PolicyProposal") -> None:
	"""Refuse results that can't be known yet.

	Raises:
	        frappe.ValidationError: naming the ask, for a result before the submission, one without the date of
	        the reply, and "No Reply" before the reply is overdue.
	"""
	for ask in proposal.asks:
		if not ask.result:
			continue
		label = field_label(ask, "result")
		if proposal.stage not in RESULT_STAGES:
			frappe.throw(_("{0}: there is no result before the proposal is submitted.").format(label))
		if ask.result == NO_REPLY:
			refuse_early_silence(proposal, label)
		elif not proposal.replied_on:
			frappe.throw(
				_("{0}: please enter the date of the reply in {1} first.").format(
					label, field_label(proposal, "replied_on")
				),
				title=_("Result Without a Reply"),
			)


def refuse_early_silence(proposal: "PolicyProposal", label: str) -> None:
	if proposal.replied_on or getdate(proposal.reply_due) < getdate(today()):
		return
	frappe.throw(
		_("{0}: a reply can still come until {1}.").format(label, show_day(proposal.reply_due)),
		title=_("Result Too Early"),
	)
