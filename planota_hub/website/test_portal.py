# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.portal.account import change_contact_data, get_own_terms
from planota_hub.planota_hub.portal.confirmation import DAYS_VALID, confirm_data
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.waiting import Waiting
from planota_hub.tests.compat import as_user, make_user
from planota_hub.website import portal

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
