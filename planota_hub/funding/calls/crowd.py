# SPDX-License-Identifier: GPL-3.0-only
"""Many calls counted over many NGOs: NGOs that a condition can't tell apart are asked once.

A set of NGOs is a number with one bit for each of them, so that sets are joined in one operation.
"""

from collections.abc import Hashable

from planota_hub.funding.calls.conditions import CONDITIONS, CallRules, Condition, NGOProfile


class Crowd:
	"""Many NGOs, counted call by call."""

	def __init__(self, ngos: list[NGOProfile]) -> None:
		self.everybody = (1 << len(ngos)) - 1
		self.alike = [group_alike(ngos, condition) for condition in CONDITIONS]

	def count(self, rules: CallRules) -> tuple[int, int, int]:
		"""Return how many NGOs meet all conditions of a call, of how many the register does not tell, and the rest."""
		fitting, unknown = self.everybody, 0
		for condition, groups in zip(CONDITIONS, self.alike, strict=True):
			if condition.is_asked(rules):
				met, untold = split(rules, condition, groups)
				fitting &= met | untold
				unknown |= untold
		to_check = (fitting & unknown).bit_count()
		matching = fitting.bit_count() - to_check
		return matching, to_check, self.everybody.bit_count() - to_check - matching


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


def split(rules: CallRules, condition: Condition, groups: list[tuple[NGOProfile, int]]) -> tuple[int, int]:
	"""Return the sets of those who meet a condition of a call, and of whom the register does not tell."""
	met = untold = 0
	for ngo, alike in groups:
		answer = condition.is_met(rules, ngo)
		if answer is None:
			untold |= alike
		elif answer:
			met |= alike
	return met, untold
