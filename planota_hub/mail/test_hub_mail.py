# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.mail.hub_mail import get_language, notify, send_once, site_language
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
