# SPDX-License-Identifier: GPL-3.0-only
"""Shares of a whole, written so that they add up and never say what is not so."""

from collections.abc import Sequence
from math import floor

from frappe.utils import flt

WHOLE = 100
DECIMALS = 1
MOST_DECIMALS = 6


def get_shares(parts: Sequence[float], decimals: int = DECIMALS) -> list[float]:
	"""Return how many percent of the whole each part is, so rounded that they add up to 100.

	The method of the largest remainder: every share is cut off, and what is missing to 100 goes in the smallest
	steps to the parts that lost the most; of equal ones to the first. Without a whole all are 0.
	"""
	whole = sum(parts)
	if whole <= 0:
		return [0.0 for _part in parts]
	steps = WHOLE * 10**decimals
	exact = [steps * part / whole for part in parts]
	given = [floor(flt(share, 9)) for share in exact]
	by_loss = sorted(range(len(exact)), key=lambda place: (given[place] - exact[place], place))
	for place in by_loss[: steps - sum(given)]:
		given[place] += 1
	return [flt(share / 10**decimals, decimals) for share in given]


def write_share(part: float, whole: float, limit: float) -> str:
	"""Return a share in percent with as many decimals as it takes to tell it from a limit that it is not."""
	exact = WHOLE * part / whole
	for decimals in range(DECIMALS, MOST_DECIMALS):
		if flt(exact, decimals) != limit or exact == limit:
			break
	return f"{flt(exact, decimals):.{decimals}f}".rstrip("0").rstrip(".")
