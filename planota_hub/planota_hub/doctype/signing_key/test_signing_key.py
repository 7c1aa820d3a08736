# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.rules.signing_keys import SIGNING_KEY, draw_key
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestSigningKey(HubTestCase):
	def test_nobody_writes_a_key_by_hand(self):
		key = frappe.get_doc(SIGNING_KEY, "briefing opt-out")
		key.secret = "known to me"
		with self.assertRefused("Keys are not written by hand", frappe.PermissionError):
			key.save()
		with self.assertRefused("Keys are not written by hand", frappe.PermissionError):
			frappe.get_doc({"doctype": SIGNING_KEY, "purpose": "mine", "secret": "known to me"}).insert()

	def test_managers_and_auditors_see_since_when_a_key_is_in_use_but_never_its_secret(self):
		for role, allowed in (
			("Hub Manager", True),
			("Hub Auditor", True),
			("Hub Officer", False),
			("Network Coordinator", False),
			("NGO Representative", False),
		):
			user = make_user(f"{frappe.scrub(role)}@keys.test", role)
			with self.subTest(role), as_user(user):
				self.assertEqual(frappe.has_permission(SIGNING_KEY, "read"), allowed)
				for right in ("write", "create", "delete"):
					self.assertFalse(frappe.has_permission(SIGNING_KEY, right), right)
		self.assertEqual(set(frappe.get_doc(SIGNING_KEY, "briefing opt-out").secret), {"*"})

	def test_the_history_tells_that_a_key_was_replaced_and_not_what_it_is(self):
		key = frappe.get_doc(SIGNING_KEY, "briefing opt-out")
		draw_key(key)

		filters = {"ref_doctype": SIGNING_KEY, "docname": key.name}
		(version,) = frappe.get_all("Version", filters, pluck="data", order_by="creation asc")
		self.assertIn("in_use_since", version)
		self.assertNotIn("secret", version)
		self.assertNotIn(key.get_password("secret"), version)
