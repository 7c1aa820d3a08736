# SPDX-License-Identifier: GPL-3.0-only
"""Mail that can't leave is not called sent, and whoever sends it is told."""

import frappe

from planota_hub.advocacy.participation.form_fields import get_confirmation_texts
from planota_hub.digest.monthly import send_monthly_digests
from planota_hub.mail import account as mail_account
from planota_hub.mail.hub_mail import send_confirmation
from planota_hub.mail.jobs import one_of_many
from planota_hub.planota_hub.briefings.mail import preview, send_test
from planota_hub.planota_hub.briefings.sending import start_sending
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	make_bodies,
	make_briefing,
)
from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account
from planota_hub.public_forms import intake
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

OFFICER = "officer@hub.test"
WAITS = "messages wait in the queue"


class MailTestCase(HubTestCase):
	"""A site that is mute, as one without an account is; the queue takes mails and keeps them."""

	def setUp(self):
		super().setUp()
		mute = frappe.local.conf.get("mute_emails")
		self.addCleanup(frappe.local.conf.update, {"mute_emails": mute})
		frappe.db.set_value("Email Account", {"default_outgoing": 1}, "default_outgoing", 0)
		self.forget_account()
		self.addCleanup(self.forget_account)
		frappe.local.conf.mute_emails = 1

	def forget_account(self):
		frappe.local.outgoing_email_account = {}

	def set_up_account(self, mute: int = 0):
		frappe.db.set_value("Email Account", {"email_account_name": "Hub test"}, "default_outgoing", 1)
		self.forget_account()
		frappe.local.conf.mute_emails = mute

	def send(self) -> bool:
		args = {"lines": ["text"], "facts": [], "link": None}
		return send_confirmation("ana@example.org", "Subject", "hub_message", args)

	def set_request(self):
		frappe.local.request = frappe._dict(path="/")
		self.addCleanup(setattr, frappe.local, "request", None)
		frappe.flags.told_of_waiting_mail = False


class TestObstacle(MailTestCase):
	def test_a_site_with_an_account_has_none(self):
		self.set_up_account()

		self.assertIsNone(mail_account.get_obstacle())
		self.assertTrue(mail_account.can_leave())

	def test_a_mute_site_without_an_account_lets_messages_wait(self):
		self.assertIn(WAITS, mail_account.get_obstacle())

	def test_a_site_without_an_account_that_is_not_mute_sends_nothing(self):
		frappe.local.conf.mute_emails = 0
		self.assertIn("nothing can be sent", mail_account.get_obstacle())

	def test_a_mute_site_with_an_account_says_so(self):
		self.set_up_account(mute=1)
		self.assertIn("switched off", mail_account.get_obstacle())

	def test_a_suspended_queue_is_an_obstacle(self):
		self.set_up_account()
		frappe.db.set_default("suspend_email_queue", 1)
		self.addCleanup(frappe.db.set_default, "suspend_email_queue", 0)

		self.assertIn("suspended", mail_account.get_obstacle())

	def test_the_account_of_the_hubs_sender_is_enough(self):
		frappe.local.conf.mute_emails = 0
		frappe.db.set_value("Email Account", {"email_id": "hub@example.org"}, "enable_outgoing", 1)
		frappe.db.set_single_value("Hub Settings", "default_sender_email", "hub@example.org")
		frappe.clear_document_cache("Hub Settings", "Hub Settings")

		self.assertTrue(mail_account.can_leave())

	def test_the_reader_is_told_in_the_own_language(self):
		self.assertIn("E-pošta na tem spletišču ni nastavljena", mail_account.get_obstacle("sl"))


