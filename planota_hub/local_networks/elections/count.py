# SPDX-License-Identifier: GPL-3.0-only
"""Counting an election: from the confirmed candidates and the valid ballots to who is elected.

The rules: every elector marks one candidate; the candidates with most votes get the seats of their unit; nobody
is elected without a vote for them. Equally many votes where only some of them fit is a tie, which is decided by
lot, a repeated vote or agreement, with a note of when, how and in whose presence. Where all agreed on
candidates, or where no more stand than there are seats and the rules allow it, nobody votes.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, flt, now

from planota_hub.local_networks.elections import seal as election_seal
from planota_hub.local_networks.elections.papers import BALLOT, PAPER_FAULTS, open_papers
from planota_hub.local_networks.elections.people import Key, describe_key, get_key, get_standing
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

VOTE, CONSENSUS, ACCLAMATION, NO_CANDIDATES = "Vote", "Consensus", "Acclamation", "No Candidates"
ELECTED, NOT_ELECTED, TIED = "Elected", "Not Elected", "Tied"
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
		if agreed and not election.consensus_note:
			refuse(election, "consensus_note", _("please describe when and how the agreement came about."))


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
	voting = [unit for unit in election.units if unit.settled_by == VOTE]
	election.electors_count = sum(unit.electors_count for unit in voting)
	election.turnout = get_turnout(election.valid_count, election.electors_count)
	election.counted_on = now()


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
		elect([row for row in standing if row.agreed], standing, CONSENSUS)
	elif unit.settled_by == ACCLAMATION:
		elect(standing, standing, ACCLAMATION)
	elif unit.settled_by == VOTE:
		if election.stage not in COUNTED_STAGES:
			return
		elect_by_votes(election, unit, standing)
	unit.outcome = get_outcome(unit, standing)


def elect(chosen: list["ElectionCandidate"], standing: list["ElectionCandidate"], elected_by: str) -> None:
	for row in standing:
		is_chosen = row in chosen
		row.result = ELECTED if is_chosen else NOT_ELECTED
		row.elected_by = elected_by if is_chosen else None


def elect_by_votes(
	election: "RepresentativeElection", unit: "ElectionUnit", standing: list["ElectionCandidate"]
) -> None:
	"""Give the seats to the candidates with most votes; a tie to whom it was decided for."""
	safe, tied = rank([row.votes for row in standing], cint(unit.seats))
	elect([row for row in standing if safe(row.votes)], standing, VOTE)
	between = [row for row in standing if tied(row.votes)]
	left = cint(unit.seats) - sum(row.result == ELECTED for row in standing)
	winners = [row for row in between if row.wins_tie]
	is_decided = election.tie_decided_by and len(winners) == left
	for row in between:
		row.result = TIED if not is_decided else ELECTED if row.wins_tie else NOT_ELECTED
		row.elected_by = election.tie_decided_by if row.result == ELECTED else None


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
		return "Tie"
	elected = results.count(ELECTED)
	if not elected:
		return "Nobody Elected"
	return "Filled" if elected == cint(unit.seats) else "Partly Filled"


def validate_ties(election: "RepresentativeElection") -> None:
	"""Only tied candidates win a tie, as many as seats are left, and how is written down.

	Raises:
	        frappe.ValidationError: naming the unit that is still to be decided, or what is wrong about it.
	"""
	ties = [unit for unit in election.units if is_tie(unit, get_standing(election, unit))]
	if ties and not (election.tie_decided_by and election.tie_note):
		names = ", ".join(describe_key(get_key(unit)) for unit in ties)
		fieldname = "tie_note" if election.tie_decided_by else "tie_decided_by"
		refuse(
			election,
			fieldname,
			_("equally many votes in {0}: please enter how it was decided.").format(names),
		)
	for unit in ties:
		if unit.outcome == "Tie":
			message = _("{0}: please tick as many winners of the tie as seats are left.")
			refuse(election, "candidates", message.format(describe_key(get_key(unit))), _("Tie"))
	refuse_false_winners(election, [get_key(unit) for unit in ties])


def is_tie(unit: "ElectionUnit", standing: list["ElectionCandidate"]) -> bool:
	if unit.settled_by != VOTE:
		return False
	_safe, tied = rank([row.votes for row in standing], cint(unit.seats))
	return any(tied(row.votes) for row in standing)


def refuse_false_winners(election: "RepresentativeElection", ties: list[Key]) -> None:
	for row in election.candidates:
		if row.wins_tie and (row.elected_by in (None, VOTE) or get_key(row) not in ties):
			refuse(row, "wins_tie", _("this candidate is in no tie."), _("No Tie"))
