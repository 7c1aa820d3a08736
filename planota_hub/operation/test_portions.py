# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from planota_hub.operation.portions import DAYS_OF_A_TURN, begin_anew, is_turn, take_portion
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase


class TestPortions(HubTestCase):
	def setUp(self):
		super().setUp()
		self.names = sorted(make_ngo().name for _number in range(5))
		begin_anew("test")

	def take(self, most: int = 2, days: int = 1) -> list[str]:
		return take_portion("test", "NGO", most, days)

	def take_round(self, most: int) -> list[str]:
		"""Return what is taken until a run takes nothing."""
		taken = []
		while names := self.take(most):
			taken += names
		return taken

	def test_each_run_goes_on_where_the_last_one_ended(self):
		everything = frappe.get_all("NGO", pluck="name", order_by="name asc", limit_page_length=0)

		self.assertEqual(self.take_round(2), everything)

	def test_after_the_last_record_nothing_is_read_until_the_next_round(self):
		self.take_round(1000)

		with patch.object(frappe, "get_all") as get_all:
			self.assertEqual(self.take(), [])
		get_all.assert_not_called()
		tomorrow = add_days(today(), 1)
		with patch("planota_hub.operation.portions.today", return_value=tomorrow):
			self.assertEqual(len(self.take()), 2)

	def test_a_round_takes_as_long_as_it_takes(self):
		first = self.take()

		with patch("planota_hub.operation.portions.today", return_value=add_days(today(), 3)):
			second = self.take()

		self.assertGreater(min(second), max(first))

	def test_a_run_that_is_killed_is_done_again(self):
		frappe.db.savepoint("run")
		killed = self.take()
		frappe.db.rollback(save_point="run")

		self.assertEqual(self.take(), killed)

	def test_a_record_that_came_between_is_taken_in_its_order(self):
		frappe.delete_doc("NGO", self.names[0])

		self.assertNotIn(self.names[0], self.take_round(3))

	def test_the_turn_of_each_record_comes_once_within_its_days(self):
		for name in self.names:
			turns = []
			for day in range(DAYS_OF_A_TURN):
				with patch("planota_hub.operation.portions.today", return_value=add_days(today(), day)):
					turns.append(is_turn(name))
			self.assertEqual(sum(turns), 1)
