# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.patches import place_whole_country
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import choose_regions
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.place_files import import_file, import_places
from planota_hub.planota_hub.register.places import get_hub_country, is_own_region
from planota_hub.public_forms.web_forms import get_municipalities
from planota_hub.tests.compat import HubTestCase, as_user, make_user

COUNTRY = "Nordland"
FILE = """municipality,sl_code,administrative_unit,statistical_region,nuts3,latitude,longitude,urban,population,area_km2
Fjellby,N01,Vestenhet,Vestland,XX001,61.5,7.25,1,12000,80.5
Sandnes,N02,Vestenhet,Vestland,XX001,61.6,7.5,0,900,120
Myrdal,N03,,Indreland,XX002,,,,,
"""
HEADER = FILE.partition("\n")[0]


def make_country(name: str = COUNTRY) -> str:
	"""Create a country that there is not, with a code that the framework would refuse."""
	if not frappe.db.exists("Country", name):
		frappe.get_doc({"doctype": "Country", "country_name": name, "name": name, "code": "xn"}).db_insert()
	return name


def take_in(text: str, country: str | None = None) -> dict[str, int]:
	return import_places(text.encode(), country or make_country())


def upload(text: str) -> str:
	values = {"doctype": "File", "file_name": "places.csv", "is_private": 1, "content": text.encode()}
	return frappe.get_doc(values).insert().name


