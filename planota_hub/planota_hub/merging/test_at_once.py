# SPDX-License-Identifier: GPL-3.0-only
"""Two managers who merge the same pair in the same moment, each the other way round."""

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.merging.log import LOG
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase


class TestAtOnce(HubTestCase):
	def setUp(self):
		super().setUp()
		self.names = [make_ngo(stage="Verified").name for _number in range(2)]
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		for doctype, names in (("NGO", self.names), (LOG, self.get_logs())):
			for name in names:
				frappe.delete_doc(doctype, name, force=True, delete_permanently=True, ignore_missing=True)
		frappe.db.commit()
		super().tearDown()

	def get_logs(self) -> list[str]:
		return frappe.get_all(LOG, {"kept": ("in", self.names)}, pluck="name", order_by="name asc")

	def test_one_merge_goes_through_and_the_other_is_told(self):
		pairs = [self.names, self.names[::-1]]

		answers = call_at_once(lambda pair: merge_records("NGO", *pair), pairs, "Administrator")

		frappe.db.rollback()
		kept = [answer for answer in answers if isinstance(answer, str)]
		errors = [answer for answer in answers if isinstance(answer, Exception)]
		self.assertEqual((len(kept), len(errors)), (1, 1))
		self.assertIsInstance(errors[0], frappe.ValidationError)
		left = frappe.get_all("NGO", {"name": ("in", self.names)}, pluck="name", order_by="name asc")
		self.assertEqual((left, len(self.get_logs())), (kept, 1))
