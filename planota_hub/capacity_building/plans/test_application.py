# SPDX-License-Identifier: GPL-3.0-only
"""Tests of the web form "Apply as an NGO with potential", through the function that the browser calls."""

import json

import frappe
from frappe.utils import add_days, today

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import make_plan, take_step
from planota_hub.capacity_building.doctype.programme_round.test_programme_round import make_round
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.public_forms.intake import HONEYPOT_FIELD, take
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.www.track import get_status

HANDLER = "planota_hub.capacity_building.plans.application.apply"


class TestApplication(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Programme Round")
		self.round = make_round().name
		self.number = make_registration_number()
		self.user = make_user("ana@application.test", "NGO Representative")
		self.ngo = make_ngo(
			stage="Verified",
			registration_number=self.number,
			representatives=[{"full_name": "Ana", "user": self.user}],
		)

	def send(self, user="Guest", **values) -> dict:
		with as_user(user):
			return frappe.get_attr(HANDLER)(
				{
					"registration_number": self.number,
					"level_of_operation": "Local",
					"motivation": "We want to learn.",
					"applicant_name": "Ana Kovač",
					"applicant_email": f"{frappe.generate_hash(length=8)}@example.org",
					"consent": 1,
					**values,
				}
			)

	def get_plan(self, answer):
		return frappe.get_doc("Development Plan", {"tracking_code": answer["tracking_code"]})

	def test_a_guest_applies_and_the_staff_make_sure_who_it_is(self):
		answer = self.send(motivation="We want to learn.")

		plan = self.get_plan(answer)
		self.assertEqual(
			(plan.stage, plan.source, plan.owner, plan.ngo, plan.programme_round, plan.applicant_confirmed),
			("Applied", "Web Form", "Guest", self.ngo.name, self.round, 0),
		)
		self.assertTrue(plan.consent_given_on and plan.consent_text_version)
		with self.assertRefused("not confirmed yet that the applicant speaks for the NGO"):
			take_step(plan, "Assess")
		plan.applicant_confirmed = 1
		plan.save()
		self.assertEqual(take_step(plan, "Assess").stage, "Under Assessment")

	def test_a_representative_who_is_logged_in_is_believed(self):
		plan = self.get_plan(self.send(self.user, ngo=self.ngo.name))

		self.assertEqual((plan.applicant_confirmed, plan.owner), (1, "Guest"))

	def test_nobody_applies_for_somebody_elses_ngo(self):
		other = make_ngo(stage="Verified")
		for user in (self.user, "Guest"):
			with self.subTest(user), self.assertRefused("you can only name", frappe.PermissionError):
				self.send(user, ngo=other.name)

	def test_outside_the_window_nothing_is_taken(self):
		for changes in (
			{"application_closes_on": add_days(today(), -1)},
			{"application_opens_on": add_days(today(), 1)},
		):
			frappe.db.set_value(
				"Programme Round", self.round, {"application_opens_on": add_days(today(), -9), **changes}
			)
			with self.subTest(changes), self.assertRefused("Applications are closed"):
				self.send()
		self.assertEqual(frappe.db.count("Development Plan", {"ngo": self.ngo.name}), 0)

	def test_a_closed_round_cannot_be_chosen_besides_an_open_one(self):
		closed = make_round(application_closes_on=add_days(today(), -1)).name

		with self.assertRefused("Programme Round: applications for this round are closed"):
			self.send(programme_round=closed)

	def test_an_ngo_that_is_not_in_the_register_is_led_there(self):
		with self.assertRefused("Please register it first"):
			self.send(registration_number=make_registration_number())
		with self.assertRefused("Registration Number"):
			self.send(registration_number="123")
		with self.assertRefused("Registration Number", frappe.MandatoryError):
			self.send(registration_number="")

	def test_the_same_application_sent_twice_is_one(self):
		first = self.send(applicant_email="same@example.org")
		second = self.send(applicant_email="same@example.org")

		self.assertEqual(first["tracking_code"], second["tracking_code"])
		self.assertEqual(frappe.db.count("Development Plan", {"ngo": self.ngo.name}), 1)

	def test_a_second_application_of_a_stranger_changes_nothing(self):
		plan = self.get_plan(self.send())

		self.assertEqual(self.send(motivation="Other"), {"outcome": "known"})
		plan.reload()
		self.assertEqual(plan.motivation, "We want to learn.")

	def test_a_representative_takes_over_what_a_stranger_sent_and_applies_once(self):
		first = self.send()

		answer = self.send(self.user, ngo=self.ngo.name, motivation="Ours")

		self.assertEqual(answer["tracking_code"], first["tracking_code"])
		plan = self.get_plan(answer)
		self.assertEqual((plan.motivation, plan.applicant_confirmed), ("Ours", 1))
		with self.assertRefused("already applied", frappe.DuplicateEntryError):
			self.send(self.user, ngo=self.ngo.name, motivation="Again")

	def test_what_the_public_may_not_decide_is_dropped(self):
		plan = self.get_plan(
			self.send(
				stage="Selected",
				owner="Administrator",
				mentor=self.user,
				selection_score=100,
				applicant_confirmed=1,
				scores=[{"criterion": "Achievements", "score": 5}],
			)
		)

		self.assertEqual((plan.stage, plan.mentor, plan.applicant_confirmed), ("Applied", None, 0))
		self.assertEqual({row.score for row in plan.scores}, {0})

	def test_wrong_values_are_refused_by_the_name_of_the_field(self):
		for values, message in (
			({"level_of_operation": "Galactic"}, "Level of Operation"),
			({"priority_field": "Nothing"}, "Priority Field"),
			({"motivation": ""}, "Motivation"),
			({"motivation": "<script>"}, "Motivation: please write plain text"),
			({"applicant_email": "no address"}, "Your Email"),
			({"applicant_phone": "abc"}, "Applicant's Phone"),
			({"consent": 0}, "Please agree"),
			({"motivation": ["a"]}, "Motivation: please enter one value"),
		):
			with self.subTest(values), self.assertRefused(message):
				self.send(**values)

	def test_robots_get_an_answer_and_leave_nothing(self):
		answer = self.send(**{HONEYPOT_FIELD: "x"})

		self.assertEqual(answer["outcome"], "received")
		self.assertFalse(frappe.db.exists("Development Plan", {"tracking_code": answer["tracking_code"]}))

	def test_an_address_that_sends_too_much_is_stopped(self):
		change_settings(public_intake_per_email_per_day=1)
		self.send(applicant_email="much@example.org")

		with self.assertRefused("forms were sent today", frappe.RateLimitExceededError):
			self.send(
				applicant_email="much@example.org",
				registration_number=make_ngo(
					stage="Verified", registration_number=make_registration_number()
				).registration_number,
			)

	def test_the_code_leads_to_the_state_of_the_application(self):
		answer = self.send()

		status = get_status.__wrapped__(answer["tracking_code"])

		self.assertEqual((status["stage"], status["label"]), ("Applied", "Received"))

	def test_the_applicant_is_written_to_at_every_step_that_is_theirs(self):
		plan = self.get_plan(self.send(self.user, ngo=self.ngo.name, applicant_email="ana@example.org"))
		plan.withdrawal_reason = "Too few places"
		plan.save()
		take_step(take_step(plan, "Assess"), "Do Not Select")

		mails = frappe.get_all(
			"Email Queue",
			{"reference_doctype": ("is", "not set")},
			pluck="message",
			order_by="creation desc",
			limit=2,
		)
		self.assertTrue(any("not been selected" in mail for mail in mails))

	def test_the_form_is_known_to_the_framework(self):
		form = frappe.get_doc("Web Form", "apply-with-potential")
		self.assertEqual((form.published, form.login_required, form.doc_type), (1, 0, "Development Plan"))
		with as_user("Guest"):
			frappe.local.form_dict = frappe._dict()
			self.assertEqual(
				take.__wrapped__("apply-with-potential", json.loads(f'{{"{HONEYPOT_FIELD}": 1}}'))["outcome"],
				"received",
			)


class TestDeskApplication(HubTestCase):
	def test_a_plan_entered_at_the_desk_needs_no_confirmation(self):
		plan = make_plan()
		self.assertEqual((plan.source, plan.applicant_confirmed, plan.tracking_code), ("Desk", 1, None))
