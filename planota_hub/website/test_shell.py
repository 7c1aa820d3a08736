# SPDX-License-Identifier: GPL-3.0-only
import re
from pathlib import Path
from unittest.mock import patch

import frappe
from bs4 import BeautifulSoup
from frappe.utils import set_request
from frappe.website.page_renderers.error_page import ErrorPage

from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user
from planota_hub.website.menu import get_main_menu

PUBLIC_PAGES = (
	"home",
	"ngos",
	"workshops",
	"events",
	"calls",
	"consultations",
	"campaigns",
	"elections",
	"meetings",
	"representation",
	"good-practices",
	"needs",
	"news",
	"networks",
	"partnerships",
	"joint-plans",
	"projects",
	"calendar",
	"track",
	"find",
)
USER = "ana@shell.test"


class TestShell(PageTestCase):
	def setUp(self):
		super().setUp()
		change_settings(
			hub_name="Stičišče & Preizkus",
			operator_organisation="Ustanova & sin",
			address="Gregorčičeva 1\n5000 Nova Gorica",
			phone="05 123 45 67",
			email="info@hub.test",
			opening_hours="Mon–Fri 9–15",
			publicity_statement="Paid by the fund.",
		)

	def test_every_public_page_says_whose_it_is_and_how_to_reach_the_hub(self):
		for path in PUBLIC_PAGES:
			page = self.read(path)

			for text in (
				"Stičišče &amp; Preizkus",
				"Ustanova &amp; sin",
				"5000 Nova Gorica",
				'href="tel:051234567"',
				'href="mailto:info@hub.test"',
				"Mon–Fri 9–15",
				"Paid by the fund.",
			):
				self.assertIn(text, page, path)

	def test_a_page_for_reading_loads_one_stylesheet_and_no_script(self):
		for path in PUBLIC_PAGES:
			page = self.read(path)

			self.assertEqual(len(re.findall(r'rel="stylesheet"', page)), 1, path)
			scripts = [tag for tag in re.findall(r"<script[^>]*>", page) if "application/ld+json" not in tag]
			self.assertEqual(scripts, [], path)

	def test_every_page_has_one_heading_one_main_part_and_a_way_past_the_menu(self):
		for path in PUBLIC_PAGES:
			page = self.read(path)

			self.assertEqual(len(re.findall(r"<h1\b", page)), 1, path)
			self.assertEqual(len(re.findall(r"<main\b", page)), 1, path)
			self.assertIn('href="#content"', page, path)

	def test_the_menu_leads_to_pages_that_are_there_and_marks_the_present_one(self):
		entries = [item for entry in get_main_menu("calls/CALL-1") for item in entry.get("pages", [entry])]

		self.assertEqual([item["url"] for item in entries if item["is_current"]], ["/calls"])
		for item in entries:
			self.read(item["url"].lstrip("/"))

	def test_forms_and_the_log_in_wear_the_same_head_and_none_of_the_frameworks_scripts(self):
		for path, query in (("register-ngo/new", {}), ("login", {}), ("update-password", {"key": "x"})):
			page = self.read(path, **query)

			self.assertIn("Stičišče &amp; Preizkus", page, path)
			self.assertIn('class="hub-footer"', page, path)
			self.assertNotIn("frappe-web.bundle", page, path)
			# what a template could not fill in
			self.assertFalse(re.search(r"js\?v=\{\{", page), path)

	def test_an_address_that_leads_nowhere_offers_a_search_and_the_way_home(self):
		response = self.open_page("no-such-page")

		page = response.get_data(as_text=True)
		self.assertEqual(response.status_code, 404)
		self.assertIn('action="/find"', page)
		self.assertIn('content="noindex"', page)

	def test_a_link_that_does_not_work_says_so_in_the_shell_and_offers_no_log_in(self):
		for path in (
			"meeting-minutes",
			"workshop-certificate",
			"event-confirmation",
			"record-of-processing",
			"event-feedback/new",
			"workshop-feedback/new",
		):
			response = self.open_page(path, token="x")

			page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
			self.assertEqual(response.status_code, 403, path)
			self.assertTrue(page.select(".hub-footer") and page.select("main a[href='/']"), path)
			self.assertEqual(page.select("main a[href^='/login']"), [], path)
			self.assertTrue(page.select("meta[content=noindex]"), path)

	def test_a_link_of_a_mail_that_does_not_work_offers_a_way_on(self):
		for path in ("confirm", "briefing-opt-out", "meeting-invitation", "rate-support", "vote"):
			response = self.open_page(path, token="x")

			page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
			self.assertIn("This link is not valid", page.select_one("main [role=alert]").text, path)
			self.assertTrue(page.select("main a[href='/']"), path)

	def test_who_is_logged_in_is_led_to_the_portal_and_not_to_the_log_in(self):
		user = make_user("ana@shell.test", "NGO Representative")
		response = self.open_page("my-ngo", user=user, name="NGO-X")

		page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
		self.assertEqual(response.status_code, 403)
		self.assertEqual(page.select("main a[href^='/login']"), [])
		self.assertTrue(page.select("main a[href='/portal']"))

	def test_what_is_refused_is_no_fault_of_the_site_and_what_fails_is(self):
		for status, words in (
			(403, "not for everybody"),
			(404, "nothing at this address"),
			(500, "not with you"),
		):
			set_request(method="GET", path="file")
			response = ErrorPage(http_status_code=status, title="X").render()

			page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
			self.assertEqual(response.status_code, status)
			self.assertIn(words, page.select_one("main .hub-lead").text)
			self.assertTrue(page.select(".hub-footer") and page.select("main a[href='/']"), status)

	def test_a_page_that_fails_shows_no_inner_parts_and_is_noted_for_the_staff(self):
		with (
			patch("planota_hub.www.find.get_context", side_effect=ZeroDivisionError("secret")),
			patch("planota_hub.www.error.log_error_snapshot") as noted,
		):
			response = self.open_page("find")

		page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
		self.assertEqual(response.status_code, 500)
		self.assertNotRegex(page.text, "secret|Traceback")
		self.assertTrue(page.select("main a[href^='/find']") and page.select("main a[href='/']"))
		self.assertEqual([type(call.args[0]) for call in noted.call_args_list], [ZeroDivisionError])

	def test_a_form_that_is_not_for_a_visitor_says_so_in_the_shell(self):
		response = self.open_page("meeting-minutes")

		self.assertIn(response.status_code, (403, 404))
		self.assertIn("Stičišče &amp; Preizkus", self.open_page("no-such-page").get_data(as_text=True))

	def test_pages_by_a_link_are_not_for_search_engines_and_public_ones_are(self):
		self.assertNotIn("noindex", self.read("ngos"))
		self.assertIn('rel="canonical"', self.read("ngos"))

	def test_search_engines_know_a_page_in_each_language_by_an_address_of_its_own(self):
		bare, slovene = (frappe.utils.get_url(path) for path in ("/ngos", "/ngos?_lang=sl"))

		self.assertIn(f'<link rel="canonical" href="{bare}">', self.read("ngos", q="x"))
		page = self.read("ngos", _lang="sl")

		self.assertIn(f'<link rel="canonical" href="{slovene}">', page)
		self.assertIn(f'<link rel="alternate" hreflang="sl" href="{slovene}">', page)
		self.assertIn(f'<link rel="alternate" hreflang="x-default" href="{bare}">', page)
		for path in ("confirm", "vote", "rate-support"):
			page = self.open_page(path, token="wrong").get_data(as_text=True)

			self.assertIn('content="noindex"', page, path)

	def test_a_representative_has_the_menu_of_the_portal_on_every_page(self):
		make_user(USER, "NGO Representative")
		make_ngo(representatives=[{"full_name": "Ana Novak", "user": USER}])

		for path in ("my-ngos", "ngos"):
			page = self.read(path, user=USER)

			self.assertIn('href="/my-networks"', page, path)
			self.assertIn('action="/api/method/web_logout"', page, path)
		self.assertNotIn('href="/my-networks"', self.read("ngos"))

	def test_a_hub_that_has_entered_nothing_yet_has_pages_all_the_same(self):
		change_settings(
			hub_name=None,
			operator_organisation=None,
			address=None,
			phone=None,
			email=None,
			opening_hours=None,
		)

		self.assertIn("<h1>NGO Hub</h1>", self.read("home"))


