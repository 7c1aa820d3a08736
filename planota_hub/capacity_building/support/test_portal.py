# SPDX-License-Identifier: GPL-3.0-only
"""The representative's page: everything about the own NGOs, nothing about others."""

import frappe
from frappe.utils import today

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import make_plan
from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import make_request
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.support.ledger import hours_by_kind
from planota_hub.capacity_building.support.mail import RATING_PURPOSE
from planota_hub.capacity_building.support.portal import get_overview
from planota_hub.planota_hub.doctype.interaction.test_interaction import make_interaction
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import as_user, make_user
from planota_hub.www.my_ngos import get_represented_ngos

USER = "ana@ngo.test"


class TestPortal(PageTestCase):
	def setUp(self):
		super().setUp()
		make_user(USER)
		self.ngo = make_represented_ngo(USER).name

	def get_overview(self) -> dict:
		with as_user(USER):
			(overview,) = get_overview(get_represented_ngos(USER))
		return overview

	def test_an_ngo_without_support_has_an_empty_page(self):
		overview = self.get_overview()

		self.assertEqual((overview.plan, overview.hours), (None, {}))
		self.assertEqual((overview.registrations, overview.sessions, overview.requests), ([], [], []))

	def test_a_call_that_was_support_shows_its_kind_and_hours_and_nothing_that_was_noted(self):
		call = {"organisation_doctype": "NGO", "organisation": self.ngo, "channel": "Phone Call"}
		make_interaction(**call, topic="Zaupno", note="Ne povej", support_kind="Counselling", hours=0.5)
		make_interaction(**call, topic="Samo stik")

		overview = self.get_overview()

		self.assertEqual([(row.topic, row.hours) for row in overview.sessions], [("Counselling", 0.5)])
		self.assertEqual(overview.hours, {"Counselling": 0.5})
		self.assertNotIn("Zaupno", frappe.as_json(overview))

	def test_plan_hours_registrations_sessions_and_requests_of_the_own_ngo(self):
		plan = make_plan(ngo=self.ngo, stage="Active")
		session = make_session(ngo=self.ngo, days=-2, hours=3)
		make_session(ngo=self.ngo, days=-3, status="Cancelled")
		request = make_request(ngo=self.ngo)
		workshop = make_workshop()
		make_registration(workshop, ngo=self.ngo)
		make_session(days=-2, mentor=make_user("third@hub.test", "Hub Mentor"))
		make_request()

		overview = self.get_overview()

		self.assertEqual((overview.plan.name, overview.plan.stage), (plan.name, "Active"))
		self.assertEqual((overview.plan.progress.delivered, overview.plan.progress.required), (3, 25))
		self.assertEqual(
			overview.hours, {"Mentoring": hours_by_kind(self.ngo, f"{today()[:4]}-01-01")["Mentoring"]}
		)
		self.assertEqual([row.topic for row in overview.sessions], [session.topic])
		self.assertEqual([row.name for row in overview.requests], [request.name])
		self.assertEqual(
			[(row.event, row.state) for row in overview.registrations], [(workshop.name, "Confirmed")]
		)

	def test_a_session_belongs_to_the_plan_that_ran_on_its_day(self):
		plan = make_plan(ngo=self.ngo, stage="Active")

		self.assertEqual(make_session(ngo=self.ngo).development_plan, plan.name)
		self.assertFalse(make_session(ngo=self.ngo, days=-30).development_plan)
		with self.assertRefused("Development Plan: this plan belongs to another NGO"):
			make_session(days=-5, ngo=make_ngo(stage="Verified").name, development_plan=plan.name)

	def test_who_asked_finds_the_link_to_the_rating(self):
		make_request(ngo=self.ngo, requester_email=USER, stage="Resolved")
		make_request(ngo=self.ngo, requester_email="other@ngo.test", stage="Resolved")
		make_request(ngo=self.ngo, requester_email=USER)

		tokens = [bool(row.rating_token) for row in self.get_overview().requests]

		self.assertEqual(sorted(tokens), [False, False, True])

	def test_the_page_is_rendered_with_what_was_typed_as_text(self):
		request = make_request(ngo=self.ngo)
		frappe.db.set_value("NGO Support Request", request.name, "subject", "<b>bold</b>")
		make_plan(ngo=self.ngo, stage="Active")
		make_session(ngo=self.ngo)
		html = self.read("my-support", USER)

		self.assertIn("&lt;b&gt;bold&lt;/b&gt;", html)
		self.assertNotIn("<b>bold</b>", html)
		self.assertIn("of 25 hours of support", html)

	def test_guests_are_led_to_the_login(self):
		response = self.open_page("my-support")

		self.assertEqual(response.status_code, 302)
		self.assertIn("/login", response.headers["Location"])


class TestRatingPage(PageTestCase):
	def test_a_valid_link_offers_the_scale(self):
		request = make_request(stage="Resolved")

		page = self.read("rate-support", token=make_token(RATING_PURPOSE, request.name))

		self.assertIn(request.subject, page)
		self.assertIn("Very satisfied", page)

	def test_a_tampered_link_shows_nothing_of_the_request(self):
		request = make_request(stage="Resolved")

		response = self.open_page("rate-support", token=f"{request.name}.AAAAAAAAAAAAAAAAAAAAAAAA")

		self.assertEqual(response.status_code, 403)
		page = response.get_data(as_text=True)
		self.assertIn("This link is not valid", page)
		self.assertNotIn(request.subject, page)

	def test_the_form_opens_for_guests_and_offers_own_ngos_to_representatives(self):
		self.assertIn("Ask for support", self.read("ask-for-support/new"))
		make_user(USER)
		ngo = make_represented_ngo(USER)
		self.assertIn(ngo.name, self.read("ask-for-support/new", USER))
