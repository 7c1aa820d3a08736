# SPDX-License-Identifier: GPL-3.0-only
"""A person who represents several NGOs has one Contact, and each NGO its own word about them."""

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase

ANA = "ana.novak@ngo.test"


def make_verified(**row):
	values = {"full_name": "Ana Novak", "email": ANA, **row}
	return make_ngo(stage="Verified", representatives=[values])


class TestSharedContact(HubTestCase):
	def get_contact(self, ngo):
		return frappe.get_doc("Contact", ngo.reload().representatives[0].contact)

	def get_phones(self, ngo) -> list[tuple[str, int]]:
		return [(row.phone, row.is_primary_phone) for row in self.get_contact(ngo).phone_nos]

	def test_the_second_ngo_takes_nothing_from_what_the_first_said(self):
		first = make_verified(function="President", phone="05 111 22 33")
		second = make_verified(function="Secretary")
		contact = self.get_contact(first)

		self.assertEqual(self.get_contact(second).name, contact.name)
		self.assertEqual(self.get_phones(first), [("05 111 22 33", 1)])
		self.assertEqual(contact.designation, "President, Secretary")
		self.assertEqual(sorted(row.link_name for row in contact.links), sorted((first.name, second.name)))

	def test_each_has_its_own_number_and_each_change_is_its_own(self):
		first = make_verified(function="President", phone="05 111 22 33")
		second = make_verified(function="Secretary", phone="041 222 333")
		self.assertEqual(self.get_phones(first), [("05 111 22 33", 1), ("041 222 333", 0)])

		second.reload().representatives[0].phone = "041 999 888"
		second.save()
		self.assertEqual(self.get_phones(first), [("05 111 22 33", 1), ("041 999 888", 0)])
		self.assertEqual(first.reload().representatives[0].phone, "05 111 22 33")

	def test_when_one_drops_the_person_only_its_word_goes(self):
		first = make_verified(function="President", phone="05 111 22 33")
		second = make_verified(function="Secretary", phone="041 222 333")
		second.reload().representatives = []
		second.save()

		contact = self.get_contact(first)
		self.assertEqual(contact.designation, "President")
		self.assertEqual(self.get_phones(first), [("05 111 22 33", 1)])
		self.assertEqual([row.link_name for row in contact.links], [first.name])

	def test_a_row_that_is_given_to_somebody_else_leaves_the_person_to_the_other_ngo(self):
		first = make_verified(function="President", phone="05 111 22 33")
		second = make_verified(function="Secretary", phone="041 222 333")
		second.reload().representatives[0].update({"full_name": "Bor Kos", "email": "bor.kos@ngo.test"})
		second.save()

		self.assertEqual(self.get_contact(first).full_name, "Ana Novak")
		self.assertEqual(self.get_phones(first), [("05 111 22 33", 1)])
		self.assertEqual(self.get_contact(second).full_name, "Bor Kos")
		self.assertEqual(self.get_phones(second), [("041 222 333", 1)])

	def test_what_somebody_entered_in_the_contact_stays(self):
		ngo = make_verified(phone="05 111 22 33")
		contact = self.get_contact(ngo)
		contact.append("phone_nos", {"phone": "031 555 666"})
		contact.save()
		ngo.representatives[0].phone = "05 444 55 66"
		ngo.save()

		self.assertEqual(self.get_phones(ngo), [("031 555 666", 0), ("05 444 55 66", 1)])
		self.assertEqual([row.idx for row in self.get_contact(ngo).phone_nos], [1, 2])

	def test_colleagues_at_one_mailbox_are_two_people(self):
		rows = [{"full_name": name, "email": "pisarna@ngo.test"} for name in ("Ana Novak", "Bor Kos")]
		ngo = make_ngo(stage="Verified", representatives=rows).reload()
		self.assertEqual(len({row.contact for row in ngo.representatives}), 2)

	def test_another_writing_of_the_name_is_the_same_person(self):
		first = make_verified()
		second = make_verified(full_name="NOVAK Ana")
		self.assertEqual(self.get_contact(first).name, self.get_contact(second).name)
		self.assertEqual(self.get_contact(second).full_name, "Ana Novak")

	def test_a_name_of_140_characters_fits_everywhere(self):
		for length in (110, 111, 131, 140):
			name = ("Ana " + "Dolgoime " * 20)[: length - 1] + "x"
			with self.subTest(length):
				ngo = make_verified(full_name=name, email=f"dolga{length}@ngo.test")
				contact = self.get_contact(ngo)
				self.assertEqual(contact.full_name, name)
				self.assertLessEqual(len(contact.name), 140)
