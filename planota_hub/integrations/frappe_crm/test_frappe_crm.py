# SPDX-License-Identifier: GPL-3.0-only
"""The adapter on a site with Frappe CRM; without it all of this is skipped, and said to be."""

from unittest import SkipTest

import frappe

from planota_hub.integrations import connections, leads, parties
from planota_hub.integrations.frappe_crm.custom_fields import CUSTOM_FIELDS
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase


class FrappeCRMTestCase(HubTestCase):
	"""A test that needs Frappe CRM."""

	@classmethod
	def setUpClass(cls):
		if "crm" not in frappe.get_installed_apps():
			raise SkipTest("Frappe CRM is not on this site: its adapter is not tested here")
		super().setUpClass()


class TestFrappeCRM(FrappeCRMTestCase):
	def test_every_field_is_there(self):
		for doctype, fields in CUSTOM_FIELDS.items():
			for row in fields:
				self.assertTrue(frappe.get_meta(doctype).has_field(row["fieldname"]), doctype)
		self.assertEqual(connections.get_links_to("NGO")["CRM Organization"], "hub_ngo")

	def test_an_ngo_becomes_an_organisation_and_takes_it_along_when_its_name_changes(self):
		ngo = make_ngo(website="https://soca.test")
		name = parties.create_party(ngo.name, "CRM Organization")
		self.assertEqual(frappe.db.get_value("CRM Organization", name, "website"), "https://soca.test")

		ngo.reload()
		ngo.ngo_name = "Društvo z novim imenom"
		ngo.save()

		self.assertEqual(
			frappe.db.get_value("CRM Organization", {"hub_ngo": ngo.name}, "organization_name"),
			"Društvo z novim imenom",
		)

	def test_an_organisation_of_that_name_is_offered(self):
		ngo = make_ngo()
		frappe.get_doc({"doctype": "CRM Organization", "organization_name": ngo.ngo_name}).insert()

		with self.assertRefused("that may be", parties.PartyExistsError):
			parties.create_party(ngo.name, "CRM Organization")
		parties.link_party(ngo.name, "CRM Organization", ngo.ngo_name)

		self.assertEqual(frappe.db.get_value("CRM Organization", ngo.ngo_name, "hub_ngo"), ngo.name)

	def test_a_lead_becomes_an_ngo(self):
		lead = frappe.get_doc(
			{
				"doctype": "CRM Lead",
				"first_name": "Ana",
				"last_name": "Novak",
				"organization": "Društvo Soča",
				"email": "ana@soca.test",
				"status": frappe.db.get_value("CRM Lead Status", {}, "name", order_by="position asc"),
			}
		).insert()

		name = leads.convert_lead(
			"CRM Lead", lead.name, "NGO", {"legal_form": "Association", "municipality": "Tolmin"}
		)

		ngo = frappe.get_doc("NGO", name)
		self.assertEqual((ngo.ngo_name, ngo.representatives[0].full_name), ("Društvo Soča", "Ana Novak"))
		self.assertEqual(frappe.db.get_value("CRM Lead", lead.name, "hub_ngo"), name)
