# SPDX-License-Identifier: GPL-3.0-only
"""A call is written down in one dialog, with hours or without."""

import frappe

from planota_hub.capacity_building.support.calls import note_call
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestCalls(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified")
		self.officer = make_user("officer.calls@example.org", "Hub Officer")

	def test_a_call_with_hours_is_a_held_session_that_counts_as_support(self):
		with as_user(self.officer):
			made = note_call("NGO", self.ngo.name, "Statut", person="Ana", note="Kako naprej", hours="0.5")

		session = frappe.get_doc(made["doctype"], made["name"])
		self.assertEqual(
			(session.ngo, session.mentor, session.delivery, session.status, session.hours),
			(self.ngo.name, self.officer, "Phone", "Held", 0.5),
		)
		self.assertEqual(frappe.db.count("Support Entry", {"source_name": session.name}), 1)

	def test_a_call_without_hours_stands_in_the_history_of_the_record_as_text(self):
		stakeholder = make_stakeholder()
		with as_user(self.officer):
			made = note_call("Stakeholder", stakeholder.name, "Prostor", note="<b>Župan</b>\nse strinja")

		call = frappe.get_doc(made["doctype"], made["name"])
		self.assertEqual(
			(call.reference_name, call.communication_medium, call.subject),
			(stakeholder.name, "Phone", "Prostor"),
		)
		self.assertIn("&lt;b&gt;", call.content)

	def test_what_is_missing_is_asked_for_and_nothing_is_kept(self):
		stakeholder = make_stakeholder()
		before = frappe.db.count("Communication")
		with as_user(self.officer):
			with self.assertRefused("Topic"):
				note_call("NGO", self.ngo.name, "  ")
			with self.assertRefused("for whom the hours count"):
				note_call("Stakeholder", stakeholder.name, "Prostor", hours=1)
			with self.assertRefused("doctype"):
				note_call("User", "Administrator", "Prostor")
		self.assertEqual(frappe.db.count("Communication"), before)

	def test_who_may_not_change_the_record_leaves_no_note_there(self):
		auditor = make_user("auditor.calls@example.org", "Hub Auditor")
		for user in (auditor, "Guest"):
			with as_user(user), self.assertRaises(frappe.PermissionError):
				note_call("NGO", self.ngo.name, "Statut")
			with as_user(user), self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
				note_call("NGO", self.ngo.name, "Statut", hours=1)
