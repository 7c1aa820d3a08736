# SPDX-License-Identifier: GPL-3.0-only
"""Counting an election: from the confirmed candidates and the valid ballots to who is elected.

The rules: every elector marks one candidate; the candidates with most votes get the seats of their unit; nobody
is elected without a vote for them. Where the rules ask for an absolute majority, only who has more than half of
the votes is elected, and twice as many as seats are left go into a second round, the first ones (for one seat the
two first). Equally many votes where only some of them fit is a tie, which is decided by lot or agreement, with a
note of when, how and in whose presence, or in a second round. Votes for a candidate who has left since the voting
began count as cast; the next one follows. Where all agreed on candidates, or where no more stand than there are
seats and the rules allow it, nobody votes.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, flt, now

from planota_hub.local_networks.elections.papers import BALLOT, PAPER_FAULTS, open_papers
from planota_hub.local_networks.elections.people import Key, describe_key, get_key, get_standing
from planota_hub.rules import seal as election_seal
from planota_hub.rules.refusals import refuse, refuse_missing

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

VOTE, CONSENSUS, ACCLAMATION, NO_CANDIDATES = "Vote", "Consensus", "Acclamation", "No Candidates"
ELECTED, NOT_ELECTED, TIED = "Elected", "Not Elected", "Tied"
# result of a candidate and outcome of a unit
SECOND_ROUND = "Second Round"
TIE, NO_MAJORITY = "Tie", "No Majority"
ABSOLUTE, RELATIVE = "Absolute Majority", "Relative Majority"
COMMISSION_DECIDES, LOT, REPEATED_VOTE, AGREEMENT = "Commission Decides", "Lot", "Repeated Vote", "Agreement"
# rule for equally many votes -> how the commission may decide between them
WAYS_OF_DECIDING = {COMMISSION_DECIDES: (LOT, AGREEMENT, REPEATED_VOTE), LOT: (LOT,), SECOND_ROUND: ()}
# stages in which it is known who is elected where nobody votes, and where the ballots are counted
SETTLED_STAGES = frozenset({"Consensus", "Voting", "Counted", "Decided"})
COUNTED_STAGES = frozenset({"Counted", "Decided"})
FIGURES = ("valid_count", "invalid_count", "late_count")


def get_way(election: "RepresentativeElection", unit: "ElectionUnit") -> str:
	"""Return how the seats of a unit are filled: by Vote, Consensus, Acclamation, or not: No Candidates."""
	standing = get_standing(election, unit)
	if not standing:
		return NO_CANDIDATES
	if any(row.agreed for row in standing):
		return CONSENSUS
	if election.acclamation_allowed and len(standing) <= cint(unit.seats):
		return ACCLAMATION
	return VOTE


def validate_consensus(election: "RepresentativeElection") -> None:
	"""An agreement names exactly as many candidates as there are seats to fill, and is described."""
	for unit in election.units:
		standing = get_standing(election, unit)
		agreed = sum(cint(row.agreed) for row in standing)
		needed = min(cint(unit.seats), len(standing))
		if agreed and agreed != needed:
			message = _("{0}: the agreement names {1} candidates, expected are {2}.")
			refuse(election, "candidates", message.format(describe_key(get_key(unit)), agreed, needed))
		if agreed:
			message = _("please describe when and how the agreement came about.")
			refuse_missing(election, "consensus_note", message)


def count_ballots(election: "RepresentativeElection") -> None:
	"""Enter the figures of the ballots that were received until now; the row of the election is locked."""
	ballots = frappe.db.get_values(
		BALLOT,
		{"election": election.name},
		["name", "status", "candidate", "administrative_unit", "field_of_work", "sealed_choice", "receipt"],
		as_dict=True,
		order_by="name asc",
		for_update=True,
	)
	votes = open_ballots(election, ballots) if election.is_secret() else read_ballots(ballots)
	for row in election.candidates:
		row.votes = votes[row.candidate_name] if row.status == "Confirmed" else 0
	electors = Counter(map(get_key, election.electors))
	for unit in election.units:
		unit.electors_count = electors[get_key(unit)]
		unit.update(count_statuses(ballot for ballot in ballots if get_key(ballot) == get_key(unit)))
	election.update(count_statuses(ballots))
	if election.is_secret():
		add_papers(election)
	election.electors_count = len(election.electors)
	election.turnout = get_turnout(election.valid_count, count_voting_electors(election))
	election.counted_on = now()


def count_voting_electors(election: "RepresentativeElection") -> int:
	"""Return how many electors had something to vote on."""
	return sum(cint(unit.electors_count) for unit in election.units if unit.settled_by == VOTE)


def read_ballots(ballots: list[frappe._dict]) -> Counter:
	"""Return the votes of an open vote by candidate."""
	return Counter(ballot.candidate for ballot in ballots if ballot.status == "Valid")


def open_ballots(election: "RepresentativeElection", ballots: list[frappe._dict]) -> Counter:
	"""Open the sealed ballots of a secret election; return their votes by candidate, and nothing else.

	The choices exist here alone and only as a sum; what was sealed is deleted, and its key destroyed.
	"""
	sealed = [ballot for ballot in ballots if ballot.status == "Valid" and ballot.receipt]
	texts = [ballot.sealed_choice or "" for ballot in sealed]
	choices = election_seal.unseal(election.name, election.seal_key, texts)
	standing = {get_key(unit): get_names(election, unit) for unit in election.units}
	seen: set[str] = set()
	votes: Counter = Counter()
	for ballot, text, choice in zip(sealed, texts, choices, strict=True):
		is_intact = text not in seen and ballot.receipt == election_seal.get_receipt(text)
		if is_intact and choice in standing.get(get_key(ballot), ()):
			votes[choice] += 1
		else:
			set_aside_broken(ballot)
		seen.add(text)
	election.sealed_count, election.opened_count = len(sealed), sum(votes.values())
	forget_choices(election.name)
	return votes


def get_names(election: "RepresentativeElection", unit: "ElectionUnit") -> set[str]:
	return {row.candidate_name for row in get_standing(election, unit)}


def set_aside_broken(ballot: frappe._dict) -> None:
	"""A ballot whose seal was changed counts for nobody; its receipt is not among those of the counted ones."""
	ballot.status = "Invalid"
	values = {"status": "Invalid", "reason": "Broken Seal", "vote_key": None}
	frappe.db.set_value(BALLOT, ballot.name, values, update_modified=False)


def forget_choices(election: str) -> None:
	"""Delete what was sealed, and destroy what opens it in every copy of the database."""
	frappe.db.set_value(BALLOT, {"election": election}, "sealed_choice", None, update_modified=False)
	election_seal.destroy_keys(election)


def add_papers(election: "RepresentativeElection") -> None:
	"""Add what the papers say to the figures; those at fault are invalid ballots."""
	for unit, numbers in zip(election.units, open_papers(election), strict=True):
		standing = get_standing(election, unit)
		for row, number in zip(standing, numbers, strict=False):
			row.votes = cint(row.votes) + number
		faults = numbers[len(standing) :]
		unit.update(dict(zip(PAPER_FAULTS.values(), faults, strict=False)))
		for counted in (unit, election):
			counted.valid_count -= sum(faults)
			counted.invalid_count += sum(faults)
		election.paper_count = cint(election.paper_count) + sum(numbers)


def count_statuses(ballots: Iterable[frappe._dict]) -> dict[str, int]:
	statuses = Counter(ballot.status for ballot in ballots)
	return {f"{status.lower()}_count": statuses[status] for status in ("Valid", "Invalid", "Late")}


def get_turnout(valid: int, electors: int) -> float:
	"""Return the share of electors with a valid ballot in percent."""
	return flt(100 * valid / electors, 1) if electors else 0


def set_outcomes(election: "RepresentativeElection") -> None:
	"""Derive how each unit is settled, and who is elected as far as that is known at this stage."""
	for row in election.candidates:
		row.result = row.elected_by = None
	for unit in election.units:
		settle(election, unit)


def settle(election: "RepresentativeElection", unit: "ElectionUnit") -> None:
	unit.settled_by = get_way(election, unit) if election.stage in SETTLED_STAGES else None
	unit.outcome = None
	standing = get_standing(election, unit)
	if unit.settled_by == CONSENSUS:
		elect([row for row in get_able(standing) if row.agreed], standing, CONSENSUS)
	elif unit.settled_by == ACCLAMATION:
		elect(get_able(standing), standing, ACCLAMATION)
	elif unit.settled_by == VOTE:
		if election.stage not in COUNTED_STAGES:
			return
		elect_by_votes(election, unit, standing)
	unit.outcome = get_outcome(unit, standing)


def get_able(standing: list["ElectionCandidate"]) -> list["ElectionCandidate"]:
	"""Return who can still be elected: all but those who left after the voting began."""
	return [row for row in standing if not row.left_on]


def elect(chosen: list["ElectionCandidate"], standing: list["ElectionCandidate"], elected_by: str) -> None:
	for row in standing:
		is_chosen = row in chosen
		row.result = ELECTED if is_chosen else NOT_ELECTED
		row.elected_by = elected_by if is_chosen else None


def elect_by_votes(
	election: "RepresentativeElection", unit: "ElectionUnit", standing: list["ElectionCandidate"]
) -> None:
	"""Give the seats to the candidates with most votes; a tie to whom it was decided for."""
	if runoff := get_runoff(election, unit, standing):
		elect(get_majority(standing), standing, VOTE)
		for row in runoff:
			row.result = SECOND_ROUND
		return
	able = get_able(standing)
	safe, tied = rank([row.votes for row in able], cint(unit.seats))
	elect([row for row in able if safe(row.votes)], standing, VOTE)
	settle_tie(election, unit, [row for row in able if tied(row.votes)], standing)


def settle_tie(
	election: "RepresentativeElection",
	unit: "ElectionUnit",
	between: list["ElectionCandidate"],
	standing: list["ElectionCandidate"],
) -> None:
	"""Enter for whom a tie was decided, that it goes into a second round, or that it is still to be decided."""
	left = cint(unit.seats) - sum(row.result == ELECTED for row in standing)
	winners = [row for row in between if row.wins_tie]
	is_decided = election.tie_decided_by and len(winners) == left
	for row in between:
		if unit.in_second_round:
			row.result = SECOND_ROUND
		else:
			row.result = TIED if not is_decided else ELECTED if row.wins_tie else NOT_ELECTED
		row.elected_by = election.tie_decided_by if row.result == ELECTED else None


def get_majority(standing: list["ElectionCandidate"]) -> list["ElectionCandidate"]:
	"""Return who can be elected and has more than half of the votes that were cast in the unit."""
	cast = sum(cint(row.votes) for row in standing)
	return [row for row in get_able(standing) if 2 * cint(row.votes) > cast]


def get_runoff(
	election: "RepresentativeElection", unit: "ElectionUnit", standing: list["ElectionCandidate"]
) -> list["ElectionCandidate"]:
	"""Return who goes into a second round because an absolute majority is missing; nobody else is elected then.

	For each seat that is left the two first do, and who has as many votes as the last of them. A second round
	itself asks for most votes only. Where no more have votes than seats are left, nothing is left to choose.
	"""
	if election.majority_rule != ABSOLUTE or election.first_round:
		return []
	sure = get_majority(standing)
	left = cint(unit.seats) - len(sure)
	others = [row for row in get_able(standing) if row not in sure and cint(row.votes)]
	if left < 1 or len(others) <= left:
		return []
	numbers = sorted((cint(row.votes) for row in others), reverse=True)
	limit = numbers[min(2 * left, len(numbers)) - 1]
	return [row for row in others if cint(row.votes) >= limit]


def rank(votes: list[int], seats: int):
	"""Return two functions of a number of votes: is it surely enough for a seat, and is it a tie for the last.

	>>> safe, tied = rank([16, 1, 12], 1)
	>>> safe(16), safe(12), tied(12)
	(True, False, False)
	"""
	ordered = sorted((cint(number) for number in votes), reverse=True)
	limit = ordered[seats - 1] if len(ordered) >= seats else 0
	next_one = ordered[seats] if len(ordered) > seats else -1
	is_tie = limit > 0 and limit == next_one

	def safe(number) -> bool:
		number = cint(number)
		return number > 0 and (number > limit or (number == limit and not is_tie))

	def tied(number) -> bool:
		return is_tie and cint(number) == limit

	return safe, tied


def get_outcome(unit: "ElectionUnit", standing: list["ElectionCandidate"]) -> str:
	results: list[str] = [row.result for row in standing]
	if TIED in results:
		return TIE
	if SECOND_ROUND in results:
		return SECOND_ROUND if unit.in_second_round else NO_MAJORITY
	elected = results.count(ELECTED)
	if not elected:
		return "Nobody Elected"
	return "Filled" if elected == cint(unit.seats) else "Partly Filled"


def count_vacant(election: "RepresentativeElection", unit: "ElectionUnit") -> int:
	"""Return how many seats of a unit stay vacant, as far as that is known."""
	if unit.outcome not in ("Nobody Elected", "Partly Filled"):
		return 0
	return cint(unit.seats) - sum(row.result == ELECTED for row in get_standing(election, unit))


def validate_ties(election: "RepresentativeElection") -> None:
	"""Only tied candidates win a tie, as many as seats are left, in a way that the rules allow, written down.

	Raises:
	        frappe.ValidationError: naming the unit that is still to be decided, or what is wrong about it.
	"""
	refuse_missing_majority(election)
	ties = [unit for unit in election.units if is_tie(election, unit)]
	if ties:
		refuse_wrong_decision(election, ", ".join(describe_key(get_key(unit)) for unit in ties))
	for unit in ties:
		if unit.outcome == TIE:
			message = _("{0}: please tick as many winners of the tie as seats are left.")
			refuse(election, "candidates", message.format(describe_key(get_key(unit))), _("Tie"))
	refuse_false_winners(election, [get_key(unit) for unit in ties])


def refuse_missing_majority(election: "RepresentativeElection") -> None:
	for unit in election.units:
		if unit.outcome == NO_MAJORITY:
			message = _("{0}: nobody else has more than half of the votes; please open the second round.")
			refuse(election, "majority_rule", message.format(describe_key(get_key(unit))), _("No Majority"))


def refuse_wrong_decision(election: "RepresentativeElection", names: str) -> None:
	"""A tie is decided as the rules say, and how is written down."""
	ways = WAYS_OF_DECIDING.get(election.tie_rule, WAYS_OF_DECIDING[COMMISSION_DECIDES])
	if not ways:
		message = _("equally many votes in {0}: the rules of this election ask for a second round.")
		refuse(election, "tie_rule", message.format(names), _("Tie"))
	if not (election.tie_decided_by and election.tie_note):
		fieldname = "tie_note" if election.tie_decided_by else "tie_decided_by"
		message = _("equally many votes in {0}: please enter how it was decided.")
		refuse(election, fieldname, message.format(names))
	if election.tie_decided_by not in ways:
		message = _("the rules of this election allow only: {0}.")
		refuse(
			election,
			"tie_decided_by",
			message.format(", ".join(_(way, context="Representative Election") for way in ways)),
			_("Tie"),
		)


def refuse_repeated_vote(election: "RepresentativeElection") -> None:
	"""A repeated vote is held as a second round, with ballots of its own; what was recorded before there were stays."""
	before = election.get_doc_before_save()
	if election.tie_decided_by == REPEATED_VOTE and (not before or before.tie_decided_by != REPEATED_VOTE):
		refuse(election, "tie_decided_by", _("please open a second round, in which the electors vote again."))


def is_tie(election: "RepresentativeElection", unit: "ElectionUnit") -> bool:
	"""Tell whether a tie in a unit is decided here, and not by a second round."""
	standing = get_standing(election, unit)
	if unit.settled_by != VOTE or unit.in_second_round or get_runoff(election, unit, standing):
		return False
	able = get_able(standing)
	_safe, tied = rank([row.votes for row in able], cint(unit.seats))
	return any(tied(row.votes) for row in able)


def refuse_false_winners(election: "RepresentativeElection", ties: list[Key]) -> None:
	for row in election.candidates:
		if row.wins_tie and (row.elected_by in (None, VOTE) or get_key(row) not in ties):
			refuse(row, "wins_tie", _("this candidate is in no tie."), _("No Tie"))
