# SPDX-License-Identifier: GPL-3.0-only
from unittest import TestCase

from planota_hub.planota_hub.surveys.tallies import count, describe


def answers(**sizes: int) -> dict[str, list[str]]:
	"""Return the group of so many answers each."""
	return {f"{group}{place}": [group] for group, size in sizes.items() for place in range(size)}


class TestTallies(TestCase):
	def test_means_and_cells_of_each_group(self):
		groups = answers(A=3, B=4)
		values = [(name, "Q", "", "Yes", 4.0) for name in groups] + [("A0", "N", "", None, 2.0)]
		tally = count(groups, values)
		self.assertEqual(tally.groups, {"A": 3, "B": 4})
		self.assertEqual(tally.heads, {("A", "Q"): (3, 4.0), ("B", "Q"): (4, 4.0), ("A", "N"): (1, 2.0)})
		self.assertEqual(tally.cells, {("A", "Q", ""): {"Yes": 3}, ("B", "Q", ""): {"Yes": 4}})

	def test_a_small_group_hides_with_it_the_one_by_which_it_could_be_found(self):
		for sizes, shown in (
			({"A": 1, "B": 3, "C": 4}, ["C"]),
			({"A": 3, "B": 4}, ["A", "B"]),
			({"A": 1, "B": 4}, []),
			({"A": 1, "B": 2, "C": 5}, []),
		):
			with self.subTest(sizes=sizes):
				groups = answers(**sizes)
				told = describe(count(groups, [(name, "Q", "", "Yes", None) for name in groups]), 3)
				self.assertEqual(list(told["groups"]), shown)
				self.assertEqual(told["hidden"], len(sizes) - len(shown))

	def test_a_question_that_few_of_a_group_answered_is_not_told_of_it(self):
		groups = answers(A=4, B=4, C=5)
		values = [(name, "Q", "", "Yes", None) for name in groups if name not in ("A1", "A2", "A3")]
		told = describe(count(groups, values), 3)["groups"]
		self.assertEqual(
			{group: bool(said["questions"]["Q"]) for group, said in told.items()},
			{"A": False, "B": False, "C": True},
		)

	def test_who_belongs_to_several_groups_counts_in_each(self):
		tally = count({"a": ["A", "B"]}, [("a", "Q", "Row", "Yes", None)])
		self.assertEqual(tally.groups, {"A": 1, "B": 1})
		self.assertEqual(set(tally.cells), {("A", "Q", "Row"), ("B", "Q", "Row")})
