# SPDX-License-Identifier: GPL-3.0-only
"""Counting many at once gives what judging each by itself gives."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date as Date

import frappe

from planota_hub.funding.calls.conditions import LEGAL_FORMS, CallRules, NGOProfile, full_years, has_age
from planota_hub.funding.calls.crowd import Crowd
from planota_hub.funding.calls.matching import STATES, judge
from planota_hub.tests.compat import HubTestCase

FIELDS = ("Youth", "Culture and Arts", "Health", "Sport")
PLACES = ("Tolmin", "Bovec", "Kobarid", "Idrija", "Cerkno")
DAYS = (Date(2026, 6, 30), Date(2028, 2, 29), Date(2029, 2, 28))
FOUNDED = (Date(2001, 5, 1), Date(2021, 6, 30), Date(2021, 7, 1), Date(2024, 2, 29), Date(2023, 3, 1))


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
		founded_on=dice.choice((None, *FOUNDED)),
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
		day=dice.choice(DAYS),
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

	def test_the_bounds_of_an_age_are_those_of_full_years(self):
		dice = random.Random(21)
		for age in range(4):
			for day in DAYS:
				for founded in (*FOUNDED, Date(2026, 2, 28), Date(2027, 3, 1), Date(2028, 2, 29)):
					years = full_years(founded, day)
					ngo = replace(make_profile(1, dice), founded_on=founded)
					young = replace(make_rules(1, dice), day=day, minimum_age=0, maximum_age=age)
					old = replace(young, minimum_age=age, maximum_age=0)
					self.assertEqual(has_age(young, ngo), not age or years <= age, (founded, day, age))
					self.assertEqual(has_age(old, ngo), years >= age, (founded, day, age))

	def test_nobody_is_no_crowd(self):
		self.assertEqual(Crowd([]).count(make_rules(1, random.Random(1))), (0, 0, 0))
