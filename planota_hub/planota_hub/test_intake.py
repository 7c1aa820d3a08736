"""What stands before all web forms: a form that the database broke off is tried again."""

import frappe

from planota_hub.planota_hub.intake import ATTEMPTS, run_handler
from planota_hub.tests.compat import HubTestCase


class TestBrokenOff(HubTestCase):
	def setUp(self):
		super().setUp()
		self.calls = 0

	def break_off(self, times: int):
		"""Return a handler that is broken off so many times."""

		def handler(values: dict) -> dict:
			self.calls += 1
			if self.calls <= times:
				raise frappe.QueryDeadlockError("Deadlock found when trying to get lock")
			return values

		return handler

	def test_a_form_that_was_broken_off_is_tried_again_with_the_same_values(self):
		values = {"note": "Done"}
		self.assertEqual(run_handler(self.break_off(ATTEMPTS - 1), values), values)
		self.assertEqual(self.calls, ATTEMPTS)

	def test_a_form_that_is_broken_off_again_and_again_fails(self):
		with self.assertRaises(frappe.QueryDeadlockError):
			run_handler(self.break_off(ATTEMPTS), {})
		self.assertEqual(self.calls, ATTEMPTS)
