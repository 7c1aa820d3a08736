# SPDX-License-Identifier: GPL-3.0-only
"""A raw mail that comes in stands in the history of whom it is from."""

from email.message import EmailMessage

import frappe
from frappe.email.receive import InboundMail

from planota_hub.planota_hub.briefings.test_audience import make_contact
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, make_user

ACCOUNT = "Incoming of the hub"


class TestIncomingMail(HubTestCase):
	def setUp(self):
		super().setUp()
		values = {"doctype": "Email Account", "email_account_name": ACCOUNT, "email_id": "pisarna@hub.test"}
		self.account = frappe.get_doc({**values, "enable_incoming": 0, "enable_outgoing": 0})
		self.account.flags.ignore_validate = True
		self.account.db_insert()

	def receive(self, sender: str, answers: str | None = None) -> "frappe.model.document.Document":
		"""Let a mail come in as the framework reads it; return its Communication."""
		mail = EmailMessage()
		mail["From"], mail["To"], mail["Subject"] = (
			f"Ana <{sender}>",
			"pisarna@hub.test",
			"Razpis",
		)
		mail["Message-ID"] = f"<{frappe.generate_hash()}@sender.test>"
		if answers:
			mail["In-Reply-To"] = answers
		mail.set_content("Pozdravljeni, ali se lahko prijavimo?")
		return InboundMail(mail.as_string(), self.account).process()

	def get_reference(self, communication) -> tuple[str | None, str | None]:
		return communication.reference_doctype, communication.reference_name

	def test_a_new_mail_comes_to_the_ngo_with_the_address_and_the_staff_are_told(self):
		officer = make_user("mail-officer@hub.test", "Hub Officer")
		ngo = make_ngo(stage="Verified", email="drustvo@incoming.test")

		communication = self.receive("Drustvo@incoming.test")

		self.assertEqual(self.get_reference(communication), ("NGO", ngo.name))
		told = {"for_user": officer, "document_type": "NGO", "document_name": ngo.name}
		self.assertIn("Razpis", frappe.db.get_value("Notification Log", told, "subject"))

	def test_at_a_shared_address_it_stands_with_each(self):
		first, second = (make_ngo(stage="Verified", email="pisarna@shared.test").name for _side in range(2))

		communication = self.receive("pisarna@shared.test")

		found = {communication.reference_name, *(row.link_name for row in communication.timeline_links)}
		self.assertLessEqual({first, second}, found)

	def test_a_new_mail_comes_to_the_stakeholder_or_the_person(self):
		town = make_stakeholder(email="obcina@incoming.test")
		make_contact(town, "zupan@incoming.test")
		values = {"doctype": "Contact", "first_name": "Ana", "email_ids": [{"email_id": "ana@incoming.test"}]}
		person = frappe.get_doc(values).insert()

		for sender in ("obcina@incoming.test", "zupan@incoming.test"):
			self.assertEqual(self.get_reference(self.receive(sender)), ("Stakeholder", town.name))
		self.assertEqual(self.get_reference(self.receive("ana@incoming.test")), ("Contact", person.name))

	def test_an_answer_stands_where_it_was_asked(self):
		ngo, other = make_ngo(stage="Verified", email="odgovor@incoming.test"), make_ngo(stage="Verified")
		asked = frappe.get_doc(
			{
				"doctype": "Communication",
				"subject": "Vabilo",
				"sent_or_received": "Sent",
				"communication_medium": "Email",
				"communication_type": "Communication",
				"recipients": ngo.email,
				"message_id": "asked@hub.test",
				"reference_doctype": "NGO",
				"reference_name": other.name,
			}
		).insert()

		self.assertEqual(
			self.get_reference(self.receive(ngo.email, f"<{asked.message_id}>")), ("NGO", other.name)
		)

	def test_a_stranger_stays_nobodys(self):
		self.assertEqual(self.get_reference(self.receive("stranger@nowhere.test")), (None, None))
