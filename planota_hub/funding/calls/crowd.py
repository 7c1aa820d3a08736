# SPDX-License-Identifier: GPL-3.0-only
"""Many calls counted over many NGOs: NGOs that a condition can't tell apart are asked once.

A set of NGOs is a number with one bit for each of them, so that sets are joined in one operation. They stand in the order of
their founding, so that those of an age stand side by side.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable
from functools import partial

from planota_hub.funding.calls.conditions import (
	BEFORE_ALL,
	CONDITIONS,
	CallRules,
	Condition,
	Day,
	NGOProfile,
	get_founding_day,
)

# the sets of those who meet a condition of a call, and of whom the register does not tell
Answers = tuple[int, int]


class Crowd:
	"""Many NGOs, counted call by call."""

	def __init__(self, ngos: list[NGOProfile]) -> None:
		self.everybody = make_stretch(0, len(ngos))
		ordered = sorted(ngos, key=get_place)
		self.ask = [(condition, get_asker(condition, ordered)) for condition in CONDITIONS]

	def count(self, rules: CallRules) -> tuple[int, int, int]:
		"""Return how many NGOs meet all conditions of a call, of how many the register does not tell, and the rest."""
		fitting, unknown = self.everybody, 0
		for condition, ask in self.ask:
			if condition.is_asked(rules):
				met, untold = ask(rules)
				fitting &= met | untold
				unknown |= untold
		to_check = (fitting & unknown).bit_count()
		matching = fitting.bit_count() - to_check
		return matching, to_check, self.everybody.bit_count() - to_check - matching


def get_place(ngo: NGOProfile) -> Day:
	"""Return where an NGO stands: those of which the register does not tell the founding come first."""
	return get_founding_day(ngo) or BEFORE_ALL


def get_asker(condition: Condition, ngos: list[NGOProfile]) -> Callable[[CallRules], Answers]:
	"""Return what tells of each call who meets a condition."""
	if condition.bounds:
		return partial(ask_days, condition, [get_place(ngo) for ngo in ngos])
	return partial(ask_groups, condition, group_alike(ngos, condition))


def ask_days(condition: Condition, days: list[Day], rules: CallRules) -> Answers:
	first, last = (bisect_right(days, bound) for bound in condition.bounds(rules))
	untold = bisect_right(days, BEFORE_ALL)
	return make_stretch(max(first, untold), last), make_stretch(0, untold)


def make_stretch(first: int, end: int) -> int:
	"""Return the set of those who stand from `first` to before `end`."""
	return (1 << end) - (1 << first) if end > first else 0


def ask_groups(condition: Condition, groups: list[tuple[NGOProfile, int]], rules: CallRules) -> Answers:
	met = untold = 0
	for ngo, alike in groups:
		answer = condition.is_met(rules, ngo)
		if answer is None:
			untold |= alike
		elif answer:
			met |= alike
	return met, untold


def group_alike(ngos: list[NGOProfile], condition: Condition) -> list[tuple[NGOProfile, int]]:
	"""Return of those whom a condition can't tell apart one, with the set of all of them."""
	members: dict[Hashable, list[int]] = {}
	for place, ngo in enumerate(ngos):
		members.setdefault(condition.key(ngo), []).append(place)
	return [(ngos[places[0]], make_set(places, len(ngos))) for places in members.values()]


def make_set(places: list[int], size: int) -> int:
	"""Return the number in which the bits of these places are set."""
	bits = bytearray(size // 8 + 1)
	for place in places:
		bits[place // 8] |= 1 << place % 8
	return int.from_bytes(bits, "little")
