# SPDX-License-Identifier: GPL-3.0-only
from email import message_from_string

import frappe
from frappe.utils import get_url

from planota_hub.mail.messages import Message, send
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase

READER = "ana@example.org"


def get_text(address: str) -> str:
	"""Return the one mail that is queued for an address."""
	(queued,) = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)
	return frappe.db.get_value("Email Queue", queued, "message")


class TestMessages(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Email Queue Recipient", {"recipient": READER})

	def test_what_has_a_value_is_told_and_what_has_none_is_left_out(self):
		message = Message(
			"Subject",
			["First line", "Second line"],
			facts=[("Round", "2031"), ("Mentor", None)],
			link=("Open it", "https://hub.test/open"),
		)

		self.assertTrue(send(READER, message))

		text = get_text(READER)
		for part in ("Subject", "First line", "Second line", "Round", "2031", "https://hub.test/open"):
			self.assertIn(part, text)
		self.assertNotIn("Mentor", text)

	def test_a_mail_reads_well_as_plain_text_and_says_who_writes_and_how_to_reach_them(self):
		change_settings(
			hub_name="Stičišče & Preizkus",
			operator_organisation="Ustanova",
			address="Trg 1\n5000 Nova Gorica",
			phone="05 123 45 67",
			email="info@hub.test",
		)
		link = f"https://hub.test/open?token={'x' * 90}"

		send(READER, Message("Subject", ["It's <here> & now"], [("Round", "A & B")], ("Open it", link)))

		parts = message_from_string(get_text(READER)).walk()
		plain = next(part for part in parts if part.get_content_type() == "text/plain")
		self.assertEqual(
			plain.get_payload(decode=True).decode().replace("\r\n", "\n").strip(),
			"Good day,\n\nIt's <here> & now\n\nRound: A & B\n\nOpen it:\n"
			f"{link}\n\nKind regards,\nStičišče & Preizkus\n\nUstanova\nTrg 1, 5000 Nova Gorica\n"
			f"05 123 45 67 · info@hub.test\n{get_url()}",
		)

	def test_without_an_address_nothing_is_queued(self):
		before = frappe.db.count("Email Queue")
		for nobody in (None, ""):
			self.assertFalse(send(nobody, Message("Subject", ["Line"])))
		self.assertEqual(frappe.db.count("Email Queue"), before)

	def test_a_message_belongs_to_the_record_that_it_is_about(self):
		send(READER, Message("Subject", ["Line"]), reference=("Hub Settings", "Hub Settings"))

		queued = frappe.get_last_doc("Email Queue")
		self.assertEqual((queued.reference_doctype, queued.reference_name), ("Hub Settings", "Hub Settings"))
