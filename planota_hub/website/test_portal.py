# SPDX-License-Identifier: GPL-3.0-only
import json
from unittest.mock import patch

import frappe
from bs4 import BeautifulSoup
from frappe.utils import add_days, getdate, set_request, today
from werkzeug.wrappers import Response

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.portal.account import change_contact_data, get_own_terms
from planota_hub.planota_hub.portal.confirmation import DAYS_VALID, SHOWN_FIELDS, confirm_data
from planota_hub.planota_hub.portal.meanwhile import ChangedMeanwhileError, describe_state
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.waiting import Waiting
from planota_hub.tests.compat import as_user, make_user
from planota_hub.website import portal
from planota_hub.website.form_answers import (
	answer_form,
	answer_refused_file,
	answer_too_large,
	note_way_back,
	take_what_was_said,
)

USER, OTHER = "ana@portal.test", "bor@portal.test"
CONFIRM = "Confirm that the data of your organisation are still right"
PORTAL_PAGES = (
	"portal",
	"me",
	"my-ngos",
	"my-support",
	"my-networks",
	"my-meetings",
	"my-mandates",
	"my-partnerships",
	"my-calls",
)


class PortalTestCase(PageTestCase):
	def setUp(self):
		super().setUp()
		make_user(USER, "NGO Representative")
		self.ngo = make_ngo(
			stage="Verified",
			representatives=[
				{"full_name": "Ana Novak", "user": USER, "email": "ana@portal.test"},
				{"full_name": "Bor Kos", "email": "bor@portal.test", "phone": "05 331 22 33"},
			],
		)


class TestStart(PortalTestCase):
	def test_what_is_due_first_stands_first_and_what_is_late_is_marked(self):
		found = [
			Waiting("Undated", "C", "/c"),
			Waiting("Later", "B", "/b", getdate(add_days(today(), 9))),
			Waiting("Late <b>", "A & B", "/a", getdate(add_days(today(), -1))),
		]

		with (
			patch.object(portal.frappe, "get_hooks", return_value=["area"]),
			patch.object(portal.frappe, "call", return_value=found),
		):
			ordered = portal.get_waiting()

		self.assertEqual([waiting.text for waiting in ordered], ["Late <b>", "Later", "Undated"])
		self.assertEqual([waiting.is_overdue for waiting in ordered], [True, False, False])

	def test_data_that_nobody_confirmed_for_a_year_wait_until_they_are_confirmed(self):
		self.assertNotIn(CONFIRM, self.read("portal", user=USER))
		frappe.db.set_value("NGO", self.ngo.name, "verified_on", add_days(today(), -DAYS_VALID))
		self.assertIn(CONFIRM, self.read("portal", user=USER))

		with as_user(USER):
			confirm_data(self.ngo.name)

		self.assertNotIn(CONFIRM, self.read("portal", user=USER))
		self.assertEqual(
			getdate(frappe.db.get_value("NGO", self.ngo.name, "data_confirmed_on")), getdate(today())
		)

	def test_nobody_confirms_the_data_of_others(self):
		make_user(OTHER, "NGO Representative")

		for user in (OTHER, "Guest"):
			with as_user(user), self.assertRefused("that you represent", frappe.PermissionError):
				confirm_data(self.ngo.name)

	def test_whoever_logs_in_gets_there_and_a_guest_is_led_back_after_the_log_in(self):
		self.assertEqual(frappe.get_hooks("role_home_page")["NGO Representative"][-1], "portal")
		for path in PORTAL_PAGES:
			response = self.open_page(path, name="X")

			self.assertEqual(response.status_code, 302, path)
			self.assertEqual(response.headers["Location"], f"/login?redirect-to=/{path}%3Fname%3DX")

	def test_every_page_of_the_portal_has_its_menu_with_the_start_at_its_head(self):
		for path in PORTAL_PAGES:
			page = self.read(path, user=USER)

			menu = page[page.index('class="hub-portal-menu"') :]
			self.assertLess(menu.index('href="/portal"'), menu.index('href="/my-ngos"'), path)
			self.assertIn('content="noindex"', page, path)

	def test_the_start_is_open_to_staff_and_to_who_represents_nobody(self):
		self.assertIn("Nothing waits for you", self.read("portal", user=make_user(OTHER)))
		self.assertEqual(self.open_page("portal", user="Administrator").status_code, 200)


