# SPDX-License-Identifier: GPL-3.0-only
"""Counting many at once gives what judging each by itself gives."""

import random
from collections import Counter
from datetime import date as Date

import frappe

from planota_hub.funding.calls.conditions import LEGAL_FORMS, CallRules, NGOProfile
from planota_hub.funding.calls.crowd import Crowd
from planota_hub.funding.calls.matching import STATES, judge
from planota_hub.tests.compat import HubTestCase

FIELDS = ("Youth", "Culture and Arts", "Health", "Sport")
PLACES = ("Tolmin", "Bovec", "Kobarid", "Idrija", "Cerkno")
DAY = Date(2026, 6, 30)


def some_of(values: tuple[str, ...], dice: random.Random) -> frozenset[str]:
	return frozenset(dice.sample(values, dice.randrange(len(values))))


def make_profile(number: int, dice: random.Random) -> NGOProfile:
	statuses = [
		frappe._dict(
			field_of_work=dice.choice((None, *FIELDS)),
			granted_on=Date(2020, 1, 1),
			valid_until=dice.choice((None, Date(2026, 1, 1), Date(2027, 1, 1))),
			withdrawn_on=None,
		)
		for _number in range(dice.choice((0, 0, 0, 1, 2)))
	]
	return NGOProfile(
		name=f"NGO-{number}",
		ngo_name=f"Društvo {number}",
		legal_form=dice.choice(tuple(LEGAL_FORMS)),
		fields=some_of(FIELDS, dice),
		seat=dice.choice(PLACES),
		areas=some_of(PLACES, dice),
		founded_on=dice.choice((None, Date(2001, 5, 1), Date(2021, 6, 30), Date(2021, 7, 1))),
		statuses=tuple(statuses),
		email=None,
		consent_news=False,
	)


def make_rules(number: int, dice: random.Random) -> CallRules:
	return CallRules(
		name=f"CALL-{number}",
		legal_forms=some_of(tuple(LEGAL_FORMS), dice),
		fields=some_of(FIELDS, dice),
		municipalities=some_of(PLACES, dice),
		seat_only=dice.random() < 0.5,
		needs_public_interest=dice.random() < 0.3,
		public_interest_field=dice.choice((None, *FIELDS)),
		minimum_age=dice.choice((0, 0, 5)),
		maximum_age=dice.choice((0, 0, 5)),
		day=DAY,
	)


class TestCrowd(HubTestCase):
	def test_a_crowd_is_counted_as_each_of_it_is_judged(self):
		dice = random.Random(20)
		ngos = [make_profile(number, dice) for number in range(150)]
		crowd = Crowd(ngos)
		seen = Counter()

		for number in range(60):
			rules = make_rules(number, dice)
			states = Counter(judge(rules, ngo).state for ngo in ngos)
			self.assertEqual(crowd.count(rules), tuple(states[state] for state in STATES), rules)
			seen += states

		self.assertTrue(all(seen[state] > 100 for state in STATES), seen)

	def test_nobody_is_no_crowd(self):
		self.assertEqual(Crowd([]).count(make_rules(1, random.Random(1))), (0, 0, 0))
