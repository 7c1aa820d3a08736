# SPDX-License-Identifier: GPL-3.0-only
"""Messages in the own name; link fields within the conditions of what they offer."""

from unittest.mock import patch

import frappe

from planota_hub.guards import choices
from planota_hub.guards.test_doors import ask
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.test_permissions import user_with

MAKE = "frappe.core.doctype.communication.email.make"


class TestMessages(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officer, self.mentor = user_with("Hub Officer"), user_with("Hub Mentor")
		self.ngo = make_ngo(stage="Verified")

	def write(self, **more):
		values = {"doctype": "NGO", "name": self.ngo.name, "recipients": "ana@example.org", **more}
		answer, _response = ask(self.officer, MAKE, content="Hello", subject="Hello", **values)
		return frappe.get_doc("Communication", answer["name"])

	def test_a_message_is_from_who_writes_it(self):
		message = self.write(sender="Director <director@hub.test>", sender_full_name="Director")
		self.assertIn(self.officer, message.sender)
		self.assertNotEqual(message.sender_full_name, "Director")

	def test_the_own_address_can_be_chosen(self):
		self.assertIn(self.officer, self.write(sender=f"Officer <{self.officer}>").sender)

	def test_a_message_moves_between_documents_that_its_mover_may_change(self):
		message, other = self.write(), make_ngo()
		target = {"reference_doctype": "NGO", "reference_name": other.name}
		with self.assertRaises(frappe.PermissionError):
			ask(self.mentor, "frappe.email.relink", name=message.name, **target)
		ask(self.officer, "frappe.email.relink", name=message.name, **target)
		self.assertEqual(frappe.db.get_value("Communication", message.name, "reference_name"), other.name)


class TestChoices(HubTestCase):
	def test_a_link_field_offers_what_the_reader_may_see(self):
		hidden, shown = make_ngo(), make_ngo(stage="Verified")
		for method in ("frappe.desk.search.search_link", "frappe.desk.search.search_widget"):
			for ngo, found in ((hidden, 0), (shown, 1)):
				rows, _response = ask(
					user_with("Hub Mentor"), method, doctype="NGO", txt=ngo.name, ignore_user_permissions=1
				)
				self.assertEqual(len(rows), found, method)

	def test_a_framework_that_does_not_ask_the_field_is_not_asked_to_ignore_the_conditions(self):
		sent = {"ignore_user_permissions": 1, "page_length": 5}
		with patch.object(choices, "asks_link_field", return_value=False):
			self.assertEqual(choices.keep_conditions("NGO", dict(sent)), {"page_length": 5})
			self.assertEqual(choices.keep_conditions("Stakeholder", dict(sent)), sent)
		with patch.object(choices, "asks_link_field", return_value=True):
			self.assertEqual(choices.keep_conditions("NGO", dict(sent)), sent)
