# SPDX-License-Identifier: GPL-3.0-only
"""Who asks too often gets an answer, and not a failing server."""

import frappe
from bs4 import BeautifulSoup
from frappe.app import handle_exception
from frappe.rate_limiter import RateLimiter
from frappe.utils import set_request

from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.website.too_many import set_limit


class TestTooMany(PageTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(delattr, frappe.local, "rate_limiter")
		# what another test has asked for is no request of this one
		frappe.local.rate_limiter = None
		frappe.local.lang = "sl"
		frappe.local.is_ajax = False
		set_request(method="GET", path="/api/method/x", headers={"Accept": "text/html"})

	def refuse(self, message: str):
		try:
			frappe.throw(message, frappe.RateLimitExceededError)
		except frappe.RateLimitExceededError as error:
			return handle_exception(error)

	def test_a_browser_is_told_in_the_shell_why_and_when_to_come_back(self):
		set_limit()

		response = self.refuse("Poskusite čez deset minut.")

		page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
		self.assertEqual(response.status_code, 429)
		self.assertEqual(page.select_one("main .hub-lead").text, "Poskusite čez deset minut.")
		self.assertTrue(page.select(".hub-footer") and page.select("main a[href='/']"))

	def test_the_limit_of_the_whole_site_counts_as_before(self):
		frappe.local.rate_limiter = own = RateLimiter(limit=100, window=60)
		self.addCleanup(frappe.cache.delete_value, own.key)

		set_limit()
		frappe.local.rate_limiter.update()

		self.assertEqual(frappe.local.rate_limiter.headers(), own.headers())
		self.assertFalse(frappe.local.rate_limiter.rejected)
		self.assertEqual(self.refuse("Too often.").status_code, 429)

	def test_a_site_without_a_limit_tells_of_none(self):
		for _request in range(2):
			set_limit()

		self.assertEqual(frappe.local.rate_limiter.headers(), {})
		self.assertFalse(frappe.local.rate_limiter.rejected)
		self.assertIsNone(frappe.local.rate_limiter.own)