class TestPlacesOfACountry(HubTestCase):
	def test_regions_units_and_municipalities_are_created(self):
		counts = take_in(FILE)

		self.assertEqual(counts, {"municipalities": 3, "units": 1, "regions": 2, "known": 0})
		fjellby = frappe.get_doc("Municipality", "Fjellby")
		self.assertEqual(
			(fjellby.official_code, fjellby.administrative_unit, fjellby.statistical_region, fjellby.country),
			("N01", "Vestenhet", "Vestland", COUNTRY),
		)
		self.assertEqual((fjellby.is_urban, fjellby.population, fjellby.area_km2), (1, 12000, 80.5))
		self.assertIn("[7.25, 61.5]", fjellby.location)
		self.assertEqual(frappe.db.get_value("Statistical Region", "Vestland", "nuts3_code"), "XX001")
		self.assertIsNone(frappe.db.get_value("Municipality", "Myrdal", "administrative_unit"))

	def test_the_same_file_again_changes_nothing(self):
		take_in(FILE)
		frappe.db.set_value("Municipality", "Fjellby", "population", 13000)

		counts = take_in(FILE)

		self.assertEqual(counts, {"municipalities": 0, "units": 0, "regions": 0, "known": 3})
		self.assertEqual(frappe.db.get_value("Municipality", "Fjellby", "population"), 13000)

	def test_a_municipality_that_the_hub_renamed_is_known_by_its_code(self):
		take_in(FILE)
		frappe.rename_doc("Municipality", "Sandnes", "Sandness", show_alert=False)

		self.assertEqual(take_in(FILE)["municipalities"], 0)

	def test_semicolons_a_mark_before_the_text_and_decimal_commas_are_understood(self):
		text = "\ufeffmunicipality;statistical_region;latitude;longitude;population;area_km2\r\nFjellby;Vestland;61,5;7,25;12 000;80,5\r\n"

		take_in(text)

		fjellby = frappe.get_doc("Municipality", "Fjellby")
		self.assertEqual((fjellby.population, fjellby.area_km2), (12000, 80.5))
		self.assertIn("[7.25, 61.5]", fjellby.location)

	def test_each_fault_is_told_with_its_row_and_column_and_nothing_is_imported(self):
		text = f"""{HEADER}
Fjellby,N01,Vestenhet,Vestland,XX001,91,7.25,maybe,many,-4
,N 02,Vestenhet,,XX001,61.6,east,0,900,120
"""
		for line in (
			"Nothing was imported.",
			"Row 2, column latitude: 91 is not a number of degrees from -90 to 90.",
			"Row 2, column urban: maybe is neither 1 for yes nor 0 for no.",
			"Row 2, column population: many is not a number of 0 or more.",
			"Row 2, column area_km2: -4 is not a number of 0 or more.",
			"Row 3, column municipality: please fill in this field.",
			"Row 3, column code: N 02 is not an official code",
			"Row 3, column statistical_region: please fill in this field.",
			"Row 3, column longitude: east is not a number of degrees from -180 to 180.",
		):
			with self.subTest(line), self.assertRefused(line):
				take_in(text)
		self.assertFalse(frappe.db.exists("Statistical Region", "Vestland"))

	def test_rows_that_contradict_each_other_are_refused(self):
		for row, message in {
			"Fjellby,N09,,Vestland,,,,,,": "Row 5, column municipality: Fjellby is in row 2 too.",
			"Other,n01,,Vestland,,,,,,": "Row 5, column code: N01 is in row 2 too.",
			"Other,N09,,Vestland,XX009,,,,,": "Row 5, column nuts3: the region has the code XX001 in another row.",
			"Other,N09,,Vestland,,61.5,,,,": "Row 5, column longitude: latitude and longitude go together.",
			"Grad,N09,,Vestland,,,,,,": "Row 5, column municipality: Grad is a place in Slovenia already; please write it as Grad (Nordland).",
			"Other,N09,Tolmin,Vestland,,,,,,": "Row 5, column administrative_unit: Tolmin is a place in Slovenia already",
			"Other,N09,,Goriška,,,,,,": "Row 5, column statistical_region: Goriška is a place in Slovenia already",
			"<b>,N09,,Vestland,,,,,,": "Row 5, column municipality: expected is one line without",
		}.items():
			with self.subTest(row), self.assertRefused(message):
				take_in(f"{FILE}{row}\n")

	def test_what_is_no_such_file_is_refused(self):
		make_country()
		for content, message in {
			b"": "Row 1: the column municipality is missing.",
			b"municipality,population\nFjellby,1\n": "Row 1: the column statistical_region is missing.",
			b"municipality,statistical_region\n\n": "The file holds no places.",
			"municipality,statistical_region\nČrni Vrh,Vestland\n".encode(
				"cp1250"
			): "Please save it as CSV UTF-8.",
			b"PK\x03\x04\xff\xfe": "Please save it as CSV UTF-8.",
			b"x" * 5_000_001: "The file is larger than 5 MB.",
		}.items():
			with self.subTest(message), self.assertRefused(message):
				import_places(content, COUNTRY)
		with self.assertRefused("Country: please choose from the list."):
			import_places(FILE.encode(), "Nowhere")

	def test_only_who_may_import_municipalities_takes_in_a_file(self):
		file = upload(FILE)
		make_country()

		with (
			as_user(make_user("places-officer@example.org", "Hub Officer")),
			self.assertRaises(frappe.PermissionError),
		):
			import_file(file, COUNTRY)

		self.assertEqual(import_file(file, COUNTRY)["municipalities"], 3)
		self.assertFalse(frappe.db.exists("File", file))

	def test_a_file_that_was_refused_does_not_stay_behind(self):
		file = upload(FILE.replace("61.5", "615"))
		with self.assertRefused("Row 2, column latitude"):
			import_file(file, make_country())

		frappe.db.after_rollback.run()

		self.assertFalse(frappe.db.exists("File", file))

	def test_a_hub_of_another_country_offers_its_own_places(self):
		take_in(FILE)

		choose_regions("Vestland")

		self.assertEqual(get_municipalities(), ["Fjellby", "Sandnes"])
		self.assertEqual(get_hub_country(), COUNTRY)
		self.assertFalse(is_own_region("Goriška"))


