# SPDX-License-Identifier: GPL-3.0-only
"""What the answers of groups say, once no group is told from which somebody could be recognised.

Groups are the municipalities, fields of work or legal forms of those who answered. A group with too few answers is
hidden, and with it as many others as it takes that nobody finds it by subtracting; in each question anew, as not
everybody answers each.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planota_hub.figures.suppression import Cell, protect

DIMENSIONS = ("municipality", "field_of_work", "legal_form")


@dataclass
class Tally:
	"""What was answered in groups.

	Attributes:
	        groups: group -> number of answers.
	        heads: (group, code of the question) -> how many answered it, and the mean of their numbers.
	        cells: (group, code, row of a table) -> answer -> how often it was given.
	"""

	groups: dict[str, int] = field(default_factory=dict)
	heads: dict[tuple[str, str], tuple[int, float | None]] = field(default_factory=dict)
	cells: dict[tuple[str, str, str], dict[str, int]] = field(default_factory=dict)


def describe(tally: Tally, threshold: int) -> dict:
	"""Return what may be told of the groups, as data that can be kept.

	Returns:
	        `hidden`: how many groups are not told at all; `groups`: group -> `answers` and `questions`, which are code ->
	        `answered`, `mean` and `cells` (row, answer, number), or None where the question is not told of the group.
	"""
	shown = find_shown(tally.groups, threshold)
	by_code: dict[str, dict[str, int]] = {}
	for (group, code), (answered, _mean) in tally.heads.items():
		by_code.setdefault(code, {})[group] = answered
	told = {code: find_shown(groups, threshold) & shown for code, groups in by_code.items()}
	return {
		"hidden": len(tally.groups) - len(shown),
		"groups": {
			group: {
				"answers": tally.groups[group],
				"questions": {
					code: describe_question(tally, group, code) if group in told[code] else None
					for code, groups in by_code.items()
					if group in groups
				},
			}
			for group in sorted(shown)
		},
	}


def find_shown(groups: dict[str, int], threshold: int) -> set[str]:
	"""Return the groups that may be told of."""
	protected = protect([Cell(name, number, number) for name, number in groups.items()], threshold) or {}
	return {name for name, value in protected.items() if value is not None}


def describe_question(tally: Tally, group: str, code: str) -> dict:
	answered, mean = tally.heads[group, code]
	cells = [
		[table_row, answer, number]
		for (of_group, of_code, table_row), answers in tally.cells.items()
		if (of_group, of_code) == (group, code)
		for answer, number in answers.items()
	]
	return {"answered": answered, "mean": mean, "cells": sorted(cells)}


def count(
	groups_of: dict[str, list[str]], values: Iterable[tuple[str, str, str, str | None, float | None]]
) -> Tally:
	"""Return what answers say in groups that are known of each answer alone.

	Args:
	        groups_of: answer -> its groups.
	        values: answer, code, row of a table, what was answered (None for words of their own), number.
	"""
	tally = Tally()
	for groups in groups_of.values():
		for group in groups:
			tally.groups[group] = tally.groups.get(group, 0) + 1
	seen: dict[tuple[str, str], set[str]] = {}
	numbers: dict[tuple[str, str], list[float]] = {}
	for name, group, code, table_row, answer, number in spread(groups_of, values):
		seen.setdefault((group, code), set()).add(name)
		if number is not None:
			numbers.setdefault((group, code), []).append(number)
		if answer is not None:
			cell = tally.cells.setdefault((group, code, table_row), {})
			cell[answer] = cell.get(answer, 0) + 1
	for key, names in seen.items():
		of_key = numbers.get(key)
		tally.heads[key] = (len(names), sum(of_key) / len(of_key) if of_key else None)
	return tally


def spread(
	groups_of: dict[str, list[str]], values: Iterable[tuple[str, str, str, str | None, float | None]]
) -> Iterator[tuple[str, str, str, str, str | None, float | None]]:
	for name, code, table_row, answer, number in values:
		for group in groups_of.get(name, ()):
			yield name, group, code, table_row, answer, number
