# SPDX-License-Identifier: GPL-3.0-only
"""Which organisation a number, a name, a former name or a mailbox means."""

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number, make_tax_number
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.register.identity.organisations import (
	find_by_mailbox,
	find_by_name,
	find_by_number,
	guess,
)
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase

BOTH = ("NGO", "Stakeholder")


class TestByNumber(HubTestCase):
	def test_a_number_means_its_organisation_however_it_is_written(self):
		number, tax = make_registration_number(), make_tax_number()
		ngo = make_ngo(registration_number=number, tax_number=tax)
		for written in (
			number,
			f"{number}000",
			f" {number[:4]} {number[4:]} ",
			f"{number}.000",
			tax,
			f"SI {tax}",
		):
			with self.subTest(written):
				self.assertEqual(find_by_number(written), ("NGO", ngo.name))

	def test_the_number_of_a_unit_means_its_organisation_unless_the_unit_is_there_itself(self):
		number = make_registration_number()
		body = make_ngo(registration_number=number)
		self.assertEqual(find_by_number(f"{number}001").name, body.name)

		unit = make_ngo(registration_number=f"{number}001")
		self.assertEqual(find_by_number(f"{number}001").name, unit.name)
		self.assertEqual(find_by_number(number).name, body.name)

	def test_what_is_no_number_or_nobodys_means_none(self):
		for written in (None, "", "0", "-", "nima", "1234567", make_registration_number()):
			with self.subTest(written):
				self.assertIsNone(find_by_number(written, BOTH))

	def test_stage_and_kind_narrow_it(self):
		number = make_registration_number()
		ngo = make_ngo(registration_number=number)
		self.assertIsNone(find_by_number(number, stages=("Verified",)))
		self.assertEqual(find_by_number(number, stages=("Submitted",)).name, ngo.name)
		self.assertIsNone(find_by_number(number, ("Stakeholder",)))

		town = make_stakeholder(registration_number=make_registration_number())
		self.assertEqual(find_by_number(town.registration_number, BOTH), ("Stakeholder", town.name))

	def test_the_numbers_of_a_merged_ngo_mean_the_one_that_stayed(self):
		kept = make_ngo(registration_number=make_registration_number(), tax_number=make_tax_number())
		merged = make_ngo(registration_number=make_registration_number(), tax_number=make_tax_number())
		numbers = merged.registration_number, merged.tax_number
		merge_ngos(kept.name, merged.name)

		for number in (*numbers, kept.registration_number):
			self.assertEqual(find_by_number(number).name, kept.name)

	def test_the_number_of_a_merged_ngo_is_taken(self):
		kept, merged = (make_ngo(registration_number=make_registration_number()) for _number in range(2))
		merge_ngos(kept.name, merged.name)
		with self.assertRefused(f"{merged.registration_number} is already in the register"):
			make_ngo(registration_number=merged.registration_number)
		kept.reload().save()

	def test_it_stays_so_when_the_one_that_stayed_is_merged_too(self):
		first, second, third = (
			make_ngo(registration_number=make_registration_number()) for _number in range(3)
		)
		merge_ngos(second.name, third.name)
		merge_ngos(first.name, second.name)

		for number in (second.registration_number, third.registration_number):
			self.assertEqual(find_by_number(number).name, first.name)


