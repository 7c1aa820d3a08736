# SPDX-License-Identifier: GPL-3.0-only
"""The typed block of every controller says what the DocType's JSON says."""

from pathlib import Path

import frappe

from planota_hub.tests import types
from planota_hub.tests.compat import HubTestCase

FIELD = "\t\tngo_name: DF.Data\n"


class TestTypes(HubTestCase):
	def setUp(self):
		super().setUp()
		self.controller = Path(frappe.get_app_path("planota_hub", "planota_hub", "doctype", "ngo", "ngo.py"))
		self.code = self.controller.read_text(encoding="utf-8")

	def test_every_block_equals_the_json(self):
		self.assertEqual(
			[str(controller) for controller in types.find_outdated()],
			[],
			"typed blocks: write them anew by ./hub run planota_hub.tests.types.write",
		)

	def test_a_field_that_is_missing_or_of_another_type_is_found(self):
		block = types.read_block(self.code)

		self.assertEqual(len(block - types.read_block(self.code.replace(FIELD, ""))), 1)
		self.assertNotEqual(block, types.read_block(self.code.replace(FIELD, "\t\tngo_name: DF.Int\n")))

	def test_layout_and_order_are_left_to_the_formatter(self):
		moved = self.code.replace(FIELD, "").replace("\t# end: auto", f"{FIELD}\t# end: auto")
		self.assertNotEqual(moved, self.code)

		self.assertEqual(types.read_block(self.code), types.read_block(moved))

	def test_a_controller_without_a_block_says_nothing(self):
		self.assertEqual(types.read_block("class NGO(Document):\n\tpass\n"), set())
