# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.setup.languages import NOTE, disable_languages, enable_languages, set_enabled
from planota_hub.tests.compat import HubTestCase, make_user


class TestLanguages(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.defaults.clear_default(key=NOTE, parent="__global")
		frappe.db.set_single_value("System Settings", "language", "en")
		frappe.db.set_value("User", {"language": "sl"}, "language", "en")

	def is_enabled(self, code: str = "sl") -> int:
		return frappe.db.get_value("Language", code, "enabled")

	def test_removal_switches_off_what_the_installation_switched_on(self):
		set_enabled("sl", 0)

		enable_languages()
		self.assertEqual(self.is_enabled(), 1)
		disable_languages()

		self.assertEqual(self.is_enabled(), 0)
		self.assertIsNone(frappe.db.get_global(NOTE))

	def test_a_language_that_was_on_before_stays_on(self):
		set_enabled("sl", 1)

		enable_languages()
		disable_languages()

		self.assertEqual(self.is_enabled(), 1)

	def test_a_language_that_somebody_works_in_stays_on(self):
		set_enabled("sl", 0)
		enable_languages()
		frappe.db.set_value("User", make_user("slovene@language.test"), "language", "sl")

		disable_languages()

		self.assertEqual(self.is_enabled(), 1)
