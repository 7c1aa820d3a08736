# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.places import point
from planota_hub.tests.compat import HubTestCase


def make_municipality(**overrides):
	"""Create a municipality of the unit Tolmin, with any field overridden."""
	values = {
		"doctype": "Municipality",
		"municipality_name": f"Občina {frappe.generate_hash(length=8)}",
		"administrative_unit": "Tolmin",
		"location": point(46.2, 13.7),
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestMunicipality(HubTestCase):
	def test_region_follows_from_the_administrative_unit(self):
		municipality = make_municipality(statistical_region=None)

		self.assertEqual(municipality.statistical_region, "Goriška")

	def test_official_code_gets_back_the_zeros_that_a_spreadsheet_dropped(self):
		self.assertEqual(make_municipality(official_code="9").official_code, "009")

	def test_official_code_of_letters_is_refused(self):
		with self.assertRefused("Official Code"):
			make_municipality(official_code="AB1")

	def test_location_that_a_map_cannot_draw_is_refused(self):
		for broken in ("somewhere", "[1, 2]", '{"features": [{}]}'):
			with self.subTest(broken), self.assertRefused("Location: expected is a GeoJSON"):
				make_municipality(location=broken)

	def test_empty_map_counts_as_no_location(self):
		self.assertIsNone(
			make_municipality(location='{"type": "FeatureCollection", "features": []}').location
		)

	def test_ngos_follow_when_their_municipality_changes_its_unit(self):
		municipality = make_municipality()
		ngo = make_ngo(municipality=municipality.name)

		municipality.administrative_unit = "Idrija"
		municipality.save()

		self.assertEqual(ngo.administrative_unit, "Tolmin")
		ngo.reload()
		self.assertEqual(ngo.administrative_unit, "Idrija")

	def test_a_renamed_municipality_takes_its_ngos_along(self):
		municipality = make_municipality()
		ngo = make_ngo(municipality=municipality.name)

		frappe.rename_doc("Municipality", municipality.name, "Nova občina", show_alert=False)

		ngo.reload()
		self.assertEqual(ngo.municipality, "Nova občina")

	def test_a_municipality_with_ngos_cannot_be_deleted(self):
		municipality = make_municipality()
		make_ngo(municipality=municipality.name)

		with self.assertRaises(frappe.LinkExistsError):
			frappe.delete_doc("Municipality", municipality.name)
