# SPDX-License-Identifier: GPL-3.0-only
"""What follows from a vote: a step of the record that it decides on, or a decision, of a meeting or without, with its task.

Nothing is done by itself: somebody who may take the step takes it, with their own rights.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import now

from planota_hub.planota_hub.votes.outcome import ACCEPTED, POSITIVE
from planota_hub.planota_hub.votes.secrecy import VOTE
from planota_hub.planota_hub.votes.texts import describe_outcome
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote

MEETING = "Hub Meeting"


def adopt_minutes(meeting: str, vote: "MemberVote") -> None:
	"""Hook `hub_vote_subjects`: adopt the minutes of a meeting, by the step of its own workflow."""
	apply_workflow(frappe.get_doc(MEETING, meeting), "Adopt Minutes")


def carry_out(vote: "MemberVote") -> None:
	"""Take the step that the vote decided on; once.

	Raises:
	        frappe.ValidationError: when nothing was accepted, or the step is not possible.
	        frappe.PermissionError: for whoever may not take the step.
	"""
	# of two who press at once the second sees what the first has done
	vote = frappe.get_doc(VOTE, vote.name, for_update=True)
	if vote.stage != "Closed" or vote.outcome != ACCEPTED:
		refuse(vote, "outcome", _("only what was accepted is carried out."))
	if vote.carried_out_on:
		refuse(vote, "carried_out_on", _("this was carried out already."))
	handlers = frappe.get_hooks("hub_vote_subjects").get(vote.subject_doctype or "")
	if not handlers or not vote.subject:
		refuse(vote, "subject", _("the vote decides on no record; make a decision of a meeting of it."))
	frappe.get_attr(handlers[-1])(vote.subject, vote)
	vote.flags.set_by_hub = {"carried_out_on": now(), "carried_out_by": frappe.session.user}
	vote.save()


def make_decision(
	vote: "MemberVote", due_date: str, meeting: str | None, responsible: str | None
) -> list[str]:
	"""Make a decision of the result, with whoever answers for it: of a meeting, or without one of the vote itself.

	Returns:
	        kind and name of the record in which it stands.

	Raises:
	        frappe.ValidationError: when nothing was decided, or it is a decision already.
	        frappe.PermissionError: for whoever may not change the meeting.
	"""
	vote = frappe.get_doc(VOTE, vote.name, for_update=True)
	if vote.stage != "Closed" or vote.outcome not in POSITIVE:
		refuse(vote, "outcome", _("only what was decided becomes a decision."))
	doc = frappe.get_doc(MEETING, meeting, for_update=True) if meeting else vote
	doc.check_permission("write")
	of_meeting = frappe.db.get_value(
		"Meeting Decision", {"member_vote": vote.name}, "parent", for_update=True
	)
	known = of_meeting or (vote.name if vote.decisions else None)
	if known:
		refuse(vote, "outcome", _("{0} has this decision already.").format(known))
	doc.append(
		"decisions",
		{
			"decision": f"{vote.question} – {describe_outcome(vote)}",
			"member_vote": vote.name if meeting else None,
			"due_date": due_date,
			"responsible": responsible or frappe.session.user,
		},
	)
	doc.save()
	return [doc.doctype, doc.name]
