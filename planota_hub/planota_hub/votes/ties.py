# SPDX-License-Identifier: GPL-3.0-only
"""Equally many votes: what they mean was settled before anybody voted; the chair decides, the lot, or nothing is accepted.

A lot is drawn once, by chance that nobody can choose: a number of the system, which stays in the record with who had it
drawn and when. Divided by the number of the tied options, it leaves the place of the one that is drawn.
"""

import secrets
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, now

from planota_hub.planota_hub.votes.outcome import ACCEPTED, CHOICE, CHOSEN, FOR, REJECTED, TIE
from planota_hub.planota_hub.votes.secrecy import VOTE
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote

CHAIR_DECIDES, BY_LOT = "Chair Decides", "By Lot"
# so many numbers there are in the urn: no option is drawn noticeably more often than another
NUMBERS = 10**12


def settle(vote: "MemberVote", tied: tuple[str, ...]) -> None:
	"""Note between which options it is a tie, and decide it where the rule or a vote of the chair does so at once."""
	vote.tied_options = "\n".join(tied) or None
	if not tied:
		return
	if vote.tie_rule == "Rejected":
		vote.tie_decided_by, vote.tie_decided_on = "Rule", vote.closed_on
	elif vote.tie_rule == CHAIR_DECIDES:
		# of a secret vote and a show of hands nobody knows it, so that it is entered
		choice = next((row.choice for row in vote.voters if row.is_chair), None)
		if choice in tied:
			vote.update({**get_outcome(vote, choice), "tie_decided_by": "Chair"})
			vote.tie_decided_on = vote.closed_on


def get_outcome(vote: "MemberVote", option: str) -> dict:
	"""Return what a vote has decided once a tie is broken for an option."""
	if vote.vote_kind == CHOICE:
		return {"outcome": CHOSEN, "winning_option": option}
	return {"outcome": ACCEPTED if option == FOR else REJECTED, "winning_option": None}


def enter_chair_decision(name: str, option: str) -> None:
	"""Enter for which of the tied options the chair decides; once.

	Raises:
	        frappe.ValidationError: when there is no tie that the chair decides, or no such option.
	"""
	vote = lock_tied(name, CHAIR_DECIDES)
	if cstr(option) not in vote.tied_options.split("\n"):
		refuse(vote, "tied_options", _("please choose one of the options with equally many votes."))
	break_tie(vote, option, "Chair")


def draw_lot(name: str) -> None:
	"""Draw the lot between the tied options; once, however many press the button.

	Raises:
	        frappe.ValidationError: when there is no tie that the lot decides.
	"""
	vote = lock_tied(name, BY_LOT)
	tied = vote.tied_options.split("\n")
	number = secrets.randbelow(NUMBERS)
	break_tie(vote, tied[number % len(tied)], "Lot", lot_number=str(number))


def lock_tied(name: str, rule: str) -> "MemberVote":
	vote = frappe.get_doc(VOTE, name, for_update=True)
	if vote.tie_decided_by:
		refuse(vote, "tie_decided_by", _("the tie is decided already."))
	if vote.stage != "Closed" or vote.outcome != TIE or vote.tie_rule != rule or not vote.tied_options:
		refuse(vote, "tie_rule", _("there is no tie that is decided in this way."))
	return vote


def break_tie(vote: "MemberVote", option: str, by: str, **record) -> None:
	values = {
		**get_outcome(vote, option),
		"tie_decided_by": by,
		"tie_decided_on": now(),
		"tie_entered_by": frappe.session.user,
		**record,
	}
	if vote.vote_kind == CHOICE:
		votes = {row.option: row.votes or 0 for row in vote.options}
		values.update(votes_for=votes[option], votes_against=sum(votes.values()) - votes[option])
	vote.flags.set_by_hub = values
	vote.save()
