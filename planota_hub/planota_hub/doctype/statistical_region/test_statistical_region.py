# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.tests.compat import HubTestCase


def make_region(**overrides):
	"""Create a statistical region, with any field overridden."""
	values = {
		"doctype": "Statistical Region",
		"region_name": f"Regija {frappe.generate_hash(length=8)}",
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestStatisticalRegion(HubTestCase):
	def test_goriska_with_its_units_and_municipalities_is_there_from_the_start(self):
		units = frappe.get_all("Administrative Unit", {"statistical_region": "Goriška"}, pluck="name")
		municipalities = frappe.get_all("Municipality", {"statistical_region": "Goriška"}, pluck="name")

		self.assertLessEqual({"Ajdovščina", "Idrija", "Nova Gorica", "Tolmin"}, set(units))
		self.assertLessEqual({"Ajdovščina", "Bovec", "Šempeter-Vrtojba", "Vipava"}, set(municipalities))
		self.assertGreaterEqual(len(municipalities), 13)

	def test_the_whole_country_is_there_from_the_start(self):
		regions = frappe.get_all(
			"Statistical Region",
			{"country": "Slovenia", "nuts3_code": ("is", "set")},
			pluck="name",
			order_by="name asc",
		)
		coded = {"country": "Slovenia", "official_code": ("is", "set"), "statistical_region": ("in", regions)}

		self.assertGreaterEqual(len(regions), 12)
		self.assertGreaterEqual(frappe.db.count("Municipality", coded), 212)
		self.assertGreaterEqual(frappe.db.count("Administrative Unit"), 58)

	def test_the_same_name_twice_is_refused(self):
		region = make_region()

		with self.assertRaises(frappe.DuplicateEntryError):
			make_region(region_name=region.region_name)

	def test_markup_in_the_name_is_refused(self):
		with self.assertRaises(frappe.NameError):
			make_region(region_name="<b>Regija</b>")
