# SPDX-License-Identifier: GPL-3.0-only
"""What prints and pages say about a vote, in the words of the reader's language."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import flt, get_fullname

from planota_hub.planota_hub.votes.members import describe_voter
from planota_hub.planota_hub.votes.outcome import ABSTAINED, AGAINST, FOR, get_quorum
from planota_hub.planota_hub.votes.secrecy import SECRET, VOTE
from planota_hub.rules.readable import show_day, show_moment
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
	rule = _("{0}; at least {1} must vote").format(rule, quorum) if quorum else rule
	ties = {
		"Rejected": _("in a tie nothing is accepted"),
		"Chair Decides": _("in a tie the chair decides"),
		"By Lot": _("in a tie the lot decides"),
	}
	return f"{rule}; {ties[vote.tie_rule]}" if vote.tie_rule in ties else rule


def describe_candidate(vote: "MemberVote") -> str:
	"""Return who is taken in if the vote is accepted, and as what; empty for a vote on something else."""
	if not vote.candidate:
		return ""
	title = get_titles(vote.candidate_type, [vote.candidate]).get(vote.candidate) or vote.candidate
	if vote.candidate_role != "Partner":
		return f"{title} ({_(vote.candidate_role)})"
	return _("{0} (partner; votes: {1})").format(title, vote.candidate_votes or 0)


def describe_tie(vote: "MemberVote") -> list[str]:
	"""Return how a tie was decided, or that it still is to be; of a lot how anybody can check it."""
	tied = vote.tied_options.split("\n") if vote.tied_options else []
	if not tied:
		return []
	lines = [_("Equally many votes: {0}").format(", ".join(map(name_option, tied)))]
	if vote.tie_decided_by == "Rule":
		lines.append(_("By the rule of this vote nothing is accepted in a tie."))
	elif vote.tie_decided_by:
		chosen = vote.winning_option or (FOR if vote.outcome == "Accepted" else AGAINST)
		words = {
			"Chair": _("The chair decided: {0} ({1})"),
			"Lot": _("The lot fell on: {0} ({1})"),
		}
		lines.append(words[vote.tie_decided_by].format(name_option(chosen), show_moment(vote.tie_decided_on)))
	elif vote.tie_rule == "Chair Decides":
		lines.append(_("What the chair decides is not entered yet."))
	elif vote.tie_rule == "By Lot":
		lines.append(_("The lot is not drawn yet."))
	if vote.tie_entered_by:
		entered = _("The lot was drawn by {0}.") if vote.lot_number else _("Entered by {0}.")
		lines.append(entered.format(get_fullname(vote.tie_entered_by)))
	if vote.lot_number:
		lines.append(
			_(
				"Number of the lot: {0}. Divided by the number of the options with equally many votes ({1}), it "
				"leaves {2}; counted from 0, that is the place of the drawn one in the list above."
			).format(vote.lot_number, len(tied), int(vote.lot_number) % len(tied))
		)
	return lines


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
		"candidate": describe_candidate(vote),
		"tie": describe_tie(vote),
		"decisions": [
			{
				"text": row.decision,
				"responsible": row.carried_out_by
				or (get_fullname(row.responsible) if row.responsible else ""),
				"due": show_day(row.due_date),
				"status": _(row.status, context="Meeting Decision"),
			}
			for row in vote.decisions
		],
		"results": list_results(vote),
		"closed": show_moment(vote.closed_on) if vote.closed_on else "",
		"because": _(vote.closed_because, context=VOTE) if vote.closed_because else "",
		"voters": [
			{
				"name": describe_voter(row),
				"stands_in_for": row.stands_in_for,
				"is_chair": row.is_chair,
				"status": _(row.status, context="Member Vote Voter"),
				"choice": name_option(row.choice),
				"channel": _(row.channel, context="Member Vote Voter") if row.channel else "",
			}
			for row in vote.voters
		],
	}