class TestPages(PageTestCase):
	def test_what_staff_write_stands_in_the_shell_in_the_language_of_the_visitor(self):
		change_settings(hub_name="Stičišče Goriške", email="info@hub.test")

		for language, route, text in (
			("sl", "o-sticiscu", "Kaj delamo"),
			("en", "about-the-hub", "What we do"),
		):
			frappe.local.lang = language
			response = self.open_page("about")
			self.assertEqual(response.headers["Location"], f"/{route}")

			page = self.read(route)
			self.assertIn(text, page)
			self.assertIn(
				"Stičišče Goriške podpira" if language == "sl" else "Stičišče Goriške supports", page
			)
			self.assertNotIn("{{", page)
			self.assertNotIn("<script", page)

	def test_a_page_about_the_hub_is_wholly_in_the_language_of_its_address(self):
		frappe.local.lang = "sl"

		page = BeautifulSoup(self.read("about-the-hub"), "html.parser")

		self.assertEqual(page.html["lang"], "en")
		self.assertTrue(page.find("a", string="Skip to the content"))
		self.assertEqual(page.select_one(".hub-languages a[lang=sl]")["href"], "/o-sticiscu?_lang=sl")
		self.assertTrue(page.select_one("link[hreflang=sl]")["href"].endswith("/o-sticiscu"))

	def test_who_wants_a_page_about_the_hub_in_another_language_is_led_to_it(self):
		reader = make_user("ana@shell.test", "NGO Representative")
		for user, query in (("Guest", {"_lang": "sl"}), (reader, {})):
			frappe.local.lang = "sl"
			response = self.open_page("about-the-hub", user, **query)
			self.assertEqual((response.status_code, response.headers["Location"]), (302, "/o-sticiscu"), user)

	def test_a_page_that_was_taken_off_is_linked_no_more(self):
		frappe.db.set_value("Web Page", {"route": "privacy-notice"}, "published", 0)
		self.assertIn('href="/zasebnost"', self.read("home"))

		frappe.db.set_value("Web Page", {"route": "zasebnost"}, "published", 0)
		self.assertNotIn('href="/zasebnost"', self.read("home"))

	def test_what_hub_settings_say_is_text_in_the_pages(self):
		frappe.db.set_single_value("Hub Settings", "address", "<b>Street</b>")

		self.assertIn("&lt;b&gt;Street&lt;/b&gt;", self.read("about-the-hub"))


