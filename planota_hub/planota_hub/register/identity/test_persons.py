# SPDX-License-Identifier: GPL-3.0-only
"""Which person a name with an address means."""

import frappe

from planota_hub.planota_hub.register.identity.persons import (
	find_namesakes,
	find_people_at,
	find_person,
	get_person_key,
	is_same_person,
)
from planota_hub.tests.compat import HubTestCase

OFFICE = "pisarna@skupna.test"


def make_person(full_name: str, *emails: str):
	first_name, _space, last_name = full_name.partition(" ")
	rows = [{"email_id": email, "is_primary": int(email == emails[0])} for email in emails]
	contact = {"doctype": "Contact", "first_name": first_name, "last_name": last_name, "email_ids": rows}
	return frappe.get_doc(contact).insert()


class TestPersons(HubTestCase):
	def test_one_person_has_one_key_however_it_is_written(self):
		keys = {
			get_person_key(name, email)
			for name in ("Ana Novak", "NOVAK Ana", "dr. Ana Novák")
			for email in (OFFICE, "Pisarna+delavnica@Skupna.test")
		}
		self.assertEqual(len(keys), 1)
		self.assertNotIn("novak", keys.pop())

	def test_a_mailbox_is_no_person_and_a_name_is_none_either(self):
		people = [("Ana Novak", OFFICE), ("Bor Kos", OFFICE), ("Ana Novak", "ana@novak.test")]
		self.assertEqual(len({get_person_key(*person) for person in people}), 3)
		for name, email in (("Ana Novak", None), (None, OFFICE), ("", ""), ("👩", OFFICE)):
			self.assertIsNone(get_person_key(name, email))

	def test_two_entries_are_one_person_by_name_and_mailbox(self):
		self.assertTrue(is_same_person("Ana Novak", OFFICE, "dr. Ana Novak", OFFICE))
		self.assertTrue(is_same_person("Ana Novak", OFFICE, "Ana Novak", None))
		self.assertFalse(is_same_person("Ana Novak", OFFICE, "Bor Kos", OFFICE))
		self.assertFalse(is_same_person("Ana Novak", OFFICE, "Ana Novak", "ana@novak.test"))
		self.assertFalse(is_same_person(None, None, None, None))

	def test_a_person_is_found_by_each_of_their_addresses(self):
		ana, bor = make_person("Ana Novak", "ana@novak.test", OFFICE), make_person("Bor Kos", OFFICE)

		self.assertEqual(find_person("novak ana", OFFICE), ana.name)
		self.assertEqual(find_person("Ana Novak", "Ana+x@novak.test"), ana.name)
		self.assertEqual(find_person("Bor Kos", OFFICE), bor.name)
		self.assertIsNone(find_person("Bor Kos", "ana@novak.test"))
		self.assertIsNone(find_person("Cene Rak", OFFICE))
		self.assertIsNone(find_person(None, OFFICE))
		self.assertEqual([row.full_name for row in find_people_at(OFFICE)], ["Ana Novak", "Bor Kos"])

	def test_namesakes_are_offered_whoever_they_are(self):
		for email in ("a@x.test", "b@x.test"):
			make_person("Žana Podnebesnik", email)
		make_person("Žana Podnebesnik Kos", "c@x.test")
		emails = [row.email_id for row in find_namesakes("Podnebesnik Žana")]
		self.assertEqual(emails, ["a@x.test", "b@x.test"])
		self.assertEqual(find_namesakes(" "), [])
