# SPDX-License-Identifier: GPL-3.0-only
"""Cells of a published table that a person could be recognised from are left out, also by difference.

A cell with fewer contributors than the threshold is hidden. As the total is known, further cells are hidden with
it, the smallest first, until whoever subtracts all that is shown from the total learns no cell more exactly than
from 1 to the threshold. Where a table has too few cells for that, none is shown (primary and secondary suppression;
Eurostat, Handbook on Statistical Disclosure Control, chapter 4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import frappe
from frappe.utils import cint

LEAST_HIDDEN = 2
# between which numbers Hub Settings choose the fewest contributors of a cell
LEAST_THRESHOLD, MOST_THRESHOLD = 3, 100


@dataclass(frozen=True)
class Cell:
	"""One cell: its key, its value, and how many people, organisations or records make it up."""

	key: str
	value: float
	contributors: int


def get_threshold() -> int:
	"""Return the fewest contributors of a cell that is published, as Hub Settings have it."""
	asked = cint(frappe.get_cached_doc("Hub Settings").report_threshold)
	return min(max(asked, LEAST_THRESHOLD), MOST_THRESHOLD)


def is_small(contributors: float, threshold: int) -> bool:
	"""Tell whether so few make up a figure that one of them could be recognised; nobody is in a 0."""
	return 0 < contributors < threshold


def protect(cells: Sequence[Cell], threshold: int) -> dict[str, float | None] | None:
	"""Return what may be published of the cells of a table whose total is known.

	Returns:
	        key -> value, None for a hidden one; None for the whole when no cell can be shown.
	"""
	hidden = {cell.key: cell for cell in cells if is_small(cell.contributors, threshold)}
	spare = sorted(
		(cell for cell in cells if cell.key not in hidden and cell.contributors),
		key=lambda cell: (cell.contributors, cell.key),
	)
	while hidden and not is_safe(hidden.values(), threshold):
		if not spare:
			return None
		cell = spare.pop(0)
		hidden[cell.key] = cell
	return {cell.key: None if cell.key in hidden else cell.value for cell in cells}


def is_safe(hidden: Iterable[Cell], threshold: int) -> bool:
	"""Tell whether the sum of hidden cells leaves each of them anything from 1 to the threshold."""
	contributors = [cell.contributors for cell in hidden]
	most = sum(contributors) - (len(contributors) - 1)
	return len(contributors) >= LEAST_HIDDEN and most >= threshold
