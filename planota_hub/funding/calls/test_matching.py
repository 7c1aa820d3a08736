# SPDX-License-Identifier: GPL-3.0-only
"""Which NGO suits which call: each condition, met, not met and unknown, from both sides."""

import frappe
from frappe.utils import add_days, add_years, format_date, today

from planota_hub.funding.calls.matching import (
	count_matches,
	get_calls_of_ngo,
	get_matching_ngos,
	get_profiles,
	match_call,
	match_ngos,
)
from planota_hub.funding.doctype.funding_call.test_funding_call import closed_call, make_call
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

YOUTH = [{"field_of_work": "Youth"}]


def get_match(call, ngo):
	"""Return how an NGO fits a call."""
	return next(match for match in match_call(call.name) if match.ngo.name == ngo.name)


class TestCriteria(HubTestCase):
	"""An association in Tolmin that works with the young, also in Bovec, founded six years ago."""

	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(
			stage="Verified",
			fields_of_work=YOUTH,
			area_of_operation=[{"municipality": "Bovec"}],
			founded_on=add_years(today(), -6),
			public_interest_statuses=[{"field_of_work": "Youth", "valid_until": add_days(today(), 20)}],
			email="drustvo@example.org",
			consent_news=1,
		)

	def assertMatch(self, state: str, reason: str | None, **conditions):
		match = get_match(make_call(**conditions), self.ngo)
		reasons = [f"{criterion.label}: {criterion.reason}" for criterion in match.criteria]
		self.assertEqual((match.state, reasons), (state, [reason] if reason else []))

	def test_a_call_without_conditions_suits_everybody(self):
		self.assertMatch("Matches", None)

	def test_legal_form(self):
		self.assertMatch("Matches", "Legal Form: Association", for_associations=1, for_foundations=1)
		self.assertMatch("Does Not Match", "Legal Form: The call asks for: Foundation", for_foundations=1)

	def test_field_of_work(self):
		culture = {"field_of_work": "Culture and Arts"}
		self.assertMatch("Matches", "Field of Work: Youth", eligible_fields=[culture, *YOUTH])
		self.assertMatch(
			"Does Not Match", "Field of Work: The call asks for: Culture and Arts", eligible_fields=[culture]
		)
		self.ngo.fields_of_work = []
		self.ngo.save()
		self.assertMatch(
			"To Check",
			"Field of Work: Not in the register; the call asks for: Youth",
			eligible_fields=YOUTH,
		)

	def test_area(self):
		bovec = [{"municipality": "Bovec"}]
		self.assertMatch("Matches", "Seat or Area of Operation: Bovec", eligible_municipalities=bovec)
		self.assertMatch(
			"Does Not Match",
			"Seat: The call asks for: Bovec",
			eligible_municipalities=bovec,
			area_rule="Seat Only",
		)
		self.assertMatch(
			"Does Not Match",
			"Seat or Area of Operation: The call asks for: Kobarid",
			eligible_municipalities=[{"municipality": "Kobarid"}],
		)

	def test_public_interest_on_the_last_day(self):
		label = "Public Interest Status"
		self.assertMatch(
			"Matches",
			f"{label}: The NGO has the status",
			requires_public_interest=1,
			closes_on=add_days(today(), 20),
		)
		until = format_date(add_days(today(), 20))
		self.assertMatch(
			"Does Not Match",
			f"{label}: The status ends on {until}",
			requires_public_interest=1,
			closes_on=add_days(today(), 21),
		)
		self.ngo.public_interest_statuses = []
		self.ngo.save()
		self.assertMatch(
			"Does Not Match", f"{label}: The NGO does not have the status", requires_public_interest=1
		)

	def test_who_is_known_from_the_business_register_only_is_offered_no_call(self):
		listed = make_ngo(stage="Listed")

		self.assertNotIn(listed.name, [profile.name for profile in get_profiles()])

	def test_public_interest_in_a_field(self):
		label = "Public Interest Status"
		for field, state, reason in (
			("Youth", "Matches", "The NGO has the status"),
			("Health", "Does Not Match", "The call asks for: Health"),
		):
			conditions = {"requires_public_interest": 1, "public_interest_field": field, "closes_on": today()}
			self.assertMatch(state, f"{label}: {reason}", **conditions)
		self.ngo.public_interest_statuses = []
		self.ngo.append("public_interest_statuses", {})
		self.ngo.save()
		self.assertMatch(
			"To Check",
			f"{label}: In which field the NGO has the status is not in the register",
			requires_public_interest=1,
			public_interest_field="Health",
			closes_on=today(),
		)

	def test_age_in_full_years_on_the_last_day(self):
		self.assertMatch(
			"Matches", "Age of the Organisation: 6 years", minimum_age_years=6, closes_on=today()
		)
		self.assertMatch("Matches", "Age of the Organisation: 6 years", maximum_age_years=6)
		self.assertMatch(
			"Does Not Match",
			"Age of the Organisation: The call asks for: at least 7 years",
			minimum_age_years=7,
		)
		self.assertMatch(
			"Does Not Match",
			"Age of the Organisation: The call asks for: at most 5 years",
			maximum_age_years=5,
		)
		self.ngo.founded_on = None
		self.ngo.save()
		self.assertMatch(
			"To Check",
			"Age of the Organisation: The day of founding is not in the register",
			minimum_age_years=1,
		)

	def test_one_condition_that_is_not_met_is_enough(self):
		match = get_match(
			make_call(for_associations=1, eligible_fields=YOUTH, minimum_age_years=50), self.ngo
		)

		self.assertEqual(match.state, "Does Not Match")
		self.assertEqual([criterion.met for criterion in match.criteria], [True, True, False])

	def test_only_verified_ngos_are_matched(self):
		submitted = make_ngo()

		self.assertNotIn(submitted.name, [match.ngo.name for match in match_call(make_call().name)])

	def test_from_both_sides_the_answer_is_the_same(self):
		open_call, foreign = make_call(eligible_fields=YOUTH), make_call(for_foundations=1)
		closed = closed_call()

		states = {match.call: match.state for match in match_ngos([self.ngo.name])[self.ngo.name]}

		self.assertEqual((states[open_call.name], states[foreign.name]), ("Matches", "Does Not Match"))
		self.assertNotIn(closed.name, states)
		counts = count_matches([open_call.name])[open_call.name]
		self.assertEqual(
			counts["Matches"], len([m for m in match_call(open_call.name) if m.state == "Matches"])
		)

	def test_forms_show_what_fits_and_why_and_only_to_readers(self):
		call = make_call(eligible_fields=YOUTH)
		row = next(row for row in get_matching_ngos(call.name) if row["ngo"] == self.ngo.name)
		self.assertEqual((row["state"], row["agrees"], row["told_on"]), ("Matches", True, None))
		self.assertEqual(row["criteria"], [{"label": "Field of Work", "met": True, "reason": "Youth"}])
		found = {row["name"]: row["state"] for row in get_calls_of_ngo(self.ngo.name)}
		self.assertEqual(found[call.name], "Matches")
		with as_user(make_user("nobody@hub.test")):
			for function, name in ((get_matching_ngos, call.name), (get_calls_of_ngo, self.ngo.name)):
				self.assertRaises(frappe.PermissionError, function, name)

	def test_a_coordinator_sees_the_ngos_of_the_granted_municipalities_only(self):
		bovec = make_ngo(stage="Verified", municipality="Bovec")
		coordinator = user_with("Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		call = make_call()
		with as_user(coordinator):
			names = {row["ngo"] for row in get_matching_ngos(call.name)}

		self.assertIn(bovec.name, names)
		self.assertNotIn(self.ngo.name, names)
