# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.doctype.statistical_region.test_statistical_region import make_region
from planota_hub.planota_hub.register.places import search_units
from planota_hub.tests.compat import HubTestCase


def make_unit(**overrides):
	"""Create an administrative unit of the region Goriška, with any field overridden."""
	values = {
		"doctype": "Administrative Unit",
		"unit_name": f"Enota {frappe.generate_hash(length=8)}",
		"statistical_region": "Goriška",
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestAdministrativeUnit(HubTestCase):
	def test_everything_placed_in_a_unit_follows_when_it_changes_its_region(self):
		unit = make_unit()
		municipality = make_municipality(administrative_unit=unit.name)
		ngo = make_ngo(municipality=municipality.name)
		stakeholder = make_stakeholder(municipality=municipality.name)
		region = make_region()

		unit.statistical_region = region.name
		unit.save()

		for placed in (municipality, ngo, stakeholder):
			placed.reload()
			self.assertEqual(placed.statistical_region, region.name, placed.doctype)

	def test_a_municipality_of_another_region_stays_there_when_its_unit_changes_its_region(self):
		unit, elsewhere = make_unit(), make_region()
		municipality = make_municipality(administrative_unit=unit.name, statistical_region=elsewhere.name)

		unit.statistical_region = make_region().name
		unit.save()

		municipality.reload()
		self.assertEqual(municipality.statistical_region, elsewhere.name)

	def test_a_unit_is_found_in_every_region_into_which_it_reaches(self):
		found = {
			region: {
				name
				for name, _region in search_units(
					"Administrative Unit", "La", "name", 0, 20, {"statistical_region": region}
				)
			}
			for region in ("Posavska", "Savinjska", "Goriška")
		}

		self.assertIn("Laško", found["Posavska"])
		self.assertIn("Laško", found["Savinjska"])
		self.assertNotIn("Laško", found["Goriška"])

	def test_a_new_ngo_gets_the_changed_region_although_the_municipality_was_cached(self):
		unit = make_unit()
		municipality = make_municipality(administrative_unit=unit.name)
		make_ngo(municipality=municipality.name)
		unit.statistical_region = make_region().name
		unit.save()

		self.assertEqual(make_ngo(municipality=municipality.name).statistical_region, unit.statistical_region)

	def test_region_that_does_not_exist_is_refused(self):
		with self.assertRefused("Statistical Region", frappe.LinkValidationError):
			make_unit(statistical_region="Nikjer")
