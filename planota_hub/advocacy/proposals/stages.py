# SPDX-License-Identifier: GPL-3.0-only
"""What a step of a proposal needs; which steps there are stands in the workflow."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.advocacy.proposals.results import NO_REPLY
from planota_hub.advocacy.proposals.versions import ASK_FIELDS
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.policy_proposal.policy_proposal import PolicyProposal

FIRST_STAGE = "Draft"
# the text is still being written
WRITING_STAGES = frozenset({"Draft", "In Consultation", "Consulted"})
SUBMITTING_STAGES = frozenset({"Adopted", "Submitted", "Replied", "Closed"})
HELD_STAGES = frozenset({"Held", "Minutes Adopted"})
REPLYING_STAGES = frozenset({"Submitted", "Replied", "Closed"})


def open_consultation(proposal: "PolicyProposal") -> None:
	refuse_missing(proposal, "asks", _("please enter what is asked for."))
	refuse_missing(proposal, "summary", _("please write a summary for the public page."))
	refuse_missing(proposal, "consultation_deadline", _("please enter the last day for comments."))
	if getdate(proposal.consultation_deadline) < getdate(today()):
		refuse(proposal, "consultation_deadline", _("the date has passed."))
	proposal.consultation_opened_on = today()


def close_consultation(proposal: "PolicyProposal") -> None:
	"""A consultation lasts as long as the public was told; an adoption can be taken back at any time."""
	if proposal.get_doc_before_save().stage != "In Consultation":
		return
	if getdate(proposal.consultation_deadline) > getdate(today()):
		frappe.throw(
			_("{0}: comments are taken until {1}; enter an earlier day to end the consultation now.").format(
				field_label(proposal, "consultation_deadline"), show_day(proposal.consultation_deadline)
			)
		)


def adopt(proposal: "PolicyProposal") -> None:
	refuse_missing(proposal, "asks", _("please enter what is asked for."))
	if proposal.adopted_by_vote:
		return
	refuse_missing(
		proposal, "adopted_at_meeting", _("please choose the meeting at which the NGOs adopted the proposal.")
	)


def set_adoption(proposal: "PolicyProposal") -> None:
	"""A proposal is adopted on the day of a meeting that was held and had its quorum, or when a vote on it was closed.

	Raises:
	        frappe.ValidationError: naming the field, for a meeting that can't have adopted anything.
	"""
	proposal.adopted_on = None
	if proposal.adopted_by_vote:
		proposal.adopted_on = getdate(
			frappe.db.get_value("Member Vote", proposal.adopted_by_vote, "closed_on")
		)
		return
	if not proposal.adopted_at_meeting:
		return
	fields = ["starts_on", "stage", "quorum_status"]
	meeting = frappe.db.get_value("Hub Meeting", proposal.adopted_at_meeting, fields, as_dict=True)
	label = field_label(proposal, "adopted_at_meeting")
	if meeting.stage not in HELD_STAGES:
		frappe.throw(_("{0}: this meeting was not held.").format(label), title=_("Wrong Meeting"))
	if meeting.quorum_status == "Not Reached":
		frappe.throw(_("{0}: this meeting had no quorum.").format(label), title=_("Wrong Meeting"))
	proposal.adopted_on = getdate(meeting.starts_on)


def submit(proposal: "PolicyProposal") -> None:
	refuse_missing(proposal, "submitted_on", _("please enter when the proposal was submitted."))
	proposal.submitted_to = proposal.submitted_to or proposal.owner_stakeholder


def record_reply(proposal: "PolicyProposal") -> None:
	refuse_missing(proposal, "replied_on", _("please enter when the reply came."))
	refuse_missing(proposal, "reply", _("please enter what the addressee answered."))


def close(proposal: "PolicyProposal") -> None:
	"""With a reply every ask has its result; without one they all get "No Reply", once it is overdue."""
	if not proposal.replied_on:
		for ask in proposal.asks:
			ask.result = NO_REPLY
	for ask in proposal.asks:
		refuse_missing(ask, "result", _("please enter what became of it before you close the proposal."))
	proposal.closed_on = today()


def withdraw(proposal: "PolicyProposal") -> None:
	refuse_missing(
		proposal, "withdrawal_reason", _("please give the reason before you withdraw the proposal.")
	)


CONDITIONS = {
	"In Consultation": open_consultation,
	"Consulted": close_consultation,
	"Adopted": adopt,
	"Submitted": submit,
	"Replied": record_reply,
	"Closed": close,
	"Withdrawn": withdraw,
}


def validate_dates(proposal: "PolicyProposal") -> None:
	"""Refuse dates that come before what they follow from, or that lie in the future.

	Raises:
	        frappe.ValidationError: naming the field; so for a submission before the adoption, and for a reply
	        before the submission.
	"""
	refuse_too_early(proposal, "submitted_on", SUBMITTING_STAGES, _("the proposal is not adopted yet."))
	refuse_too_early(proposal, "replied_on", REPLYING_STAGES, _("the proposal is not submitted yet."))
	refuse_before(proposal, "adopted_on", "consultation_opened_on")
	refuse_before(proposal, "submitted_on", "adopted_on")
	refuse_before(proposal, "replied_on", "submitted_on")


def refuse_too_early(
	proposal: "PolicyProposal", fieldname: str, stages: frozenset[str], message: str
) -> None:
	if proposal.get(fieldname) and proposal.stage not in stages and proposal.stage != "Withdrawn":
		refuse(proposal, fieldname, message, _("Wrong Order"))


def refuse_before(proposal: "PolicyProposal", later: str, earlier: str) -> None:
	if not proposal.get(later):
		return
	day = getdate(proposal.get(later))
	if day > getdate(today()):
		refuse(proposal, later, _("the date lies in the future."), _("Wrong Date"))
	if proposal.get(earlier) and day < getdate(proposal.get(earlier)):
		refuse(
			proposal,
			later,
			_("expected is a day not before {0} ({1}).").format(
				show_day(proposal.get(earlier)), field_label(proposal, earlier)
			),
			_("Wrong Order"),
		)


def refuse_changed_text(proposal: "PolicyProposal") -> None:
	"""What the NGOs have adopted stays as they adopted it.

	Raises:
	        frappe.ValidationError: naming the text that was changed afterwards.
	"""
	before = proposal.get_doc_before_save()
	if not before or before.stage in WRITING_STAGES or before.stage == "Withdrawn":
		return
	if (before.summary or "") != (proposal.summary or ""):
		throw_adopted(field_label(proposal, "summary"))
	old = {ask.name: ask for ask in before.asks}
	if set(old) != {ask.name for ask in proposal.asks}:
		throw_adopted(field_label(proposal, "asks"))
	for ask in proposal.asks:
		for field in ASK_FIELDS:
			if (old[ask.name].get(field) or "") != (ask.get(field) or ""):
				throw_adopted(field_label(ask, field))


def throw_adopted(label: str) -> None:
	frappe.throw(
		_("{0}: the proposal is adopted; its text stays as it was adopted.").format(label),
		title=_("Adopted Text"),
	)
