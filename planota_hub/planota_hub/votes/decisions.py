# SPDX-License-Identifier: GPL-3.0-only
"""What follows from a vote that was taken without a meeting: its decisions, each with who answers for it and a task.

They are the rows that meetings have (`meetings.decisions`): tasks, reminders and the link without a log-in are the same.
"""

from typing import TYPE_CHECKING

from frappe import _

from planota_hub.planota_hub.meetings.decisions import VOTES, validate_rows
from planota_hub.planota_hub.votes.outcome import POSITIVE
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote


def validate_decisions(vote: "MemberVote") -> None:
	"""Only what was decided becomes a decision; its numbers are those of the vote."""
	if not vote.decisions:
		return
	if vote.stage != "Closed" or vote.outcome not in POSITIVE:
		refuse(vote, "decisions", _("only what the members have decided on becomes a decision."))
	for row in vote.decisions:
		# whose decision it is says the document itself
		row.member_vote = None
		row.update({fieldname: vote.get(fieldname) for fieldname in VOTES})
	validate_rows(vote, _("the day lies before the vote was closed."))
