# SPDX-License-Identifier: GPL-3.0-only
import frappe
from werkzeug.wrappers import Response

from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user
from planota_hub.website.caching import answer_unchanged

USER = "ana@caching.test"


class TestCaching(PageTestCase):
	def ask(self, path: str, user: str = "Guest", known: str | None = None) -> Response:
		"""Open a page as a browser that has one with the mark `known`."""
		frappe.flags.is_public_page = None
		response = self.open_page(path, user)
		environ = {"HTTP_IF_NONE_MATCH": known} if known else {}
		frappe.local.request.environ.update(environ)
		with as_user(user):
			answer_unchanged(response, frappe.local.request)
		return response

	def test_a_page_that_the_browser_has_is_not_sent_again(self):
		for path in ("home", "ngos", "workshops", "about-the-hub"):
			first = self.ask(path)
			again = self.ask(path, known=first.headers["ETag"])

			self.assertEqual((first.status_code, again.status_code), (200, 304), path)
			self.assertEqual(first.headers["Cache-Control"], "private, no-cache")
			self.assertIn("Cookie", first.headers["Vary"])

	def test_a_page_changes_at_once_with_what_it_shows_and_with_the_language(self):
		known = self.ask("ngos").headers["ETag"]

		change_settings(phone="05 999 88 77")
		self.assertEqual(self.ask("ngos", known=known).status_code, 200)

		known = self.ask("ngos").headers["ETag"]
		frappe.local.lang = "sl"
		self.assertEqual(self.ask("ngos", known=known).status_code, 200)

	def test_what_is_for_one_person_is_never_kept(self):
		make_user(USER, "NGO Representative")
		for path, user in (("track", USER), ("ngos", USER), ("confirm", "Guest"), ("portal", USER)):
			self.assertNotIn("ETag", self.ask(path, user).headers, path)


class TestEndedSession(PageTestCase):
	def test_whoever_is_led_to_the_log_in_learns_that_the_session_has_ended(self):
		frappe.local.response["session_expired"] = 1
		location = self.open_page("my-ngos").headers["Location"]
		frappe.local.response.pop("session_expired")

		self.assertIn("ended=1", location)
		self.assertIn("Please log in again; then you", self.read("login", ended="1"))
		self.assertNotIn("Please log in again; then you", self.read("login"))
