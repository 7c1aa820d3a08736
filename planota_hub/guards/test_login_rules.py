# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.core.doctype.user.user import get_password_reset_limit
from frappe.utils import set_request

from planota_hub.guards.login_rules import reset_password, speak_visitors_language
from planota_hub.public_forms.intake import get_form_data
from planota_hub.tests.compat import HubTestCase, as_user, make_user

USER = "ana@accounts.test"


class TestPasswordHelp(HubTestCase):
	def ask(self, user: str) -> tuple:
		frappe.local.response = frappe._dict()
		frappe.clear_messages()
		with as_user("Guest"):
			frappe.local.form_dict = frappe._dict(cmd="password_help_test", user=user)
			answer = reset_password(user)
		messages = [message["message"] for message in frappe.get_message_log()]
		return answer, messages, frappe.local.response.get("http_status_code")

	def test_nobody_learns_who_has_an_account(self):
		make_user(USER)
		disabled = make_user("off@accounts.test")
		frappe.db.set_value("User", disabled, "enabled", 0)

		answers = [self.ask(user) for user in (USER, disabled, "Administrator", "nobody@accounts.test")]

		self.assertEqual(answers, [answers[0]] * 4)
		self.assertIn("If there is an account", answers[0][1][0])

	def test_an_office_can_ask_for_several_accounts_and_nobody_fills_a_mailbox(self):
		self.addCleanup(setattr, frappe.local, "request", None)
		self.addCleanup(frappe.cache.delete_keys, "rl:password_help_test")
		frappe.local.request = frappe._dict(method="POST")
		frappe.local.request_ip = "192.0.2.18"
		for count in range(5):
			self.ask(f"colleague{count}@accounts.test")

		with self.assertRaises(frappe.RateLimitExceededError):
			for _attempt in range(get_password_reset_limit()):
				self.ask("colleague0@accounts.test")

	def test_who_has_one_gets_the_link(self):
		make_user(USER)

		self.ask(USER)

		self.assertTrue(frappe.db.get_value("User", USER, "reset_password_key"))


class TestLanguage(HubTestCase):
	def test_a_log_in_speaks_the_language_of_the_page(self):
		self.addCleanup(setattr, frappe.local, "request", None)
		self.addCleanup(setattr, frappe.local, "lang", "en")
		user = frappe.session.user
		for header, cookie, language in (("sl", None, "sl"), ("en", "sl", "sl"), ("en", None, "en")):
			set_request(method="POST", path="/api/method/login", headers={"Accept-Language": header})
			frappe.local.request.cookies = {"preferred_language": cookie} if cookie else {}
			frappe.local.form_dict = frappe._dict()

			speak_visitors_language()

			self.assertEqual(frappe.local.lang, language)
			self.assertEqual(frappe.session.user, user)


class TestFormData(HubTestCase):
	def test_forms_of_the_hub_give_their_data_to_their_own_pages_alone(self):
		for form in frappe.get_hooks("hub_web_forms"):
			with self.subTest(form), as_user("Guest"), self.assertRaises(frappe.PermissionError):
				get_form_data("NGO", web_form_name=form)