class TestAccount(PortalTestCase):
	def test_own_contact_data_are_changed_and_those_of_a_colleague_stay(self):
		with as_user(USER):
			[term] = get_own_terms()
			change_contact_data(term.name, " Ana@New.test ", "041 234 567")

		own, colleague = frappe.get_doc("NGO", self.ngo.name).representatives
		self.assertEqual((own.email, colleague.email), ("ana@new.test", "bor@portal.test"))
		self.assertIn("234", own.phone)
		self.assertIn('value="ana@new.test"', self.read("me", user=USER))

	def test_the_row_of_a_colleague_is_not_ones_own(self):
		row = self.ngo.representatives[1].name

		with as_user(USER), self.assertRefused("your own contact data", frappe.PermissionError):
			change_contact_data(row, "ana@new.test")

	def test_an_address_that_is_none_is_refused_by_the_name_of_its_field(self):
		with as_user(USER):
			[term] = get_own_terms()
			with self.assertRefused("Email"):
				change_contact_data(term.name, "nobody")

	def test_the_form_of_the_framework_is_replaced_whatever_the_address_ends_in(self):
		for path in ("update-profile", "update-profile/ana@portal.si"):
			response = self.open_page(path, user=USER)

			self.assertEqual((response.status_code, response.headers["Location"]), (302, "/me"), path)

	def test_the_account_leads_to_language_and_password_in_the_shell(self):
		page = self.read("me", user=USER)

		self.assertIn('href="/update-password"', page)
		self.assertIn("choose_language", page)
		self.assertNotIn("frappe-web.bundle", page)


class TestNobodyOverwrites(PortalTestCase):
	def tearDown(self):
		frappe.local.response.pop("hub_shown", None)
		super().tearDown()

	def test_contact_data_that_others_changed_are_told_first_and_saved_the_second_time(self):
		with as_user(USER):
			(term,) = get_own_terms()
		frappe.db.set_value("NGO Representative", term.name, "phone", "+386 41 111 111")

		with as_user(USER):
			with self.assertRefused("before “–”, now “+386 41 111 111”.", ChangedMeanwhileError):
				change_contact_data(term.name, "ana@portal.test", "041 222 222", term.state)
			self.assertEqual(frappe.db.get_value("NGO Representative", term.name, "phone"), "+386 41 111 111")
			change_contact_data(
				term.name, "ana@portal.test", "041 222 222", frappe.local.response["hub_shown"]
			)

		self.assertIn("222", frappe.db.get_value("NGO Representative", term.name, "phone"))

	def test_nobody_confirms_data_that_they_have_not_seen(self):
		shown = describe_state(self.ngo, SHOWN_FIELDS)
		frappe.db.set_value("NGO", self.ngo.name, "seat_town", "Bovec")

		with as_user(USER):
			with self.assertRefused("now “Bovec”.", ChangedMeanwhileError):
				confirm_data(self.ngo.name, shown)
			page = self.read("my-ngo", user=USER, name=self.ngo.name)

		self.assertFalse(frappe.db.get_value("NGO", self.ngo.name, "data_confirmed_on"))
		self.assertIn("Bovec", page)