class TestTelling(MailTestCase):
	def test_staff_are_told_once_per_request_that_a_mail_waits(self):
		self.set_request()
		with as_user(make_user(OFFICER, "Hub Officer")):
			self.send()
			self.send()

		told = [message for message in frappe.get_message_log() if WAITS in str(message)]
		self.assertEqual(len(told), 1)

	def test_staff_are_told_where_nothing_can_even_be_queued(self):
		frappe.local.conf.mute_emails = 0
		frappe.flags.mute_emails, muted = False, frappe.flags.mute_emails
		self.addCleanup(frappe.flags.update, {"mute_emails": muted})
		self.set_request()

		with as_user(make_user(OFFICER, "Hub Officer")):
			self.assertFalse(self.send())

		self.assertIn("nothing can be sent", str(frappe.get_message_log()))

	def test_guests_are_not_told_how_the_site_is_set_up(self):
		self.set_request()
		with as_user("Guest"):
			self.send()

		self.assertNotIn(WAITS, str(frappe.get_message_log()))
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			mail_account.get_hint()

	def test_the_hint_of_the_desk_knows_who_can_set_up_an_account(self):
		with as_user(make_user(OFFICER, "Hub Officer")):
			self.assertEqual(
				mail_account.get_hint(), {"text": mail_account.get_obstacle(), "can_set_up": False}
			)
		self.assertTrue(mail_account.get_hint()["can_set_up"])
		self.set_up_account()
		self.assertIsNone(mail_account.get_hint())

	def test_a_mail_that_waits_is_delayed_in_the_timeline(self):
		message = {"communication_medium": "Email", "sent_or_received": "Sent", "subject": "News"}
		communication = frappe.get_doc({"doctype": "Communication", "sender": OFFICER, **message}).insert()

		# as the form does: the stand-in for an account has no address on every Frappe
		message = {"sender": OFFICER, "subject": "News", "message": "x"}
		frappe.sendmail(["ana@example.org"], communication=communication.name, **message)

		communication.reload()
		self.assertEqual(communication.delivery_status, "Delayed")

	def test_public_forms_do_not_promise_a_mail(self):
		self.assertFalse(intake.received("CODE", mailed=True)["mailed"])
		self.assertIn("as soon as our e-mail works again", get_confirmation_texts()["to_confirm"])
		self.assertNotIn("spam", get_confirmation_texts())
		self.set_up_account()
		self.assertTrue(intake.received("CODE", mailed=True)["mailed"])
		self.assertIn("we have sent you a link", get_confirmation_texts()["to_confirm"])

	def test_a_briefing_says_that_its_messages_wait(self):
		make_bodies("town")
		briefing = make_briefing()
		make_user("manager@hub.test", "Hub Manager")

		with as_user("manager@hub.test"):
			answers = (
				preview(frappe.as_json(briefing.as_dict()))["waiting"],
				send_test(briefing.name)["waiting"],
				start_sending(briefing.name)["waiting"],
			)

		for answer in answers:
			self.assertIn(WAITS, answer)


class TestJobs(MailTestCase):
	def fail(self) -> None:
		with one_of_many("A message could not be sent", "Hub Settings", "Hub Settings"):
			raise frappe.OutgoingEmailError

	def test_many_messages_that_cannot_be_sent_are_one_sentence_in_the_error_log(self):
		frappe.db.delete("Error Log", {"method": "E-mail is not set up"})
		before = frappe.db.count("Error Log")

		for _number in range(3):
			self.fail()

		self.assertEqual(frappe.db.count("Error Log"), before + 1)
		error = frappe.get_last_doc("Error Log")
		self.assertEqual((error.method, error.error), ("E-mail is not set up", mail_account.get_obstacle()))

	def test_a_message_that_cannot_be_queued_is_not_called_sent_and_stands_in_the_error_log(self):
		frappe.db.delete("Error Log", {"method": "E-mail is not set up"})

		with no_outgoing_account():
			answers = [self.send(), self.send()]

		self.assertEqual(answers, [False, False])
		self.assertEqual(frappe.db.count("Error Log", {"method": "E-mail is not set up"}), 1)

	def test_the_digest_waits_for_an_account_instead_of_in_the_queue(self):
		make_user("manager@hub.test", "Hub Manager")
		frappe.db.delete("Email Queue")

		send_monthly_digests()

		self.assertEqual(frappe.db.count("Email Queue"), 0)


class TestSetUp(MailTestCase):
	def test_the_step_of_the_onboarding_is_done_with_the_first_account(self):
		step = ("Onboarding Step", mail_account.ONBOARDING_STEP)
		frappe.db.set_value(*step, "is_complete", 0)
		frappe.db.delete("Email Account", {"email_account_name": "Hub test"})

		make_outgoing_account()

		self.assertEqual(frappe.db.get_value(*step, "is_complete"), 1)

	def test_whoever_may_write_e_mails_reads_the_accounts_and_changes_none(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Mentor", "Network Coordinator"):
			user = make_user(f"{frappe.scrub(role)}@mail.test", role)
			with self.subTest(role):
				self.assertTrue(frappe.has_permission("Email Account", "read", user=user))
				for right in ("write", "create", "delete", "export"):
					self.assertFalse(frappe.has_permission("Email Account", right, user=user))
		for role in ("Hub Auditor", "NGO Representative"):
			user = make_user(f"{frappe.scrub(role)}@mail.test", role)
			self.assertFalse(frappe.has_permission("Email Account", "read", user=user))
