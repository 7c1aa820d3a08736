# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.statistical_region.test_statistical_region import make_region
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
	def test_region_left_empty_is_that_of_the_administrative_unit(self):
		municipality = make_municipality(statistical_region=None)

		self.assertEqual(municipality.statistical_region, "Goriška")

	def test_region_is_the_municipalitys_own_where_its_unit_reaches_over_two(self):
		for name, region in {
			"Radeče": "Posavska",
			"Laško": "Savinjska",
			"Bistrica ob Sotli": "Posavska",
			"Šmarje pri Jelšah": "Savinjska",
			"Litija": "Zasavska",
			"Šmartno pri Litiji": "Osrednjeslovenska",
		}.items():
			with self.subTest(name):
				municipality = frappe.get_doc("Municipality", name)
				municipality.save()
				self.assertEqual(municipality.statistical_region, region)
				self.assertEqual(make_ngo(municipality=name).statistical_region, region)

	def test_country_follows_from_the_region(self):
		region = make_region(country="Italy")

		municipality = make_municipality(administrative_unit=None, statistical_region=region.name)

		self.assertEqual(municipality.country, "Italy")
		region.country = "Austria"
		region.save()
		municipality.reload()
		self.assertEqual(municipality.country, "Austria")

	def test_municipality_without_region_is_refused(self):
		with self.assertRaises(frappe.MandatoryError):
			make_municipality(administrative_unit=None, statistical_region=None)

	def test_official_code_is_unique_in_its_country_alone(self):
		region = make_region(country="Croatia")
		make_municipality(administrative_unit=None, statistical_region=region.name, official_code="084")

		with self.assertRefused("Official Code: 084 is the code of Nova Gorica."):
			make_municipality(official_code="84")

	def test_official_code_gets_back_the_zeros_that_a_spreadsheet_dropped(self):
		frappe.db.set_value("Municipality", "Brežice", "official_code", None)

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
