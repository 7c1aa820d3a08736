# SPDX-License-Identifier: GPL-3.0-only
"""The end of a vote: at its last moment, once nothing can change any more, or by the staff; what it decided."""

from collections import Counter
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import cint, date_diff, flt, get_datetime, now, now_datetime

from planota_hub.mail.hub_mail import notify, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.votes import members, ties
from planota_hub.planota_hub.votes.outcome import (
	ABSTAINED,
	AGAINST,
	CHOICE,
	FOR,
	TOO_FEW,
	Rules,
	decide,
	find_tied,
	get_quorum,
	is_settled,
)
from planota_hub.planota_hub.votes.secrecy import FEWEST_SECRET_VOTES, SECRET, VOTE, open_choices

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote


def get_rules(vote: "MemberVote") -> Rules:
	"""Return how a vote is counted, with those who can vote now."""
	number = sum(row.status != "No Longer a Member" for row in vote.voters)
	return Rules(
		vote.vote_kind,
		tuple(row.option for row in vote.options),
		vote.majority_rule,
		number,
		get_quorum(number, flt(vote.quorum_percent)),
		vote.tie_rule == "Rejected",
	)


def read_votes(vote: "MemberVote") -> Counter:
	"""Return the votes of an open vote by option, abstentions too."""
	if vote.voting_by == "Show of Hands":
		votes = Counter({row.option: cint(row.votes) for row in vote.options})
		return votes + Counter({ABSTAINED: cint(vote.votes_abstained)})
	return Counter(row.choice for row in vote.voters if row.choice)


def is_over(vote: "MemberVote") -> bool:
	"""Tell whether a running vote has come to its end without anybody closing it."""
	return bool(get_reason(vote))


def get_reason(vote: "MemberVote") -> str | None:
	"""Return why a running vote ends by itself now; None while it goes on, and for a show of hands."""
	if vote.voting_by == "Show of Hands":
		return None
	if get_datetime(vote.voting_until) <= now_datetime():
		return "Last Moment"
	if not vote.closes_early:
		return None
	if all(row.status != "Not Voted" for row in vote.voters):
		return "Everybody Voted"
	# of a secret vote nobody looks at the votes while it runs
	if vote.ballot_secrecy != SECRET and is_settled(
		get_rules(vote), read_votes(vote), bool(vote.allows_abstention)
	):
		return "Decided Early"
	return None


def close(vote: "MemberVote") -> None:
	"""Count a vote and say what it decided; its row is locked, so that no vote slips in meanwhile.

	Who is no member any more and has not voted does not count among those who can; a vote that was cast counts.
	"""
	vote.closed_because = get_reason(vote) or "Staff"
	vote.closed_on = now()
	vote.voting_days = date_diff(vote.closed_on, vote.opened_on or vote.closed_on)
	left = members.find_left(vote)
	for row in vote.voters:
		if row.name in left and row.status == "Not Voted":
			row.status = "No Longer a Member"
	votes, number = count(vote)
	if vote.ballot_secrecy == SECRET and number < FEWEST_SECRET_VOTES:
		vote.outcome, vote.winning_option = TOO_FEW, None
		return
	rules = get_rules(vote)
	vote.outcome, vote.winning_option = decide(rules, votes)
	ties.settle(vote, find_tied(rules, votes))
	for option in vote.options:
		option.votes = votes[option.option]
	set_numbers(vote, votes)


def count(vote: "MemberVote") -> tuple[Counter, int]:
	"""Return the votes by option, and how many were cast."""
	votes = open_choices(vote) if vote.ballot_secrecy == SECRET else read_votes(vote)
	return votes, sum(votes.values())


def set_numbers(vote: "MemberVote", votes: Counter) -> None:
	"""Enter the three numbers that minutes tell; of a choice those for the chosen option and for all others."""
	cast = sum(votes.values()) - votes[ABSTAINED]
	vote.votes_for = votes[vote.winning_option or ""] if vote.vote_kind == CHOICE else votes[FOR]
	vote.votes_against = cast - vote.votes_for if vote.vote_kind == CHOICE else votes[AGAINST]
	vote.votes_abstained = votes[ABSTAINED]


def tell_result(vote: "MemberVote") -> None:
	"""Tell whoever is responsible for a vote, under the bell, that it is over."""
	if not vote.responsible or vote.responsible == frappe.session.user:
		return
	language = frappe.db.get_value("User", vote.responsible, "language") or site_language()
	with speaking(language):
		outcome = _(vote.outcome, context=VOTE)
		notify([vote.responsible], VOTE, vote.name, _("Vote closed, {0}: {1}").format(outcome, vote.question))


def close_ended_votes() -> None:
	"""Scheduler, every five minutes: close the votes whose last moment has come or that nothing can change any more."""
	running = [["stage", "=", "Voting"], ["voting_by", "=", "Personal Link"]]
	ends = [["voting_until", "<=", now()], ["voted_count", ">", 0]]
	names = frappe.get_all(
		VOTE, running, or_filters=ends, pluck="name", order_by="voting_until asc, name asc"
	)
	for name in names:
		with one_of_many(_("A vote could not be closed"), VOTE, name):
			vote = frappe.get_doc(VOTE, name)
			if is_over(vote):
				apply_workflow(vote, "Close Voting")
