# SPDX-License-Identifier: GPL-3.0-only
"""What prints and pages say about a vote, in the words of the reader's language."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import flt

from planota_hub.planota_hub.votes.members import describe_voter
from planota_hub.planota_hub.votes.outcome import ABSTAINED, AGAINST, FOR, get_quorum
from planota_hub.planota_hub.votes.secrecy import SECRET, VOTE
from planota_hub.rules.readable import show_moment
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote


def name_option(option: str | None) -> str:
	"""Return an option in words: the two of a vote for or against, and abstaining, in the reader's language."""
	words = {
		FOR: _("For", context="Member Vote"),
		AGAINST: _("Against", context="Member Vote"),
		ABSTAINED: _("Abstained", context="Member Vote"),
	}
	return words.get(option or "", option or "")


def describe_whose(vote: "MemberVote") -> str:
	"""Return the title of the network, body or meeting whose members vote."""
	return get_titles(vote.vote_of_doctype, [vote.vote_of]).get(vote.vote_of) or vote.vote_of


def describe_secrecy(vote: "MemberVote") -> str:
	if vote.ballot_secrecy == SECRET:
		return _(
			"The vote is secret: it is kept that you have voted, never how. A vote that was cast can't be changed."
		)
	return _(
		"The vote is open: the record says how each member voted. You can change your vote as long as it runs."
	)


def describe_rule(vote: "MemberVote") -> str:
	"""Return majority and quorum in words."""
	rule = _(vote.majority_rule, context=VOTE)
	quorum = get_quorum(vote.voters_count or 0, flt(vote.quorum_percent))
	return _("{0}; at least {1} must vote").format(rule, quorum) if quorum else rule


def describe_outcome(vote: "MemberVote") -> str:
	"""Return what a closed vote decided, with the chosen option where there is one."""
	outcome = _(vote.outcome, context=VOTE) if vote.outcome else ""
	return f"{outcome}: {vote.winning_option}" if vote.winning_option else outcome


def list_results(vote: "MemberVote") -> list[tuple[str, int]]:
	"""Return options and abstaining with their votes; nothing of a secret vote with too few."""
	if vote.stage != "Closed" or vote.outcome == "Too Few Votes":
		return []
	rows = [(name_option(row.option), row.votes or 0) for row in vote.options]
	return [*rows, (name_option(ABSTAINED), vote.votes_abstained or 0)] if vote.allows_abstention else rows


def describe(vote: "MemberVote") -> dict:
	"""Return what the print says: whose vote, rules, result, and the record of those who could vote."""
	return {
		"whose": describe_whose(vote),
		"secrecy": _(vote.ballot_secrecy, context=VOTE),
		"rule": describe_rule(vote),
		"outcome": describe_outcome(vote),
		"results": list_results(vote),
		"closed": show_moment(vote.closed_on) if vote.closed_on else "",
		"because": _(vote.closed_because, context=VOTE) if vote.closed_because else "",
		"voters": [
			{
				"name": describe_voter(row),
				"stands_in_for": row.stands_in_for,
				"status": _(row.status, context="Member Vote Voter"),
				"choice": name_option(row.choice),
				"channel": _(row.channel, context="Member Vote Voter") if row.channel else "",
			}
			for row in vote.voters
		],
	}
