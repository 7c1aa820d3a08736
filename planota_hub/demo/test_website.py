# SPDX-License-Identifier: GPL-3.0-only
"""Who the demo hub is, without the demo region itself."""

import frappe

from planota_hub.demo.website import REGION, forget_hub, introduce_hub
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings, choose_regions
from planota_hub.public_forms.public_areas import is_shown_file
from planota_hub.public_forms.web_forms import get_municipalities
from planota_hub.tests.compat import HubTestCase


def get_regions() -> list[str]:
	return [row.statistical_region for row in frappe.get_doc("Hub Settings").regions]


class TestDemoHub(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(hub_name=None, regions=[], funder_logos=[])

	def test_the_demo_hub_works_for_its_region_until_it_is_cleared(self):
		introduce_hub()
		self.assertEqual(get_regions(), [REGION])
		self.assertEqual(len(get_municipalities()), 13)

		forget_hub()
		self.assertEqual(get_regions(), [])
		self.assertGreaterEqual(len(get_municipalities()), 212)

	def test_the_demo_hub_shows_who_pays_for_it_until_it_is_cleared(self):
		introduce_hub()
		settings = frappe.get_doc("Hub Settings")
		self.assertIn("sofinancira", settings.publicity_statement)
		self.assertEqual([is_shown_file(row.logo) for row in settings.funder_logos], [True, True])

		forget_hub()
		self.assertEqual(frappe.get_doc("Hub Settings").funder_logos, [])

	def test_a_hub_that_has_a_name_keeps_its_regions(self):
		change_settings(hub_name="Stičišče Primer")
		choose_regions(REGION)

		introduce_hub()
		forget_hub()

		self.assertEqual(get_regions(), [REGION])
