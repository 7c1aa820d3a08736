# SPDX-License-Identifier: GPL-3.0-only
from collections import Counter
from unittest import TestCase

from planota_hub.planota_hub.votes.outcome import (
	ABSTAINED,
	AGAINST,
	CHOICE,
	FOR,
	FOR_OR_AGAINST,
	Rules,
	decide,
	find_tied,
	get_quorum,
	is_settled,
)


def rules(
	majority="Simple Majority", members=10, quorum=0, options=(FOR, AGAINST), kind=FOR_OR_AGAINST, **more
):
	return Rules(kind, options, majority, members, quorum, **more)


def votes(in_favour=0, against=0, abstained=0) -> Counter:
	return Counter({FOR: in_favour, AGAINST: against, ABSTAINED: abstained})


class TestOutcome(TestCase):
	def test_each_majority_counts_by_its_rule(self):
		for majority, cast, expected in (
			("Simple Majority", votes(3, 2, 5), "Accepted"),
			("Simple Majority", votes(2, 2, 5), "Tie"),
			("Simple Majority", votes(0, 0, 5), "No Majority"),
			("Absolute Majority", votes(5, 0, 0), "Rejected"),
			("Absolute Majority", votes(6, 4, 0), "Accepted"),
			("Two Thirds", votes(4, 2, 4), "Accepted"),
			("Two Thirds", votes(3, 2, 4), "Rejected"),
			("Two Thirds", votes(2, 2, 4), "Rejected"),
		):
			with self.subTest(majority=majority, cast=cast):
				self.assertEqual(decide(rules(majority), cast), (expected, None))

	def test_abstentions_count_for_the_quorum_alone(self):
		self.assertEqual(decide(rules(quorum=6), votes(2, 1, 2))[0], "No Quorum")
		self.assertEqual(decide(rules(quorum=6), votes(2, 1, 3))[0], "Accepted")
		self.assertEqual([get_quorum(10, share) for share in (0, 50, 100)], [0, 6, 10])

	def test_of_several_options_the_first_wins_alone_and_by_the_rule(self):
		for majority, cast, expected in (
			("Most Votes", {"A": 4, "B": 3, "C": 3}, ("Option Chosen", "A")),
			("Most Votes", {"A": 4, "B": 4}, ("Tie", None)),
			("Simple Majority", {"A": 4, "B": 3, "C": 3}, ("No Majority", None)),
			("Simple Majority", {"A": 4, "B": 3}, ("Option Chosen", "A")),
			("Absolute Majority", {"A": 5, "B": 1}, ("No Majority", None)),
			("Most Votes", {}, ("No Majority", None)),
		):
			with self.subTest(majority=majority, cast=cast):
				own = rules(majority, options=("A", "B", "C"), kind=CHOICE)
				self.assertEqual(decide(own, Counter(cast)), expected)

	def test_a_tie_is_one_only_where_either_could_have_been_decided(self):
		for majority, cast, tied in (
			("Simple Majority", {"A": 3, "B": 3}, ("A", "B")),
			("Simple Majority", {"A": 3, "B": 3, "C": 3}, ()),
			("Most Votes", {"A": 3, "B": 1, "C": 3}, ("A", "C")),
			("Absolute Majority", {"A": 3, "B": 3}, ()),
			("Two Thirds", {"A": 3, "B": 3}, ()),
			("Most Votes", {}, ()),
		):
			with self.subTest(majority=majority, cast=cast):
				own = rules(majority, options=("A", "B", "C"), kind=CHOICE)
				self.assertEqual(find_tied(own, Counter(cast)), tied)
		self.assertEqual(find_tied(rules(quorum=6), votes(2, 2)), ())

	def test_where_a_tie_rejects_a_vote_is_settled_earlier(self):
		rejects = rules(members=4, tie_rejects=True)
		self.assertEqual(decide(rejects, votes(2, 2)), ("Rejected", None))
		self.assertTrue(is_settled(rejects, votes(1, 2)))
		self.assertFalse(is_settled(rules(members=4), votes(1, 2)))

	def test_a_vote_is_settled_when_nobody_left_can_change_it(self):
		for cast, expected in (
			(votes(6, 0), True),
			(votes(5, 0), False),
			(votes(0, 6), True),
			(votes(5, 4, 1), True),
			(votes(4, 4, 1), False),
		):
			with self.subTest(cast=cast):
				self.assertEqual(is_settled(rules(), cast), expected)
		self.assertFalse(is_settled(rules(quorum=8), votes(6, 0)))
