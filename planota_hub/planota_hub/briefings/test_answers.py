# SPDX-License-Identifier: GPL-3.0-only
"""What comes after a briefing: answers, figures, and the end of the retention period."""

import frappe
from frappe.utils import add_months, getdate, today

from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.briefings.opt_out import PURPOSE, opt_out
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	make_bodies,
	make_briefing,
	send,
)
from planota_hub.planota_hub.outreach.metrics import get_informed_stakeholders
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import as_user, make_user
from planota_hub.tests.counting import read_counted


class TestAnswers(BriefingTestCase):
	def setUp(self):
		super().setUp()
		self.town = make_bodies("town")[0]
		self.briefing = make_briefing(field_of_work="Youth")
		send(self.briefing)
		self.recipient = frappe.get_doc("Briefing Recipient", {"briefing": self.briefing.name})

	def test_an_answer_is_noted_at_the_recipient_and_stands_with_the_organisation(self):
		answer = frappe.get_doc(
			{
				"doctype": "Communication",
				"communication_medium": "Email",
				"sent_or_received": "Received",
				"sender": "Town@brda.test",
				"subject": "Re: News",
				"content": "Thank you",
				"reference_doctype": self.briefing.doctype,
				"reference_name": self.briefing.name,
			}
		).insert()

		self.recipient.reload()
		self.briefing.reload()
		self.assertTrue(self.recipient.replied_on)
		self.assertEqual(self.briefing.replied_count, 1)
		links = [(row.link_doctype, row.link_name) for row in answer.timeline_links]
		self.assertIn(("Stakeholder", self.town.name), links)

	def test_a_reply_that_the_mail_server_brings_finds_its_briefing(self):
		from frappe.email.receive import InboundMail

		sent = frappe.get_doc("Email Queue", {"reference_name": self.briefing.name})
		account = frappe.get_doc("Email Account", {"default_outgoing": 1})
		text = (
			f"From: town@brda.test\r\nTo: {account.email_id}\r\nSubject: Re: News\r\n"
			f"Message-ID: <answer@brda.test>\r\nIn-Reply-To: <{sent.message_id}>\r\n"
			"Content-Type: text/plain\r\n\r\nWe will come.\r\n"
		)

		answer = InboundMail(text, account).process()

		self.assertEqual(
			(answer.reference_doctype, answer.reference_name), (self.briefing.doctype, self.briefing.name)
		)
		self.assertTrue(frappe.db.get_value("Briefing Recipient", self.recipient.name, "replied_on"))

	def test_persons_are_removed_after_the_retention_period_and_figures_stay(self):
		change_settings(retention_months=12)
		old = add_months(today(), -13)
		frappe.db.set_value("Briefing Recipient", self.recipient.name, "creation", old)

		remove_expired()

		self.recipient.reload()
		self.assertEqual((self.recipient.email, self.recipient.person), (None, None))
		self.assertEqual(self.recipient.organisation, "town")
		token = make_token(PURPOSE, self.recipient.name)
		with self.assertRefused("removed your address", frappe.DoesNotExistError):
			opt_out(token)

	def test_metric_counts_a_stakeholder_once_by_the_first_message(self):
		send(make_briefing())
		self.recipient.db_set({"status": "Delivered", "delivered_on": "2019-03-05 10:00:00"})
		second = frappe.get_all(
			"Briefing Recipient",
			{"name": ("!=", self.recipient.name), "email": "town@brda.test"},
			pluck="name",
		)
		informed = {"status": "Delivered", "delivered_on": "2019-03-31 23:59:00"}
		frappe.db.set_value("Briefing Recipient", second[0], informed)
		march = (getdate("2019-03-01"), getdate("2019-03-31"))
		row = {
			"doctype": "Briefing Recipient",
			"name": self.recipient.name,
			"date": getdate("2019-03-05"),
			"value": 1.0,
			"ngo": None,
			"municipality": "Brda",
			"administrative_unit": None,
			"field_of_work": "Youth",
			"legal_form": None,
		}

		self.assertEqual(read_counted(get_informed_stakeholders(*march)), [row])
		self.assertEqual(read_counted(get_informed_stakeholders(*march, {"municipality": "Tolmin"})), [])
		self.assertEqual(read_counted(get_informed_stakeholders(*march, {"field_of_work": "Youth"})), [row])

	def test_who_sees_which_briefing_and_recipient(self):
		draft = make_briefing()
		coordinator = make_user("coordinator@hub.test", "Network Coordinator")
		everything = ({self.briefing.name, draft.name}, {self.recipient.name})
		for user, expected in (
			(make_user("officer@hub.test", "Hub Officer"), everything),
			(make_user("auditor@hub.test", "Hub Auditor"), everything),
			(make_user("mentor@hub.test", "Hub Mentor"), ({self.briefing.name}, set())),
			(coordinator, ({self.briefing.name}, set())),
			(make_user("representative@hub.test", "NGO Representative"), (set(), set())),
		):
			with self.subTest(user), as_user(user):
				self.assertEqual((self.see("Stakeholder Briefing"), self.see("Briefing Recipient")), expected)
		frappe.permissions.add_user_permission("Municipality", "Brda", coordinator)
		with as_user(coordinator):
			self.assertEqual(self.see("Briefing Recipient"), {self.recipient.name})

	def see(self, doctype: str) -> set[str]:
		if not frappe.has_permission(doctype, "read"):
			return set()
		seen = set(frappe.get_list(doctype, pluck="name", order_by="name asc", limit_page_length=0))
		for name in frappe.get_all(doctype, pluck="name", order_by="name asc"):
			self.assertEqual(bool(frappe.has_permission(doctype, "read", name)), name in seen)
		return seen
