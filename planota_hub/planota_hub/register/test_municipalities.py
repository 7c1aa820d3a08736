# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.statistical_region.test_statistical_region import make_region
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.planota_hub.register.municipalities import Municipalities, find_municipality
from planota_hub.tests.compat import HubTestCase

WRITTEN = {
	"Ajdovščina": ("Ajdovščina", "AJDOVŠČINA", "ajdovscina", " Občina  Ajdovščina ", "001", "1"),
	"Nova Gorica": ("MO Nova Gorica", "Mestna občina Nova Gorica", "nova gorica", "084", "84"),
	"Kanal ob Soči": ("Kanal", "KANAL", "Občina Kanal"),
	"Hodoš/Hodos": ("Hodoš", "HODOŠ", "Hodos", "Hodoš/Hodos", "161"),
	"Koper": ("Koper/Capodistria", "KOPER", "Capodistria"),
	"Rače-Fram": ("Rače - Fram", "RAČE-FRAM", "Rače–Fram"),
	"Grad": ("Grad", "Občina Grad"),
	"Sveta Trojica v Slovenskih goricah": (
		"Sv. Trojica v Slov. goricah",
		"Občina Sv. Trojica v Slov.goricah",
	),
	"Sveti Jurij ob Ščavnici": ("Sv. Jurij ob Ščavnici",),
	"Šentjur": ("Šentjur", "ŠENTJUR PRI CELJU"),
}
MEANS_NONE = (
	None,
	"",
	"-",
	"Nikjer",
	"Sveti Jurij",
	"Sv.",
	"Občina",
	"Nova",
	"999",
	"Ribnica na",
	"Kanal ob",
)


class TestFindMunicipality(HubTestCase):
	def test_a_municipality_is_found_however_it_is_written(self):
		municipalities = Municipalities()

		for name, texts in WRITTEN.items():
			for text in texts:
				with self.subTest(text):
					self.assertEqual(municipalities.find(text), name)

	def test_nothing_is_guessed(self):
		municipalities = Municipalities()

		for text in MEANS_NONE:
			with self.subTest(text):
				self.assertIsNone(municipalities.find(text))

	def test_every_municipality_of_the_country_is_found_by_its_name_and_its_code(self):
		municipalities = Municipalities("Slovenia")

		for row in municipalities.rows:
			self.assertEqual(municipalities.find(row.name), row.name)
			if row.official_code:
				self.assertEqual(municipalities.find(row.official_code), row.name)

	def test_a_municipality_that_became_part_of_another_means_the_other(self):
		kept, merged = make_municipality(), make_municipality(also_called="Stara Vas")

		merge_records("Municipality", kept.name, merged.name)

		self.assertEqual(find_municipality(merged.name), kept.name)
		self.assertEqual(find_municipality("stara vas"), kept.name)

	def test_a_renamed_municipality_is_found_by_its_former_name(self):
		municipality = make_municipality()

		frappe.rename_doc("Municipality", municipality.name, "Nova občina", show_alert=False)

		self.assertEqual(find_municipality(municipality.name), "Nova občina")

	def test_one_code_in_two_countries_means_one_only_with_its_country(self):
		region = make_region(country="Croatia")
		foreign = make_municipality(
			official_code="084", statistical_region=region.name, administrative_unit=None
		)

		self.assertIsNone(find_municipality("084"))
		self.assertEqual(find_municipality("084", "Croatia"), foreign.name)
		self.assertEqual(find_municipality("84", "Slovenia"), "Nova Gorica")
