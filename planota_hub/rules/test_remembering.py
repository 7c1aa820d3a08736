# SPDX-License-Identifier: GPL-3.0-only
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from unittest.mock import Mock, patch

import frappe
from redis.exceptions import ConnectionError as RedisConnectionError

from planota_hub.rules.remembering import forget_kept, keep, note_change
from planota_hub.tests.compat import HubTestCase

KEY = "hub_kept_for_a_test"


class TestKeep(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.rollback()
		frappe.cache.delete_value(KEY)
		self.make = Mock(side_effect=[1, 2, 3])

	def ask(self) -> int:
		return keep(KEY, self.make, 60)

	def test_it_is_worked_out_once_until_a_record_changes(self):
		self.assertEqual([self.ask(), self.ask()], [1, 1])

		forget_kept()

		self.assertEqual([self.ask(), self.ask()], [2, 2])

	def test_a_change_counts_once_it_is_committed(self):
		self.ask()
		note_change(frappe.new_doc("NGO"))
		self.assertEqual(self.ask(), 1)

		frappe.db.after_commit.run()

		self.assertEqual(self.ask(), 2)

	def test_who_has_changed_something_sees_it(self):
		self.ask()
		with patch.object(frappe.db, "transaction_writes", 1):
			self.assertEqual(self.ask(), 2)
		self.assertEqual(self.ask(), 1)

	def test_without_a_cache_it_is_worked_out(self):
		with patch.object(frappe.cache, "get_value", side_effect=RedisConnectionError):
			self.assertEqual([self.ask(), self.ask()], [1, 2])

	def test_of_many_who_ask_at_once_one_works_it_out(self):
		answers, made, both = [], [], Barrier(2)
		site, sites_path = frappe.local.site, frappe.local.sites_path

		def make() -> int:
			made.append(1)
			with suppress(BrokenBarrierError):
				both.wait(0.3)  # for somebody else who works it out too
			return 7

		def ask() -> None:
			frappe.init(site, sites_path=sites_path)
			frappe.local.db = Mock(transaction_writes=0)
			answers.append(keep(KEY, make, 60))

		threads = [Thread(target=ask) for _number in range(5)]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()

		self.assertEqual((answers, len(made)), ([7] * 5, 1))
