"""Which NGO suits which call: each condition, met, not met and unknown, from both sides."""

import frappe
from frappe.utils import add_days, add_years, format_date, today

from planota_hub.funding.alerts import alert_new_matches, alert_now, send_alerts
from planota_hub.funding.doctype.funding_call.test_funding_call import closed_call, make_call
from planota_hub.funding.matching import (
	count_matches,
	get_calls_of_ngo,
	get_matching_ngos,
	match_call,
	match_ngos,
)
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
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
			has_public_interest_status=1,
			public_interest_valid_until=add_days(today(), 20),
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
		self.ngo.has_public_interest_status = 0
		self.ngo.save()
		self.assertMatch(
			"Does Not Match", f"{label}: The NGO does not have the status", requires_public_interest=1
		)

	def test_age_in_full_years_on_the_last_day(self):
		self.assertMatch("Matches", "Age: 6 years", minimum_age_years=6, closes_on=today())
		self.assertMatch("Matches", "Age: 6 years", maximum_age_years=6)
		self.assertMatch("Does Not Match", "Age: The call asks for: at least 7 years", minimum_age_years=7)
		self.assertMatch("Does Not Match", "Age: The call asks for: at most 5 years", maximum_age_years=5)
		self.ngo.founded_on = None
		self.ngo.save()
		self.assertMatch("To Check", "Age: The day of founding is not in the register", minimum_age_years=1)

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


class TestAlerts(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(alert_on_publish=1)
		self.ngo = self.make("own@alerts.test")
		self.call = make_call(eligible_fields=YOUTH)

	def make(self, email: str, **overrides):
		values = {"email": email, "consent_news": 1, "fields_of_work": YOUTH, **overrides}
		return make_ngo(stage="Verified", **values)

	def count_mails(self, email: str) -> int:
		return frappe.db.count("Email Queue Recipient", {"recipient": email})

	def was_told(self, ngo) -> bool:
		return bool(frappe.db.exists("Funding Call Alert", {"funding_call": self.call.name, "ngo": ngo.name}))

	def test_each_ngo_that_fits_and_agreed_is_told_once(self):
		others = {
			"not_agreed": self.make("not-agreed@alerts.test", consent_news=0),
			"no_address": self.make(None),
			"another_field": self.make("other@alerts.test", fields_of_work=[{"field_of_work": "Health"}]),
		}
		send_alerts(self.call.name)
		self.assertEqual(send_alerts(self.call.name), 0)
		alert_new_matches()

		self.assertTrue(self.was_told(self.ngo))
		self.assertEqual(self.count_mails("own@alerts.test"), 1 + self.count_other_calls(self.ngo))
		for name, ngo in others.items():
			with self.subTest(name):
				self.assertFalse(self.was_told(ngo))

	def count_other_calls(self, ngo) -> int:
		filters = {"ngo": ngo.name, "funding_call": ("!=", self.call.name)}
		return frappe.db.count("Funding Call Alert", filters)

	def test_an_ngo_that_is_to_be_checked_is_told_so(self):
		unknown = self.make("unknown@alerts.test", fields_of_work=[])
		send_alerts(self.call.name)

		state = frappe.db.get_value(
			"Funding Call Alert", {"funding_call": self.call.name, "ngo": unknown.name}, "match_state"
		)
		self.assertEqual(state, "To Check")

	def test_the_e_mail_says_why(self):
		send_alerts(self.call.name)

		parent = frappe.db.get_value("Email Queue Recipient", {"recipient": "own@alerts.test"}, "parent")
		message = frappe.db.get_value("Email Queue", parent, "message")
		for part in (f"/calls/{self.call.name}", "agreed to information by e-mail"):
			self.assertIn(part, message.replace("=\n", ""))

	def test_who_unsubscribed_is_left_alone(self):
		frappe.get_doc(
			{
				"doctype": "Email Unsubscribe",
				"email": "own@alerts.test",
				"reference_doctype": "NGO",
				"reference_name": self.ngo.name,
			}
		).insert(ignore_permissions=True)
		send_alerts(self.call.name)

		self.assertFalse(self.was_told(self.ngo))

	def test_an_ngo_that_comes_later_is_told_by_the_daily_job(self):
		send_alerts(self.call.name)
		later = self.make("later@alerts.test")
		alert_new_matches()

		self.assertTrue(self.was_told(later))

	def test_closed_calls_are_sent_to_nobody(self):
		closed = closed_call()
		self.assertEqual(send_alerts(closed.name), 0)
		with self.assertRefused("Only calls that are open or announced"):
			alert_now(closed.name)

	def test_only_who_may_change_a_call_sends_it(self):
		with as_user(user_with("Hub Auditor")), self.assertRaises(frappe.PermissionError):
			alert_now(self.call.name)
