# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import client
from frappe.www.printview import get_html_and_style

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ROW = "NGO Representative"


class TestDocumentRow(HubTestCase):
	"""A representative of one NGO, the own row, and the row of somebody of another NGO."""

	def setUp(self):
		super().setUp()
		self.user = make_user("ana@ngo.test", "NGO Representative")
		self.own = make_represented_ngo(self.user).representatives[0]
		person = {"full_name": "Bor Kos", "function": "President", "phone": "05 111 22 33"}
		self.other = make_ngo(stage="Verified", representatives=[person]).representatives[0]

	def test_a_row_is_read_by_whoever_sees_its_document(self):
		with as_user(self.user):
			self.assertEqual(client.get(ROW, self.own.name, parent="NGO")["full_name"], self.own.full_name)
			self.assertTrue(frappe.has_permission(ROW, "read", frappe.get_doc(ROW, self.own.name)))

	def test_a_row_of_a_document_that_one_does_not_see_is_refused_on_every_way(self):
		row = frappe.get_doc(ROW, self.other.name)
		with as_user(self.user):
			for read in (
				lambda: client.get(ROW, row.name, parent="NGO"),
				lambda: client.get(ROW, filters={"parent": row.parent}, parent="NGO"),
				lambda: row.check_permission("read"),
				lambda: get_html_and_style(ROW, row.name),
			):
				with self.assertRaises(frappe.PermissionError):
					read()
			self.assertFalse(frappe.has_permission(ROW, "read", row))

	def test_nobody_changes_a_row_past_its_document(self):
		manager = make_user("manager@hub.test", "Hub Manager")
		for user, row in ((self.user, self.other), (self.user, self.own), (manager, self.other)):
			changed = {**frappe.get_doc(ROW, row.name).as_dict(), "phone": "05 999 99 99"}
			added = {
				key: changed[key] for key in ("doctype", "full_name", "parent", "parenttype", "parentfield")
			}
			with as_user(user):
				for write in (lambda: client.save(changed), lambda: frappe.get_doc(added).insert()):
					with self.assertRaises(frappe.PermissionError):
						write()
			self.assertEqual(frappe.db.get_value(ROW, row.name, "phone"), row.phone)
			self.assertEqual(frappe.db.count(ROW, {"parent": row.parent}), 1)

	def test_a_row_is_changed_through_its_document_and_under_its_rules(self):
		with as_user(self.user):
			client.set_value(ROW, self.own.name, "phone", "05 999 99 99")
			with self.assertRefused("Representatives, row 1, Portal User", frappe.PermissionError):
				client.set_value(ROW, self.own.name, "user", "Administrator")
			with self.assertRaises(frappe.PermissionError):
				client.set_value(ROW, self.other.name, "phone", "05 999 99 99")
		self.assertEqual(frappe.db.get_value(ROW, self.own.name, "phone"), "05 999 99 99")
		self.assertEqual(frappe.db.get_value(ROW, self.other.name, "phone"), "05 111 22 33")

	def test_a_row_that_has_no_document_yet_has_none(self):
		self.assertIsNone(frappe.new_doc(ROW).parent_doc)