class TestPrivacy(PageTestCase):
	def test_every_form_that_asks_for_a_text_says_how_data_are_handled(self):
		asks = re.compile(
			r'<textarea|<input [^>]*type="(email|tel|file)"|<input [^>]*name="(cast_by|subject)"'
		)
		forms = [
			page
			for page in Path(frappe.get_app_path("planota_hub", "www")).glob("*.html")
			if asks.search(page.read_text("utf-8"))
		]

		self.assertGreater(len(forms), 8)
		self.assertEqual(
			[page.name for page in forms if "hub_privacy.html" not in page.read_text("utf-8")], []
		)


class TestWithoutScript(PageTestCase):
	def test_no_button_is_shown_that_does_nothing_without_a_script(self):
		app = Path(frappe.get_app_path("planota_hub"))
		pages = [*(app / "www").rglob("*.html"), *(app / "templates").rglob("*.html")]

		dead = [
			(page.name, button)
			for page in pages
			for button in re.findall(r'<button[^>]*type="button"[^>]*>', page.read_text("utf-8"))
			if "hidden" not in button
			and "hub-start-election" not in button  # that one stands in the Desk alone
		]

		self.assertEqual(dead, [])


class TestPagesOfTheFramework(PageTestCase):
	def test_they_lead_to_those_of_the_hub(self):
		for old, new in (
			("request-data", "/my-personal-data/new"),
			("request-data/new", "/my-personal-data/new"),
			("request-to-delete-data", "/my-personal-data/new"),
			("request-to-delete-data/new", "/my-personal-data/new"),
			("update-profile/ana@drustvo.si", "/me"),
		):
			response = self.open_page(old)
			self.assertEqual((response.status_code, response.headers["Location"]), (302, new), old)


class TestHomePage(PageTestCase):
	def test_blocks_are_those_that_the_hub_has_chosen_in_their_order(self):
		settings = frappe.get_doc("Hub Settings")
		settings.set("home_blocks", [{"block": "Tasks", "introduction": "Begin & try."}])
		settings.save()

		page = self.read("home")

		self.assertIn("Begin &amp; try.", page)
		self.assertEqual(len(re.findall(r'<section class="hub-section"', page)), 1)

	def test_a_block_with_nothing_to_show_is_left_out(self):
		settings = frappe.get_doc("Hub Settings")
		settings.set("home_blocks", [{"block": "Elections"}])
		settings.save()
		frappe.db.set_value("Representative Election", {"stage": ("!=", "Draft")}, "stage", "Draft")

		self.assertNotIn('<section class="hub-section"', self.read("home"))

	def test_is_the_first_page_of_the_site(self):
		with as_user("Guest"):
			self.assertEqual(frappe.db.get_single_value("Website Settings", "home_page"), "home")
