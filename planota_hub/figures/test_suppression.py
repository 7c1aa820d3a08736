# SPDX-License-Identifier: GPL-3.0-only
from random import Random

from planota_hub.figures.suppression import Cell, is_small, protect
from planota_hub.tests.compat import HubTestCase


def table(*numbers: int) -> list[Cell]:
	return [Cell(str(position), number, number) for position, number in enumerate(numbers)]


class TestSuppression(HubTestCase):
	def test_a_table_of_large_cells_is_shown_as_it_is(self):
		self.assertEqual(protect(table(7, 0, 12), 5), {"0": 7, "1": 0, "2": 12})

	def test_a_small_cell_takes_the_smallest_other_one_with_it(self):
		self.assertEqual(protect(table(2, 30, 9), 5), {"0": None, "1": 30, "2": None})

	def test_a_table_of_one_small_cell_is_not_shown(self):
		self.assertIsNone(protect(table(3, 0), 5))
		self.assertIsNone(protect(table(1, 1), 5))

	def test_hours_are_judged_by_how_many_got_them(self):
		cells = [Cell("a", 400.0, 1), Cell("b", 30.0, 8), Cell("c", 50.0, 9)]
		self.assertEqual(protect(cells, 5), {"a": None, "b": None, "c": 50.0})

	def test_whoever_subtracts_what_is_shown_from_the_total_learns_no_small_cell(self):
		"""Any table, any threshold: each hidden cell can be 1, and can be as large as the threshold."""
		chance = Random(21)
		for _round in range(500):
			threshold = chance.randint(2, 10)
			numbers = [chance.choice((0, 1, 2, 3, 5, 8, 20, 90)) for _cell in range(chance.randint(1, 12))]
			shown = protect(table(*numbers), threshold)
			case = f"{numbers}, threshold {threshold}"
			small = [number for number in numbers if is_small(number, threshold)]
			if shown is None:
				self.assertTrue(small, case)
				continue
			visible = [value for value in shown.values() if value is not None]
			left, hidden = sum(numbers) - sum(visible), len(shown) - len(visible)
			self.assertEqual([value for value in visible if is_small(value, threshold)], [], case)
			self.assertEqual(bool(hidden), bool(small), case)
			# the most that one can be while each other one is at least 1
			self.assertTrue(not hidden or left - (hidden - 1) >= threshold, case)
			self.assertNotEqual(hidden, 1, case)
