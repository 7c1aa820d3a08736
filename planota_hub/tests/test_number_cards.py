# SPDX-License-Identifier: GPL-3.0-only
"""Figures of the region are for those who work at the Desk."""

import frappe

from planota_hub.permissions import DESK_ROLES
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with


def get_card_functions() -> list[str]:
	"""Return the functions behind the app's number cards that are more than a count of records."""
	modules = frappe.get_all("Module Def", {"app_name": "planota_hub"}, pluck="name", order_by="name asc")
	filters = {"type": "Custom", "module": ("in", modules)}
	return frappe.get_all("Number Card", filters, pluck="method", order_by="name asc")


class TestNumberCards(HubTestCase):
	def test_the_portal_and_log_ins_without_a_role_get_no_figure(self):
		functions = get_card_functions()
		self.assertGreater(len(functions), 15)
		for user in (user_with("NGO Representative"), make_user("nobody@hub.test")):
			for function in functions:
				with self.subTest(f"{user}: {function}"), as_user(user):
					with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
						frappe.call(function)

	def test_who_works_at_the_desk_gets_a_figure_or_none_of_what_they_may_not_read(self):
		for role in sorted(DESK_ROLES):
			for function in get_card_functions():
				with self.subTest(f"{role}: {function}"), as_user(user_with(role)):
					try:
						self.assertIn("value", frappe.call(function))
					except frappe.PermissionError as refusal:
						self.assertNotIn("Your log-in", str(refusal))
