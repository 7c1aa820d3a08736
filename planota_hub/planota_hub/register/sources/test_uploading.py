# SPDX-License-Identifier: GPL-3.0-only
from io import BytesIO
from types import SimpleNamespace
from unittest.mock import patch

import frappe

from planota_hub.files import pieces
from planota_hub.planota_hub.register.sources import uploading
from planota_hub.planota_hub.register.sources.test_imports import (
	ImportTestCase,
	compare,
	get_xml,
	make_entity,
)
from planota_hub.tests.compat import as_user, make_user


class TestUploading(ImportTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(pieces.remove_folder)

	def send(self, content: bytes):
		upload = uploading.begin_upload("Prs.xml", str(len(content)))["upload"]
		request = SimpleNamespace(files={"piece": SimpleNamespace(stream=BytesIO(content))})
		with patch.object(frappe.local, "request", request, create=True):
			return uploading.add_piece(upload, "0")

	def test_an_officer_sends_the_file_of_an_import_and_compares_it(self):
		content = get_xml([make_entity(self.numbers[0], "Društvo Krn")], "2026-01-15").encode()
		with as_user(make_user("uploading-officer@hub.test", "Hub Officer")):
			file = self.send(content)
			doc = frappe.get_doc(
				{
					"doctype": "Register Import",
					"register_source": self.source.name,
					"file": file["file_url"],
					"as_of": "2026-01-15",
				}
			).insert()
			self.assertEqual(compare(doc).new_count, 1)
		self.assertEqual(frappe.db.get_value("File", file["name"], "attached_to_name"), doc.name)

	def test_who_may_make_no_import_sends_nothing(self):
		for role in ("Hub Mentor", "Network Coordinator", "NGO Representative", "Hub Auditor"):
			with (
				self.subTest(role),
				as_user(make_user("uploading-other@hub.test", role)),
				self.assertRaises(frappe.PermissionError),
			):
				self.send(b"<Prs/>")

	def test_a_request_without_a_piece_and_a_file_larger_than_any_register_are_refused(self):
		upload = uploading.begin_upload("Prs.zip", "10")["upload"]
		with (
			patch.object(frappe.local, "request", SimpleNamespace(files={}), create=True),
			self.assertRefused("File: please choose one"),
		):
			uploading.add_piece(upload, "0")
		with self.assertRefused("at most 100 MB are possible"):
			uploading.begin_upload("Prs.xml", str(250 * pieces.MEGABYTE))
