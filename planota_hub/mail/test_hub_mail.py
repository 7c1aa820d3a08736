# SPDX-License-Identifier: GPL-3.0-only
import email
import email.policy
from email.utils import parseaddr
from functools import partial
from inspect import unwrap

import frappe
from frappe.www import login

from planota_hub.mail.hub_mail import get_language, notify, send_confirmation, send_once, site_language
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account
from planota_hub.tests.compat import HubTestCase, make_user


class TestBell(HubTestCase):
	def get_bell(self, user: str) -> list[tuple]:
		rows = frappe.get_all(
			"Notification Log",
			{"for_user": user, "document_type": "Hub Settings"},
			["subject", "email_content"],
			order_by="creation desc",
			limit=1,
		)
		return [(row.subject, row.email_content) for row in rows]

	def test_whoever_is_named_is_told_even_when_the_name_is_no_address(self):
		officer = make_user("officer@hub.test", "Hub Officer")

		notify(["Administrator", officer], "Hub Settings", "Hub Settings", "A < B", email_content="All done")

		for user in ("Administrator", officer):
			self.assertEqual(self.get_bell(user), [("A &lt; B", "All done")], user)

	def test_nobody_to_tell_is_no_error(self):
		before = frappe.db.count("Notification Log")
		notify([], "Hub Settings", "Hub Settings", "Nobody reads this")
		self.assertEqual(frappe.db.count("Notification Log"), before)


class TestLanguage(HubTestCase):
	def test_somebody_is_written_to_in_the_language_of_their_log_in_else_in_that_of_the_site(self):
		user = make_user("slovene@language.test", "NGO Representative")
		frappe.db.set_value("User", user, "language", "sl")
		self.assertEqual(get_language(user), "sl")
		self.assertEqual(get_language("nobody@language.test"), site_language())


class TestSendOnce(HubTestCase):
	def setUp(self):
		super().setUp()
		self.sent = 0

	def send(self) -> bool:
		self.sent += 1
		return True

	def test_the_same_is_sent_once_and_another_for_itself(self):
		for key in ("again:1", "again:1", "again:2"):
			self.assertTrue(send_once(key, self.send))
		self.assertEqual(self.sent, 2)

	def test_what_could_not_be_queued_or_was_rolled_back_is_sent_the_next_time(self):
		self.assertFalse(send_once("again:3", lambda: False))
		self.assertTrue(send_once("again:3", self.send))
		frappe.db.rollback()
		self.assertTrue(send_once("again:3", self.send))
		self.assertEqual(self.sent, 2)


class TestSender(HubTestCase):
	"""Mails come in the hub's name, whatever the outgoing account is called."""

	def setUp(self):
		super().setUp()
		make_outgoing_account()
		account = frappe.db.get_value("Email Account", {"default_outgoing": 1})
		self.account = frappe.get_doc("Email Account", account)
		self.forget_account()
		self.addCleanup(self.forget_account)
		change_settings(hub_name="Stičišče Goriške", default_sender_name=None, default_sender_email=None)

	def forget_account(self):
		frappe.local.outgoing_email_account = {}

	def get_sender_of_last_mail(self) -> tuple[str, str]:
		message = frappe.get_last_doc("Email Queue").message
		return parseaddr(email.message_from_string(message, policy=email.policy.default)["From"])

	def confirm(self) -> tuple[str, str]:
		args = {"lines": ["text"], "facts": [], "link": None}
		self.assertTrue(send_confirmation("ana@example.org", "Subject", "hub_message", args))
		return self.get_sender_of_last_mail()

	def test_the_hub_is_the_sender_and_not_its_account(self):
		self.assertEqual(self.confirm(), ("Stičišče Goriške", self.account.email_id))

	def test_a_name_of_its_own_in_hub_settings_goes_before(self):
		change_settings(default_sender_name="Stičišče NVO")
		self.assertEqual(self.confirm(), ("Stičišče NVO", self.account.email_id))

	def test_what_the_framework_writes_comes_in_the_hubs_name_too(self):
		user = make_user("forgetful@hub.test", "NGO Representative")
		frappe.db.set_single_value("System Settings", "login_with_email_link", 1)
		for write in (
			partial(frappe.get_doc("User", user).password_reset_mail, "/link"),
			partial(unwrap(login.send_login_link), user),
		):
			write()

			self.assertEqual(self.get_sender_of_last_mail(), ("Stičišče Goriške", self.account.email_id))
			message = email.message_from_string(
				frappe.get_last_doc("Email Queue").message, policy=email.policy.default
			)
			for kind in ("plain", "html"):
				text = message.get_body((kind,)).get_content()
				self.assertRegex(text, r"(?s)Good day,.*(/link|key=).*Kind regards,.*Stičišče Goriške", kind)
				self.assertNotIn("Administrator", text)

	def test_whoever_writes_themselves_stays_the_sender(self):
		frappe.sendmail(
			["ana@example.org"], sender="Bor Kos <bor@hub.test>", subject="Subject", message="text"
		)
		self.assertEqual(self.get_sender_of_last_mail(), ("Bor Kos", "bor@hub.test"))

	def test_an_account_whose_name_is_always_the_senders_keeps_it(self):
		self.account.db_set("always_use_account_name_as_sender_name", 1)
		self.forget_account()
		self.assertEqual(self.confirm(), (self.account.name, self.account.email_id))