class TestWholeCountry(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(municipality="Radeče")

	def as_before(self):
		"""Leave a site as it was: two regions, the region derived from the unit, the hub's region in one field."""
		self.set_region("Radeče", "Savinjska")
		municipalities = frappe.qb.DocType("Municipality")
		kept = ("Goriška", "Savinjska")
		frappe.qb.from_(municipalities).delete().where(municipalities.statistical_region.notin(kept)).run()
		frappe.qb.update(municipalities).set(municipalities.country, None).set(
			municipalities.area_km2, 0
		).run()
		regions = frappe.qb.DocType("Statistical Region")
		frappe.qb.from_(regions).delete().where(regions.name.notin(kept)).run()
		frappe.db.delete("Hub Region")
		frappe.db.delete("Singles", {"doctype": "Hub Settings", "field": "statistical_region"})
		frappe.db.delete("Municipality", {"name": ("in", ("Vipava", "Celje"))})
		frappe.db.set_value("Municipality", "Tolmin", {"population": 7, "also_called": "Tolmein"})
		frappe.clear_cache()

	def set_region(self, municipality: str, region: str):
		frappe.db.set_value("Municipality", municipality, "statistical_region", region)
		frappe.db.set_value("NGO", {"municipality": municipality}, "statistical_region", region)

	def migrate(self):
		states = []
		for _time in range(2):
			place_whole_country.execute()
			rows = frappe.get_all("Municipality", fields=["*"], order_by="name asc", limit_page_length=0)
			states.append((rows, [row.statistical_region for row in frappe.get_doc("Hub Settings").regions]))
		self.assertEqual(*states)

	def test_a_site_gets_the_whole_country_and_keeps_what_it_had(self):
		self.as_before()

		self.migrate()

		self.assertEqual(frappe.db.count("Municipality", {"country": "Slovenia"}), 211)
		self.assertTrue(frappe.db.exists("Municipality", "Celje"))
		self.assertFalse(frappe.db.exists("Municipality", "Vipava"), "the hub had deleted it")
		tolmin = frappe.get_doc("Municipality", "Tolmin")
		self.assertEqual((tolmin.population, tolmin.also_called, tolmin.area_km2), (7, "Tolmein", 382))

	def test_who_is_in_a_unit_of_two_regions_comes_into_the_own_one(self):
		self.as_before()

		self.migrate()

		self.assertEqual(frappe.db.get_value("Municipality", "Radeče", "statistical_region"), "Posavska")
		self.assertEqual(frappe.db.get_value("NGO", self.ngo.name, "statistical_region"), "Posavska")
		self.assertEqual(frappe.db.get_value("Municipality", "Laško", "statistical_region"), "Savinjska")

	def test_public_forms_offer_what_they_offered_before(self):
		self.as_before()

		self.migrate()

		regions = {row.statistical_region for row in frappe.get_doc("Hub Settings").regions}
		self.assertEqual(regions, {"Goriška", "Savinjska"})
		offered = get_municipalities()
		self.assertIn("Tolmin", offered)
		self.assertNotIn("Maribor", offered)

	def test_the_region_that_the_hub_had_chosen_stays_its_region(self):
		self.as_before()
		singles = frappe.qb.into("Singles").columns("doctype", "field", "value")
		singles.insert("Hub Settings", "statistical_region", "Savinjska").run()

		self.migrate()

		self.assertEqual(
			[row.statistical_region for row in frappe.get_doc("Hub Settings").regions], ["Savinjska"]
		)

	def test_what_the_hub_had_named_otherwise_is_not_made_twice(self):
		frappe.rename_doc("Statistical Region", "Savinjska", "Savinjska regija", show_alert=False)
		frappe.rename_doc("Municipality", "Žalec", "Občina Žalec", show_alert=False)

		self.migrate()

		self.assertFalse(frappe.db.exists("Statistical Region", "Savinjska"))
		self.assertFalse(frappe.db.exists("Municipality", "Žalec"))


class TestOwnRegions(HubTestCase):
	def test_the_municipalities_of_the_regions_of_the_hub_are_marked_and_come_first(self):
		choose_regions("Posavska", "Zasavska")

		own = frappe.get_all("Municipality", {"is_own": 1}, pluck="name", order_by="name asc")
		self.assertIn("Bistrica ob Sotli", own)
		self.assertIn("Litija", own)
		self.assertNotIn("Šmartno pri Litiji", own)
		self.assertEqual(len(own), 10)
		first = frappe.get_all("Municipality", pluck="name", order_by="idx desc, name asc", limit=10)
		self.assertEqual(first, own)

	def test_a_hub_without_regions_has_them_all(self):
		choose_regions("Posavska")

		choose_regions()

		self.assertEqual(frappe.db.count("Municipality", {"is_own": 0}), 0)

	def test_a_new_municipality_is_marked_by_its_region(self):
		choose_regions("Goriška")

		self.assertTrue(make_municipality(administrative_unit="Tolmin").is_own)
		self.assertFalse(make_municipality(administrative_unit="Celje", statistical_region=None).is_own)
