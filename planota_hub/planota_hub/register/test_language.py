# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.language import get_reader_language
from planota_hub.tests.compat import HubTestCase, make_user

USER = "ana@language.test"


class TestReaderLanguage(HubTestCase):
	def test_the_own_choice_comes_first_then_the_first_contact_then_the_site(self):
		ngo = make_ngo()
		self.assertEqual(get_reader_language(USER, ngo.name), site_language())

		ngo.db_set("preferred_language", "sl")
		self.assertEqual(get_reader_language(USER, ngo.name), "sl")
		self.assertEqual(get_reader_language(USER), site_language())

		make_user(USER)
		frappe.db.set_value("User", USER, "language", "en")
		self.assertEqual(get_reader_language(USER, ngo.name), "en")
