# SPDX-License-Identifier: GPL-3.0-only
"""The course of a proposal into a regional programme: idea, submitted, included, priority, financed; or dropped.

Each step is kept with its day, the reference of the decision and, where it was not simply the next one, the
reason. Which steps there are stands in the workflow (`workflows.py`); here stands what each needs.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.stages import begin, is_step

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.programme_proposal.programme_proposal import ProgrammeProposal

STAGES = ("Idea", "Submitted", "Included", "Priority", "Financed")
FIRST_STAGE, DROPPED = STAGES[0], "Dropped"
# decided by the body of the programme, so there is something to refer to
DECIDED_STAGES = frozenset({"Included", "Priority", "Financed"})
ENTRY_FIELDS = ("next_decided_on", "next_decision_reference", "next_reason")


def take_step(proposal: "ProgrammeProposal") -> None:
	"""Check a step of the workflow and keep it, with what was entered for it.

	Raises:
	        frappe.ValidationError: naming the field that is missing or wrong.
	"""
	before = proposal.get_doc_before_save()
	proposal.set("steps", [row.as_dict() for row in before.steps] if before else [])
	proposal.stage = proposal.stage or FIRST_STAGE
	begin(proposal, FIRST_STAGE, _("{0}: a new proposal begins as {1}."))
	if not before or is_step(proposal):
		refuse_step(proposal, before.stage if before else None)
		keep_step(proposal)
	proposal.stage_changed_on = proposal.steps[-1].decided_on
	proposal.furthest_stage = get_furthest_stage(row.stage for row in proposal.steps)


def refuse_step(proposal: "ProgrammeProposal", from_stage: str | None) -> None:
	if needs_reason(from_stage, proposal.stage):
		message = _("please give the reason; from {0} to {1} is not the next step.")
		stages = (_(from_stage), _(proposal.stage))
		refuse_missing(proposal, "next_reason", message.format(*stages), _("Reason Missing"))
	if proposal.stage in DECIDED_STAGES:
		message = _("please enter where the decision can be found, before the proposal is {0}.")
		message = message.format(_(proposal.stage))
		refuse_missing(proposal, "next_decision_reference", message, _("Decision Missing"))
	if proposal.stage == "Financed":
		refuse_missing(proposal, "financed_amount", _("please enter what was granted."))
	validate_day(proposal)


def validate_day(proposal: "ProgrammeProposal") -> None:
	"""A decision lies neither in the future nor before the one that came before it."""
	day = getdate(proposal.next_decided_on or today())
	if day > getdate(today()):
		refuse(proposal, "next_decided_on", _("the day lies in the future."), _("Wrong Date"))
	if proposal.steps and day < getdate(proposal.steps[-1].decided_on):
		last = show_day(proposal.steps[-1].decided_on)
		refuse(proposal, "next_decided_on", _("the step before was on {0}.").format(last), _("Wrong Date"))


def needs_reason(from_stage: str | None, to_stage: str) -> bool:
	"""Tell whether a step is another one than the next: a stage skipped, set back, dropped or taken up again."""
	if not from_stage:
		return False
	if from_stage == DROPPED or to_stage == DROPPED:
		return True
	return STAGES.index(to_stage) != STAGES.index(from_stage) + 1


def keep_step(proposal: "ProgrammeProposal") -> None:
	"""Move what was entered for the step to the table of steps."""
	proposal.append(
		"steps",
		{
			"stage": proposal.stage,
			"decided_on": proposal.next_decided_on or today(),
			"decision_reference": proposal.next_decision_reference,
			"reason": proposal.next_reason,
			"recorded_by": frappe.session.user,
		},
	)
	for fieldname in ENTRY_FIELDS:
		proposal.set(fieldname, None)


def get_furthest_stage(stages) -> str:
	"""Return the furthest of the stages that a proposal reached; what was set back again does not count any more."""
	furthest = FIRST_STAGE
	for stage in stages:
		if stage != DROPPED:
			furthest = stage
	return furthest
