# SPDX-License-Identifier: GPL-3.0-only
"""Whether many names are named or all is read, the answer is the same."""

from unittest.mock import patch

import frappe

from planota_hub.rules import many
from planota_hub.rules.titles import get_titles
from planota_hub.tests.compat import HubTestCase


class TestMany(HubTestCase):
	def test_few_names_are_a_condition_and_none_is_what_nothing_has(self):
		self.assertEqual(many.narrow({"b", "a"}), ["a", "b"])
		self.assertEqual(many.narrow([]), [""])
		self.assertIsNone(many.narrow(None))
		self.assertIsNone(many.narrow([str(number) for number in range(many.MANY + 1)]))

	def test_titles_of_many_are_those_that_were_asked_for(self):
		names = ["Tolmin", "Bovec", None, "Nowhere"]
		few = get_titles("Municipality", names)
		with patch.object(many, "MANY", 0):
			self.assertEqual(get_titles("Municipality", names), few)
			self.assertEqual(get_titles("Municipality", []), {})
		self.assertEqual(list(few), ["Bovec", "Tolmin"])

	def test_rows_are_written_in_their_order_however_many(self):
		rows = [(f"row-{number}", f"{number} % of „all“", None) for number in range(1, 6)]
		with patch.object(many, "AT_ONCE", 2):
			many.insert_rows("ToDo", ("name", "description", "reference_name"), rows)
		many.insert_rows("ToDo", ("name",), [])
		filters = {"name": ("like", "row-%")}
		written = frappe.get_all(
			"ToDo", filters, ["name", "description", "reference_name"], order_by="name asc", as_list=True
		)
		self.assertEqual([tuple(row) for row in written], rows)
