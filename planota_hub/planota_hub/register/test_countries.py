# SPDX-License-Identifier: GPL-3.0-only
"""Organisations of other countries, and those that have no number anywhere."""

import frappe

from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import choose_regions
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number, make_tax_number
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.doctype.statistical_region.test_statistical_region import make_region
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.planota_hub.register.identity.choices import find_ngo
from planota_hub.planota_hub.register.identity.organisations import find_by_number
from planota_hub.planota_hub.register.test_intake import get_registered, make_registration, register, send
from planota_hub.planota_hub.register.test_place_files import COUNTRY, FILE, make_country, take_in
from planota_hub.tests.compat import HubTestCase

# numbers with right check digits that belong to nobody
ITALIAN, CROATIAN = "90000010315", "99980000014"


def make_place(country: str, name: str) -> str:
	region = make_region(country=country)
	values = {"administrative_unit": None, "statistical_region": region.name, "municipality_name": name}
	return make_municipality(**values).name


class TestNumbersByCountry(HubTestCase):
	def test_an_italian_association_has_the_numbers_of_its_country(self):
		gorizia = make_place("Italy", "Gorizia")

		ngo = make_ngo(municipality=gorizia, registration_number=ITALIAN, tax_number=f"IT {ITALIAN}")

		self.assertEqual((ngo.country, ngo.registration_number, ngo.tax_number), ("Italy", ITALIAN, ITALIAN))
		with self.assertRefused("is not such a number of Italy: its length or its check digit is wrong."):
			make_ngo(municipality=gorizia, tax_number="90000010314")
		with self.assertRefused("is not such a number of Italy"):
			make_ngo(municipality=gorizia, registration_number=make_registration_number())

	def test_a_croatian_association_needs_no_municipality_and_no_number_in_the_register(self):
		ngo = make_ngo(country="Croatia", municipality=None, seat_town="Buje", tax_number=CROATIAN)

		self.assertEqual((ngo.municipality, ngo.statistical_region, ngo.tax_number), (None, None, CROATIAN))
		with self.assertRefused("Tax Number: 99980000015 is not such a number of Croatia"):
			make_ngo(country="Croatia", municipality=None, tax_number="99980000015")
		self.assertTrue(make_ngo(country="Croatia", municipality=None, registration_number="18 000 123/a"))

	def test_of_a_country_without_rules_a_number_only_has_to_look_like_one(self):
		make_country()

		ngo = make_ngo(country=COUNTRY, municipality=None, registration_number="org 12-7")

		self.assertEqual(ngo.registration_number, "ORG12-7")
		for wrong in ("none", "-", "/", "7" * 31):
			with self.subTest(wrong), self.assertRefused("Registration Number"):
				make_ngo(country=COUNTRY, municipality=None, registration_number=wrong)

	def test_a_number_is_taken_in_its_country_alone(self):
		number = make_registration_number()
		make_ngo(registration_number=number)

		self.assertTrue(make_ngo(country="Croatia", municipality=None, registration_number=number))
		with self.assertRefused("is already in the register"):
			make_ngo(country="Croatia", municipality=None, registration_number=number)

	def test_the_database_itself_lets_no_number_be_given_twice_in_a_country(self):
		ngo, other = (make_ngo(registration_number=make_registration_number()) for _number in range(2))

		with self.assertRaises(Exception) as caught:
			frappe.db.set_value("NGO", other.name, "registration_number", ngo.registration_number)
		self.assertTrue(
			frappe.db.is_unique_key_violation(caught.exception) or "unique" in str(caught.exception).lower()
		)

	def test_empty_numbers_are_nobodys(self):
		for _time in range(2):
			ngo = make_ngo(registration_number=" ", tax_number="")
			self.assertEqual((ngo.registration_number, ngo.tax_number), (None, None))

	def test_an_organisation_of_another_country_is_found_by_its_number_wherever_it_is_written(self):
		ngo = make_ngo(country="Croatia", municipality=None, tax_number=CROATIAN, stage="Verified")

		self.assertEqual(find_by_number(f"HR {CROATIAN}").name, ngo.name)
		self.assertEqual(find_ngo(CROATIAN), ngo.name)
		self.assertIsNone(find_by_number(CROATIAN, country="Slovenia"))

	def test_a_number_is_read_by_the_rules_of_whatever_country_it_is_from(self):
		serbian, german = "100000008", "136695976"
		ngo = make_ngo(country="Serbia", municipality=None, tax_number=serbian, stage="Verified")
		other = make_ngo(country="Germany", municipality=None, tax_number=german, stage="Verified")

		self.assertEqual((find_ngo(serbian), find_ngo(f"DE{german}")), (ngo.name, other.name))
		with self.assertRefused("no organisation with this number is in the register"):
			find_ngo("FR40303265045")
		for wrong in ("FR40303265046", "ZZ123"):
			with self.subTest(wrong), self.assertRefused("is not a number"):
				find_ngo(wrong)

	def test_stakeholders_have_a_country_too(self):
		ministry = make_stakeholder(municipality=None)
		comune = make_stakeholder(municipality=None, country="Italy", tax_number=ITALIAN)

		self.assertEqual(
			(ministry.country, comune.country, comune.tax_number), ("Slovenia", "Italy", ITALIAN)
		)
		with self.assertRefused("Tax Number"):
			make_stakeholder(municipality=None, country="Italy", tax_number=make_tax_number())

	def test_numbers_go_over_when_two_are_merged(self):
		kept = make_ngo(country="Croatia", municipality=None)
		merged = make_ngo(country="Croatia", municipality=None, tax_number=CROATIAN)

		merge_records("NGO", kept.name, merged.name)

		self.assertEqual(frappe.db.get_value("NGO", kept.name, "tax_number"), CROATIAN)


