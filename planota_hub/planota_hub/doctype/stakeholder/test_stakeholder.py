# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_registration_number
from planota_hub.planota_hub.doctype.stakeholder.stakeholder import SECTOR_OF_TYPE
from planota_hub.tests.compat import HubTestCase


def make_stakeholder(**overrides):
	"""Create a stakeholder, a public institution unless overridden."""
	values = {
		"doctype": "Stakeholder",
		"stakeholder_name": f"Ustanova {frappe.generate_hash(length=8)}",
		"stakeholder_type": "Public Institution",
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestStakeholder(HubTestCase):
	def test_sector_follows_from_the_type_whatever_was_sent(self):
		self.assertEqual(make_stakeholder(stakeholder_type="Company", sector="Public").sector, "Private")
		self.assertEqual(make_stakeholder(stakeholder_type="Local Action Group").sector, "Cross-Sector")

	def test_every_type_but_other_has_a_sector(self):
		options = frappe.get_meta("Stakeholder").get_field("stakeholder_type").options.split("\n")

		self.assertEqual({option for option in options if option}, {*SECTOR_OF_TYPE, "Other"})

	def test_type_other_keeps_the_chosen_sector_and_asks_for_one(self):
		self.assertEqual(make_stakeholder(stakeholder_type="Other", sector="Private").sector, "Private")
		with self.assertRefused("Sector: please choose", frappe.MandatoryError):
			make_stakeholder(stakeholder_type="Other")

	def test_places_follow_from_the_municipality_and_are_empty_without_one(self):
		placed = make_stakeholder(municipality="Vipava")
		national = make_stakeholder()

		self.assertEqual((placed.administrative_unit, placed.statistical_region), ("Ajdovščina", "Goriška"))
		self.assertTrue(placed.location)
		self.assertIsNone(national.administrative_unit)
		self.assertIsNone(national.statistical_region)

	def test_known_registration_number_is_refused(self):
		number = make_registration_number()
		make_stakeholder(registration_number=number)

		with self.assertRefused("Registration Number", frappe.UniqueValidationError):
			make_stakeholder(registration_number=f"{number}000")
