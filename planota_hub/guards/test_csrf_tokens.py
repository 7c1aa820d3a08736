# SPDX-License-Identifier: GPL-3.0-only
"""Who is logged in changes nothing without the token of the session."""

from types import SimpleNamespace

import frappe
from frappe.utils import set_request

from planota_hub.guards.csrf_tokens import require_csrf_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

REPRESENTATIVE = "representative@tokens.test"


class TestTokens(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(REPRESENTATIVE, "NGO Representative")
		self.addCleanup(setattr, frappe.local, "request", None)
		self.addCleanup(setattr, frappe.local, "login_manager", None)

	def ask(self, method: str = "POST", resumes: bool = True, token: str | None = None) -> str | None:
		"""Let a request of a session through, or not; return the token that the session has then."""
		set_request(method=method, path="/api/method/ping")
		frappe.local.login_manager = SimpleNamespace(resume=resumes)
		frappe.local.session.data = frappe._dict(csrf_token=token)
		require_csrf_token()
		return frappe.session.data.csrf_token

	def test_a_session_without_a_token_changes_nothing(self):
		for method in ("POST", "PUT", "DELETE", "PATCH"):
			with self.subTest(method), as_user(REPRESENTATIVE):
				self.assertRaises(frappe.CSRFTokenError, self.ask, method)

	def test_the_log_in_and_the_first_page_give_the_session_its_token(self):
		with as_user(REPRESENTATIVE):
			self.assertTrue(self.ask("POST", resumes=False))
			self.assertTrue(self.ask("GET"))

	def test_a_session_keeps_its_token(self):
		with as_user(REPRESENTATIVE):
			self.assertEqual(self.ask("GET", token="abc"), "abc")

	def test_guests_need_none(self):
		with as_user("Guest"):
			self.assertIsNone(self.ask())
