# SPDX-License-Identifier: GPL-3.0-only
"""What stands before all web forms: who may send one, what can be read, how often, and that it is tried again."""

import json

import frappe

from planota_hub.local_networks.needs.intake import report_need
from planota_hub.local_networks.needs.test_intake import make_values as make_need_values
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.practices.test_intake import submit as submit_practice
from planota_hub.public_forms.intake import ATTEMPTS, accept, check_throttle, parse_submission, run_handler
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import HubTestCase, as_user

CLOSED = "This form is closed for guests at the moment. Please log in, or contact the hub directly."


class TestBrokenOff(HubTestCase):
	def setUp(self):
		super().setUp()
		self.calls = 0

	def break_off(self, times: int):
		"""Return a handler that is broken off so many times."""

		def handler(values: dict) -> dict:
			self.calls += 1
			if self.calls <= times:
				raise frappe.QueryDeadlockError("Deadlock found when trying to get lock")
			return values

		return handler

	def test_a_form_that_was_broken_off_is_tried_again_with_the_same_values(self):
		values = {"note": "Done"}
		self.assertEqual(run_handler(self.break_off(ATTEMPTS - 1), values), values)
		self.assertEqual(self.calls, ATTEMPTS)

	def test_a_form_that_is_broken_off_again_and_again_fails(self):
		with self.assertRaises(frappe.QueryDeadlockError):
			run_handler(self.break_off(ATTEMPTS), {})
		self.assertEqual(self.calls, ATTEMPTS)


class TestClosedForms(PageTestCase):
	def setUp(self):
		super().setUp()
		change_settings(anonymous_intake_allowed=0)

	def test_every_form_of_the_hub_is_closed_for_guests(self):
		forms = set(frappe.get_hooks("hub_web_forms")) - set(frappe.get_hooks("hub_open_forms"))
		self.assertGreater(len(forms), 13)
		for form in forms:
			with self.subTest(form), as_user("Guest"), self.assertRefused(CLOSED, frappe.PermissionError):
				accept(form, "{}")

	def test_every_page_of_a_form_says_so_in_the_language_of_the_visitor(self):
		frappe.local.lang = "sl"
		open_to_guests = frappe.get_all(
			"Web Form", {"login_required": 0}, pluck="route", order_by="route asc"
		)
		always_open = set(frappe.get_hooks("hub_open_forms"))
		for form in set(frappe.get_hooks("hub_web_forms")) & set(open_to_guests) - always_open:
			with self.subTest(form):
				response = self.open_page(f"{form}/new")
				if response.status_code == 200:
					self.assertIn("obrazec je trenutno zaprt za goste", response.get_data(as_text=True))

	def test_who_is_logged_in_gets_further(self):
		with self.assertRefused("agree"):
			accept("submit-a-good-practice", "{}")


class TestReadableForms(HubTestCase):
	def test_what_is_no_form_is_refused_with_one_message(self):
		nested = json.dumps({"a": [[[["x"]]]]})
		for data in (
			"",
			"x",
			"[]",
			"null",
			"{",
			"[" * 100_000,
			'{"a":' * 100_000,
			nested,
			'{"a": "\\ud800"}',
		):
			with self.subTest(data[:20]), self.assertRefused("The form could not be read."):
				parse_submission(data)

	def test_values_and_lists_of_values_are_read(self):
		values = {"a": "č", "b": 1, "c": ["x", "y"], "d": None, "e": [{"f": 1}]}

		self.assertEqual(parse_submission(json.dumps(values)), values)


class TestThrottle(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(public_intake_per_email_per_day=2, anonymous_intake_allowed=1)

	def test_all_forms_count_together(self):
		submit_practice(contact_email="often@example.org")
		with as_user("Guest"):
			report_need(make_need_values(reporter_email="often@example.org"))

		with self.assertRefused("2 forms were sent today", frappe.RateLimitExceededError):
			check_throttle("often@example.org")

	def test_every_address_of_one_mailbox_counts_as_one(self):
		submit_practice(contact_email="often+1@example.org")
		submit_practice(contact_email="Often+2@Example.org", practice_title="Another")

		for address in ("often@example.org", "OFTEN+x@EXAMPLE.ORG", "often@example.org."):
			with self.subTest(address), self.assertRaises(frappe.RateLimitExceededError):
				check_throttle(address)
		check_throttle("other@example.org")

	def test_every_form_that_makes_something_new_declares_what_counts(self):
		declared = {kind["doctype"] for kind in frappe.get_hooks("hub_submissions")}
		forms = frappe.get_all(
			"Web Form", {"route": ("in", list(frappe.get_hooks("hub_web_forms")))}, ["route", "doc_type"]
		)
		# feedback is given once by a link that was sent, and an NGO is updated by who represents it
		made = {
			{"Election Candidate": "Election Elector", "Joint Action": "Joint Action Report"}.get(
				form.doc_type, form.doc_type
			)
			for form in forms
			if form.route not in ("event-feedback", "workshop-feedback", "update-my-ngo")
		}
		self.assertFalse(made - declared)
		for kind in frappe.get_hooks("hub_submissions"):
			meta = frappe.get_meta(kind["doctype"])
			for fieldname in (kind["address"], *kind.get("filters", {})):
				self.assertTrue(fieldname == "owner" or meta.has_field(fieldname), fieldname)
