# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.mail.hub_mail import get_sender
from planota_hub.setup.settings import create_settings
from planota_hub.tests.compat import HubTestCase


def change_settings(**values):
	"""Save Hub Settings with the given values."""
	settings = frappe.get_doc("Hub Settings")
	settings.update(values)
	return settings.save()


def choose_regions(*regions: str):
	"""Let the hub work for some regions; for all without any."""
	return change_settings(regions=[{"statistical_region": region} for region in regions])


class TestHubSettings(HubTestCase):
	def test_defaults_are_stored_on_a_new_site(self):
		settings = frappe.get_doc("Hub Settings")

		self.assertTrue(settings.duplicate_similarity_percent)

	def test_a_value_that_the_site_emptied_is_not_filled_again(self):
		change_settings(retention_months=0)

		create_settings()

		self.assertEqual(frappe.get_doc("Hub Settings").retention_months, 0)

	def test_a_field_that_a_later_version_adds_gets_its_default(self):
		frappe.db.delete("Singles", {"doctype": "Hub Settings", "field": "retention_months"})

		create_settings()

		frappe.clear_document_cache("Hub Settings")
		self.assertEqual(frappe.get_doc("Hub Settings").retention_months, 60)

	def test_similarity_must_be_a_sensible_percentage(self):
		for wrong in (10, 101):
			with self.subTest(wrong), self.assertRefused("Similarity of Names"):
				change_settings(duplicate_similarity_percent=wrong)

	def test_sender_is_put_together_from_name_and_address(self):
		change_settings(default_sender_name="Stičišče", default_sender_email="INFO@example.org")

		self.assertIn("info@example.org", get_sender())

	def test_without_an_address_there_is_no_sender_of_its_own(self):
		change_settings(default_sender_email=None)

		self.assertIsNone(get_sender())