class TestCountryOfSeat(HubTestCase):
	def test_country_follows_from_the_municipality(self):
		gorizia = make_place("Italy", "Gorizia")
		ngo = make_ngo()

		ngo.municipality = gorizia
		ngo.save()

		self.assertEqual(ngo.country, "Italy")

	def test_a_municipality_of_another_country_than_the_chosen_one_is_refused(self):
		with self.assertRefused("Municipality: Tolmin lies in Slovenia, not in Italy."):
			make_ngo(country="Italy", municipality="Tolmin")

	def test_at_home_the_municipality_is_needed(self):
		with self.assertRefused(
			"Municipality: please choose the municipality of the seat.", frappe.MandatoryError
		):
			make_ngo(municipality=None)


class TestRegistrationFromElsewhere(HubTestCase):
	def test_a_civil_initiative_registers_without_any_number(self):
		ngo = get_registered(register(legal_form="Civil Initiative", registration_number=""))

		self.assertEqual(
			(ngo.legal_form, ngo.registration_number, ngo.country), ("Civil Initiative", None, "Slovenia")
		)

	def test_an_association_of_the_country_does_not(self):
		with self.assertRefused("Please fill in: Registration Number.", frappe.MandatoryError):
			register(registration_number="")

	def test_an_association_from_across_the_border_registers_with_or_without_its_number(self):
		abroad = {"country": "Italy", "municipality": "", "registration_number": "", "seat_town": "Gorizia"}

		ngo = get_registered(register(**abroad, number_abroad=f" {ITALIAN} "))
		other = get_registered(register(**abroad))

		self.assertEqual((ngo.country, ngo.municipality, ngo.registration_number), ("Italy", None, ITALIAN))
		self.assertIsNone(other.registration_number)
		self.assertEqual(register(**abroad, number_abroad=ITALIAN)["outcome"], "known")
		with self.assertRefused("is not such a number of Italy"):
			register(**abroad, number_abroad="123")

	def test_a_country_that_there_is_not_is_refused(self):
		with self.assertRefused("Country: please choose from the list."):
			register(country="Atlantis")


class TestHubOfAnotherCountry(HubTestCase):
	def test_all_of_a_hub_works_with_places_and_numbers_of_its_own(self):
		take_in(FILE)
		choose_regions("Vestland", "Indreland")
		values = make_registration(municipality="Fjellby", registration_number="NO 77-1", country="")

		ngo = get_registered(send("register-ngo", values))

		self.assertEqual(
			(ngo.country, ngo.registration_number, ngo.statistical_region), (COUNTRY, "NO77-1", "Vestland")
		)
		with self.assertRefused("Please fill in: Registration Number.", frappe.MandatoryError):
			send("register-ngo", make_registration(municipality="Fjellby", registration_number=""))
