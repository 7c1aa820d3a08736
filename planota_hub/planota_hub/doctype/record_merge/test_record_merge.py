# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.tests.compat import HubTestCase, as_user, make_user

LOG = "Record Merge"


class TestRecordMerge(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept, self.merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		merge_records("NGO", self.kept.name, self.merged.name)
		self.log = frappe.get_doc(LOG, {"record_type": "NGO", "kept": self.kept.name})

	def test_no_role_may_write_create_or_delete(self):
		for permission in frappe.get_meta(LOG).permissions:
			with self.subTest(permission.role):
				self.assertFalse(permission.write or permission.create or permission.delete)

	def test_staff_and_auditors_read_it_and_nobody_else(self):
		for role, reads in (
			("Hub Manager", True),
			("Hub Officer", True),
			("Hub Auditor", True),
			("Hub Mentor", False),
			("Network Coordinator", False),
			("NGO Representative", False),
		):
			with self.subTest(role), as_user(make_user(f"{frappe.scrub(role)}@record-merge.test", role)):
				self.assertEqual(bool(frappe.has_permission(LOG, "read", doc=self.log)), reads)
