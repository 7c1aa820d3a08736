# SPDX-License-Identifier: GPL-3.0-only
"""Officers who write down relations in the same moment make neither a circle nor the same relation twice."""

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.relations.form import add_relation
from planota_hub.planota_hub.relations.kinds import RELATION
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase


class TestAtOnce(HubTestCase):
	def setUp(self):
		super().setUp()
		self.names = [make_ngo().name for _number in range(2)]
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		for relation in self.get_relations():
			frappe.delete_doc(RELATION, relation, force=True, delete_permanently=True)
		for name in self.names:
			frappe.delete_doc("NGO", name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def get_relations(self) -> list[str]:
		of_these = {"organisation": ("in", self.names)}
		return frappe.get_all(RELATION, of_these, pluck="name", order_by="name asc")

	def test_of_relations_that_exclude_each_other_one_is_written(self):
		first, second = self.names
		pairs = [(first, second), (second, first), (first, second)]

		answers = call_at_once(
			lambda pair: add_relation("NGO", pair[0], "Branch", "NGO", pair[1]), pairs, "Administrator"
		)

		frappe.db.rollback()
		written = [answer for answer in answers if isinstance(answer, str)]
		self.assertEqual(self.get_relations(), written)
		self.assertEqual(len(written), 1)
		for answer in answers:
			self.assertIsInstance(answer, str | frappe.ValidationError)