class TestByName(HubTestCase):
	def test_writing_makes_no_other_organisation(self):
		ngo = make_ngo(ngo_name="Čebelarsko društvo „Zlata Soča“", short_name="ČD Soča")
		for written in ("cebelarsko drustvo zlata soca", "ČEBELARSKO DRUŠTVO ZLATA SOČA", "ČD Soča"):
			with self.subTest(written):
				self.assertEqual(find_by_name(written), [("NGO", ngo.name)])
		self.assertEqual(find_by_name("Čebelarsko društvo Soča"), [])
		self.assertEqual(find_by_name("  "), [])

	def test_other_scripts_are_names_too(self):
		one, other = make_ngo(ngo_name="Друштво Соча Кобарид"), make_ngo(ngo_name="Друштво Вардар Кобарид")
		self.assertEqual(find_by_name("ДРУШТВО СОЧА КОБАРИД"), [("NGO", one.name)])
		self.assertEqual(find_by_name(other.ngo_name), [("NGO", other.name)])

	def test_a_place_tells_namesakes_apart_where_it_can(self):
		tolmin = make_ngo(ngo_name="Turistično društvo Žarek")
		brda = make_ngo(ngo_name="Turistično društvo Žarek", municipality="Brda")
		name = tolmin.ngo_name
		self.assertEqual(find_by_name(name, "Brda"), [("NGO", brda.name)])
		self.assertEqual(len(find_by_name(name)), 2)
		self.assertEqual(len(find_by_name(name, "Kobarid")), 2)

	def test_a_former_name_still_means_the_organisation(self):
		ngo = make_ngo(ngo_name="Društvo Stari most", stage="Verified")
		ngo.ngo_name = "Društvo Novi most"
		ngo.save()

		self.assertEqual([row.former_name for row in ngo.former_names], ["Društvo Stari most"])
		self.assertEqual(find_by_name("drustvo stari most"), [("NGO", ngo.name)])
		self.assertEqual(find_by_name("Društvo Novi most"), [("NGO", ngo.name)])

	def test_no_other_writing_and_no_unverified_ngo_has_a_former_name(self):
		ngo = make_ngo(ngo_name="Drustvo Most", stage="Verified")
		ngo.ngo_name = "Društvo Most"
		ngo.save()
		self.assertEqual(ngo.former_names, [])

		ngo = make_ngo(ngo_name="Drutšvo Mostovi")
		ngo.ngo_name = "Društvo Mostovi"
		ngo.save()
		self.assertEqual(ngo.former_names, [])

	def test_stakeholders_have_names_and_former_names(self):
		town = make_stakeholder(stakeholder_name="Občina Stara Vas")
		town.stakeholder_name = "Mestna občina Stara Vas"
		town.save()
		for name in ("obcina stara vas", "Mestna občina Stara Vas"):
			self.assertEqual(find_by_name(name, doctypes=BOTH), [("Stakeholder", town.name)])


class TestByMailbox(HubTestCase):
	def test_a_mailbox_speaks_for_everybody_who_has_it(self):
		email = "pisarna@skupna.test"
		one = make_ngo(email=email)
		other = make_ngo(stage="Verified", representatives=[{"full_name": "Ana", "email": email}])
		town = make_stakeholder(email=email)
		contact = {
			"doctype": "Contact",
			"first_name": "Bor",
			"email_ids": [{"email_id": email, "is_primary": 1}],
		}
		agency = make_stakeholder()
		links = [{"link_doctype": "Stakeholder", "link_name": agency.name}]
		frappe.get_doc({**contact, "links": links}).insert()

		self.assertEqual(
			find_by_mailbox("Pisarna+x@SKUPNA.test."),
			[
				("NGO", one.name),
				("Stakeholder", town.name),
				("NGO", other.name),
				("Stakeholder", agency.name),
			],
		)
		self.assertEqual(find_by_mailbox("nobody@skupna.test"), [])
		self.assertEqual(find_by_mailbox(None), [])

	def test_a_guess_is_one_organisation_or_none(self):
		email, number = "pisarna@skupna.test", make_registration_number()
		one = make_ngo(ngo_name="Društvo Ena Skupna", email=email, registration_number=number)
		self.assertEqual(guess(email=email).name, one.name)

		other = make_ngo(ngo_name="Društvo Dve Skupna", email=email)
		self.assertIsNone(guess(email=email))
		self.assertEqual(guess(name="društvo dve skupna", email=email).name, other.name)
		self.assertEqual(guess(number, "Društvo Dve Skupna", email=email).name, one.name)
		self.assertIsNone(guess(make_registration_number(), "Društvo Dve Skupna"))

		make_ngo(ngo_name="Društvo Dve Skupna", municipality="Brda")
		self.assertIsNone(guess(name="Društvo Dve Skupna"))
		self.assertEqual(guess(name="Društvo Dve Skupna", email=email).name, other.name)
