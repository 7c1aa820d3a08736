# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.files.uploads import taken_in
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestTakenIn(HubTestCase):
	"""A file that is uploaded only for what is in it."""

	def setUp(self):
		super().setUp()
		values = {"doctype": "File", "file_name": "table.csv", "is_private": 1, "content": b"a;b"}
		self.file = frappe.get_doc(values).insert().name

	def roll_back(self):
		"""Do what follows when a request is taken back, without taking back what the test has made."""
		frappe.db.after_rollback.run()

	def test_it_is_removed_when_it_was_taken_in(self):
		with taken_in(self.file) as uploaded:
			self.assertEqual(uploaded.get_content(), "a;b")

		self.assertFalse(frappe.db.exists("File", self.file))

	def test_it_is_removed_when_it_was_refused(self):
		with self.assertRefused("Row 2"), taken_in(self.file):
			frappe.throw("Row 2")

		self.roll_back()

		self.assertFalse(frappe.db.exists("File", self.file))

	def test_who_may_not_read_it_neither_gets_nor_removes_it(self):
		with (
			as_user(make_user("uploads-mentor@hub.test", "Hub Mentor")),
			self.assertRaises(frappe.PermissionError),
			taken_in(self.file),
		):
			self.fail("It was given to somebody who may not read it.")

		self.roll_back()

		self.assertTrue(frappe.db.exists("File", self.file))


class TestEmptyFiles(HubTestCase):
	def test_an_upload_with_nothing_in_it_is_refused_by_its_name(self):
		values = {"doctype": "File", "file_name": "prazna.csv", "is_private": 1}
		for content in (b"", ""):
			with self.subTest(content), self.assertRefused("File: the file prazna.csv is empty."):
				frappe.get_doc({**values, "content": content}).insert()
