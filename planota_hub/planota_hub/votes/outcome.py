# SPDX-License-Identifier: GPL-3.0-only
"""What a vote decides, from its numbers alone: the rules of majority and quorum, and when nothing can change any more."""

from collections import Counter
from dataclasses import dataclass

FOR, AGAINST, ABSTAINED = "For", "Against", "Abstained"
FOR_OR_AGAINST, CHOICE = "For or Against", "Choice of Options"
ACCEPTED, REJECTED, CHOSEN = "Accepted", "Rejected", "Option Chosen"
TIE, NO_MAJORITY, NO_QUORUM, TOO_FEW = "Tie", "No Majority", "No Quorum", "Too Few Votes"
# with these something is decided that can be carried out
POSITIVE = frozenset({ACCEPTED, CHOSEN})


@dataclass(frozen=True)
class Rules:
	"""How the votes are counted.

	Attributes:
	        options: what can be voted for; abstaining is none of them.
	        members: how many can vote.
	        quorum: how many must take part; 0: no quorum.
	        tie_rejects: equally many votes mean that nothing is accepted.
	"""

	kind: str
	options: tuple[str, ...]
	majority: str
	members: int
	quorum: int
	tie_rejects: bool = False


def get_quorum(members: int, percent: float) -> int:
	"""Return how many must take part where more than a share of the members must; 0 without such a rule.

	>>> get_quorum(10, 50), get_quorum(11, 50), get_quorum(4, 100), get_quorum(4, 0)
	(6, 6, 4, 0)
	"""
	return min(int(members * percent / 100) + 1, members) if percent else 0


def decide(rules: Rules, votes: Counter) -> tuple[str, str | None]:
	"""Return the outcome, and the option that was chosen where there is one.

	Args:
	        votes: number by option, and of abstentions under `ABSTAINED`.
	"""
	if sum(votes.values()) < rules.quorum:
		return NO_QUORUM, None
	if find_tied(rules, votes):
		return (REJECTED if rules.tie_rejects else TIE), None
	if rules.kind == FOR_OR_AGAINST:
		return decide_for_or_against(rules, votes[FOR], votes[AGAINST]), None
	numbers = sorted((votes[option] for option in rules.options), reverse=True)
	most = numbers[0] if numbers else 0
	if numbers.count(most) > 1 or not is_majority(rules, most, sum(numbers)):
		return NO_MAJORITY, None
	return CHOSEN, next(option for option in rules.options if votes[option] == most)


def find_tied(rules: Rules, votes: Counter) -> tuple[str, ...]:
	"""Return the options with equally many votes between which it is a tie, in their order; empty without a tie.

	It is one only where either could have been decided: half of the votes is no absolute majority and no two thirds,
	whatever the chair says.
	"""
	if sum(votes.values()) < rules.quorum or rules.majority not in ("Simple Majority", "Most Votes"):
		return ()
	numbers = [votes[option] for option in rules.options]
	most = max(numbers, default=0)
	tied = tuple(option for option in rules.options if votes[option] == most)
	is_half = rules.majority == "Most Votes" or 2 * most == sum(numbers)
	return tied if most and len(tied) > 1 and is_half else ()


def decide_for_or_against(rules: Rules, in_favour: int, against: int) -> str:
	if not in_favour and not against:
		return NO_MAJORITY
	return ACCEPTED if is_majority(rules, in_favour, in_favour + against) else REJECTED


def is_majority(rules: Rules, number: int, cast: int) -> bool:
	"""Tell whether so many votes of those cast, abstentions left out, are enough."""
	if not number:
		return False
	if rules.majority == "Absolute Majority":
		return 2 * number > rules.members
	if rules.majority == "Two Thirds":
		return 3 * number >= 2 * cast
	return rules.majority == "Most Votes" or 2 * number > cast


def is_settled(rules: Rules, votes: Counter, allows_abstention: bool = True) -> bool:
	"""Tell whether the outcome is the same however those vote who have not voted yet.

	More votes for one side only help that side, so it is enough to look at the ends: nobody else votes, all others
	vote for one and the same option, or all abstain.
	"""
	left = rules.members - sum(votes.values())
	if left <= 0:
		return True
	sides = [*rules.options, *([ABSTAINED] if allows_abstention else [])]
	ends = [votes, *(votes + Counter({side: left}) for side in sides)]
	return len({decide(rules, end) for end in ends}) == 1