class TestWithoutScript(PortalTestCase):
	def send(self, accept: str, status: int, answer: dict, user: str = USER, **values) -> Response:
		"""Return what a browser gets for a form of the portal that was answered with `answer`."""
		frappe.local.request_ip = "127.0.0.1"
		set_request(
			method="POST",
			path="/api/method/planota_hub.planota_hub.portal.account.change_contact_data",
			headers={"Accept": accept},
			data={"hub_back": "/me", "phone": "<041>", **values},
		)
		frappe.local.form_dict = frappe._dict({"hub_back": "/me", **values})
		note_way_back()
		self.assertNotIn("hub_back", frappe.form_dict)
		response = Response(json.dumps(answer), status=status, mimetype="application/json")
		with as_user(user):
			answer_form(response, frappe.local.request)
			self.said = take_what_was_said()
		return response

	def test_what_was_done_is_said_once_on_the_page_that_it_leads_to(self):
		answer = self.send("text/html,*/*", 200, {"message": "Saved & <done>."}, hub_next="/portal")

		self.assertEqual((answer.status_code, answer.headers["Location"]), (303, "/portal"))
		self.assertEqual(self.said, "Saved & <done>.")
		with as_user(USER):
			self.assertEqual(take_what_was_said(), "")

	def test_a_guest_reads_what_was_done_on_a_page_of_its_own(self):
		answer = self.send(
			"text/html", 200, {"message": {"outcome": "x", "message": "Noted & <done>."}}, "Guest"
		)

		page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
		self.assertEqual((answer.status_code, answer.mimetype), (200, "text/html"))
		self.assertEqual(page.select_one("main [role=status]").text, "Noted & <done>.")
		self.assertTrue(page.select("main a[href='/me']"))
		self.assertEqual(self.said, "")

	def test_a_script_gets_the_bare_answer(self):
		answer = self.send("application/json", 200, {"message": "Saved."})

		self.assertEqual((answer.status_code, answer.get_json()), (200, {"message": "Saved."}))

	def test_no_form_leads_to_another_site(self):
		answer = self.send("text/html", 200, {"message": "Saved."}, hub_next="//evil.test/x")

		self.assertEqual(answer.headers["Location"], "/me")

	def test_what_was_refused_stands_on_a_page_with_a_way_back(self):
		frappe.local.message_log = [{"message": "Phone: <b>expected</b> is a number."}]

		answer = self.send("text/html", 417, {})

		page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
		self.assertEqual(answer.status_code, 417)
		self.assertEqual(page.select_one("[role=alert]").text, "Phone: expected is a number.")
		self.assertTrue(page.select("main a[href='/me']"))

	def test_what_is_too_large_to_be_read_is_refused_in_the_shell_and_the_language_of_the_browser(self):
		set_request(
			method="POST", path="/api/method/x", headers={"Accept-Language": "sl", "Accept": "text/html"}
		)
		answer = Response("Request Entity Too Large", 413)

		with as_user(USER):
			answer_too_large(answer, frappe.local.request)

		page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
		self.assertEqual((answer.status_code, answer.mimetype), (413, "text/html"))
		self.assertEqual(page.html["lang"], "sl")
		self.assertEqual(page.select_one("main [role=alert]").text, "Datoteka: največ 10 MB.")
		self.assertTrue(page.select(".hub-footer"))

	def test_a_script_is_told_what_is_too_large(self):
		set_request(method="POST", path="/api/method/x", headers={"Accept": "application/json"})
		answer = Response("Request Entity Too Large", 413)

		with as_user(USER):
			answer_too_large(answer, frappe.local.request)

		self.assertEqual(answer.mimetype, "application/json")
		self.assertIn("at most 10 MB are possible", answer.get_data(as_text=True))

	def test_a_file_that_is_not_for_a_visitor_offers_the_log_in_and_to_who_is_logged_in_the_portal(self):
		path = "/private/files/Zapisnik 1.pdf"
		for user, way in (("Guest", "/login?redirect-to=/private/files/Zapisnik%201.pdf"), (USER, "/portal")):
			for accepted, is_page in (("text/html", True), ("*/*", False)):
				set_request(path=path, headers={"Accept": accepted})
				answer = Response("Forbidden", 403)

				with as_user(user):
					answer_refused_file(answer, frappe.local.request)

				page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
				self.assertEqual(answer.status_code, 403)
				self.assertEqual(
					bool(page.select(".hub-footer") and page.select(f"main a[href='{way}']")), is_page
				)

	def test_who_has_read_what_others_changed_sends_it_once_more(self):
		frappe.local.message_log = [{"message": "Somebody else was faster."}]
		frappe.local.response["hub_shown"] = '{"phone": "1"}'
		self.addCleanup(frappe.local.response.pop, "hub_shown")

		answer = self.send("text/html", 409, {}, hub_shown='{"phone": ""}')

		form = BeautifulSoup(answer.get_data(as_text=True), "html.parser").select_one("main form")
		sent = {field["name"]: field["value"] for field in form.select("input")}
		self.assertEqual(
			(sent["phone"], sent["hub_shown"], sent["hub_back"]), ("<041>", '{"phone": "1"}', "/me")
		)
