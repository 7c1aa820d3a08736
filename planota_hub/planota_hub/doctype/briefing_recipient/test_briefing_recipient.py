# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.briefings.sending import start_sending
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	make_bodies,
	make_briefing,
)

RECIPIENT = "Briefing Recipient"


class TestBriefingRecipient(BriefingTestCase):
	def setUp(self):
		super().setUp()
		self.town = make_bodies("town")[0]
		self.briefing = make_briefing()
		start_sending(self.briefing.name)
		self.recipient = frappe.get_doc(RECIPIENT, {"briefing": self.briefing.name})

	def test_the_log_is_neither_written_nor_changed_by_hand(self):
		new = frappe.get_doc({"doctype": RECIPIENT, "briefing": self.briefing.name, "email": "a@b.test"})
		self.recipient.status = "Delivered"
		for entry in (new, self.recipient):
			with self.subTest(new=entry is new), self.assertRefused("never by hand", frappe.PermissionError):
				entry.save()

	def test_no_role_may_write_create_or_delete(self):
		for permission in frappe.get_meta(RECIPIENT).permissions:
			with self.subTest(permission.role):
				self.assertFalse(permission.write or permission.create or permission.delete)

	def test_the_database_keeps_each_organisation_once_per_briefing_and_address(self):
		fields = ["name", "briefing", "email", "recipient_doctype", "recipient"]
		same = (self.briefing.name, self.recipient.email, "Stakeholder", self.recipient.recipient)
		neighbour = (*same[:3], "another organisation at this mailbox")
		frappe.db.bulk_insert(RECIPIENT, fields, [("x", *neighbour)])

		with self.assertRaises(Exception) as caught:
			frappe.db.bulk_insert(RECIPIENT, fields, [("y", *same)])

		self.assertTrue(frappe.db.is_unique_key_violation(caught.exception))

	def test_whom_the_message_was_for_is_kept_as_it_was_then(self):
		self.town.update({"stakeholder_name": "Renamed", "email": "other@brda.test"}).save()

		self.recipient.reload()
		self.assertEqual((self.recipient.organisation, self.recipient.email), ("town", "town@brda.test"))
