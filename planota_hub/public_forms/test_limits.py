# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe

from planota_hub.public_forms import limits
from planota_hub.public_forms.limits import REFUSED, TAKEN, counting
from planota_hub.tests.compat import HubTestCase


class TestLimitsOfForms(HubTestCase):
	def setUp(self):
		super().setUp()
		self.form = frappe.generate_hash(length=8)
		patched = patch.dict(limits.MOST, {TAKEN: 2, REFUSED: 3})
		patched.start()
		self.addCleanup(patched.stop)
		self.sit_behind("192.0.2.1")

	def sit_behind(self, address: str) -> None:
		before = getattr(frappe.local, "request_ip", None), getattr(frappe.local, "request", None)
		frappe.local.request_ip, frappe.local.request = address, frappe._dict(method="POST")
		self.addCleanup(self.leave, *before)

	def leave(self, address, request) -> None:
		frappe.local.request_ip, frappe.local.request = address, request

	def send(self, form: str | None = None, refused: bool = False) -> None:
		with counting(form or self.form):
			if refused:
				raise frappe.ValidationError("Name: please fill in")

	def test_each_form_and_each_address_is_counted_for_itself(self):
		self.send()
		self.send()
		with self.assertRefused("Too many of these forms", frappe.RateLimitExceededError):
			self.send()

		self.send("another form")
		self.sit_behind("192.0.2.2")
		self.send()

	def test_refused_attempts_do_not_use_up_what_may_be_sent(self):
		for _attempt in range(2):
			with self.assertRefused("please fill in"):
				self.send(refused=True)
		self.send()
		self.send()
		with self.assertRefused("Too many of these forms", frappe.RateLimitExceededError):
			self.send()

	def test_too_many_refused_attempts_are_stopped_and_told_apart(self):
		for _attempt in range(3):
			with self.assertRefused("please fill in"):
				self.send(refused=True)

		with self.assertRefused("were refused", frappe.RateLimitExceededError):
			self.send()

	def test_what_the_hub_does_without_a_request_is_not_counted(self):
		self.leave(None, None)

		for _time in range(5):
			self.send()
