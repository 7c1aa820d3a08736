# SPDX-License-Identifier: GPL-3.0-only
"""The log-in and the choice of a password: all ways in that the framework knows, on pages of the hub."""

from unittest.mock import patch

import frappe
from bs4 import BeautifulSoup
from frappe.www import login

from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import make_user

USER = "ana@login.test"


class TestLogIn(PageTestCase):
	def get_page(self, **found) -> BeautifulSoup:
		"""Return the log-in of a site on which the framework finds these things."""

		def find(context):
			context.update({"provider_logins": [], "login_label": "E-pošta", "disable_signup": 1, **found})

		frappe.local.lang = "sl"
		with patch.object(login, "get_context", find):
			return BeautifulSoup(self.read("login"), "html.parser")

	def test_it_is_in_the_language_of_the_visitor_with_one_word_for_what_it_does(self):
		page = self.get_page()

		self.assertIn("Vstop", page.title.text)
		self.assertEqual(page.select_one(".btn-login").text.strip(), "Vstop")
		self.assertNotRegex(page.main.text, r"\b(Prijava|prijavo|Login)\b")
		for field in page.select("main input"):
			self.assertTrue(page.select(f"label[for='{field['id']}']"), field["id"])

	def test_it_brings_none_of_the_frameworks_scripts(self):
		page = self.get_page()
		scripts = [script["src"].split("?")[0] for script in page.select("script[src]")]
		self.assertEqual(
			scripts, ["/assets/planota_hub/js/web/hub.js", "/assets/planota_hub/js/web/log_in.js"]
		)

	def test_it_shows_one_way_in_where_the_site_has_set_up_no_other(self):
		page = self.get_page()

		sections = [section["data-section"] for section in page.select("main section")]
		self.assertEqual(sections, ["login", "code", "forgot"])
		self.assertEqual(page.select(".hub-ways"), [])

	def test_every_way_in_that_the_site_has_set_up_is_offered(self):
		provider = {
			"name": "sso",
			"provider_name": "Šola & sin",
			"auth_url": "/sso?a=1&b=2",
			"icon": "<img src=x alt=y>",
		}
		ldap = {"enabled": 1, "method": "ldap.login"}
		page = self.get_page(
			provider_logins=[provider], login_with_email_link=1, ldap_settings=ldap, disable_signup=0
		)

		ways = page.select(".hub-ways a")
		self.assertEqual([way["href"] for way in ways], ["/sso?a=1&b=2", "#login-with-email-link"])
		self.assertIn("Šola & sin", ways[0].text)
		self.assertTrue(ways[0].img)
		self.assertEqual(page.select_one("button[value]")["value"], "ldap.login")
		self.assertTrue(page.select("[data-section='login-with-email-link'] form"))
		self.assertTrue(page.select("[data-section='signup'] form"))

	def test_without_passwords_the_other_ways_in_remain(self):
		page = self.get_page(disable_user_pass_login=1, login_with_email_link=1, disable_signup=0)

		self.assertEqual(page.select("#login_password, [data-section='signup'], a[href='#forgot']"), [])
		self.assertEqual(len(page.select(".hub-ways a")), 1)

	def test_who_is_logged_in_is_led_on(self):
		user = make_user(USER, "NGO Representative")
		self.assertEqual(self.open_page("login", user).status_code, 302)


class TestChoiceOfPassword(PageTestCase):
	def get_page(self, **query) -> BeautifulSoup:
		return BeautifulSoup(self.read("update-password", **query), "html.parser")

	def test_the_link_of_a_mail_needs_no_password_and_is_kept(self):
		page = self.get_page(key='a"b')

		self.assertEqual(page.select_one("[name=key]")["value"], 'a"b')
		self.assertEqual(page.select("#old_password"), [])
		self.assertTrue(page.select("meta[name=robots][content*=noindex]"))

	def test_who_is_logged_in_gives_the_present_one(self):
		user = make_user(USER, "NGO Representative")
		self.assertIn('id="old_password"', self.read("update-password", user))

	def test_a_guest_without_a_link_logs_in_first(self):
		response = self.open_page("update-password")
		self.assertTrue(response.headers["Location"].startswith("/login?redirect-to="))
