# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_registration_number
from planota_hub.planota_hub.doctype.stakeholder.stakeholder import SECTOR_OF_TYPE
from planota_hub.planota_hub.register.duplicates import (
	find_likely_duplicates,
	get_likely_duplicates,
	mark_distinct,
)
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_stakeholder(**overrides):
	"""Create a stakeholder, a public institution unless overridden."""
	values = {
		"doctype": "Stakeholder",
		"stakeholder_name": f"Ustanova {frappe.generate_hash(length=8)}",
		"stakeholder_type": "Public Institution",
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestStakeholder(HubTestCase):
	def test_sector_follows_from_the_type_whatever_was_sent(self):
		self.assertEqual(make_stakeholder(stakeholder_type="Company", sector="Public").sector, "Private")
		self.assertEqual(make_stakeholder(stakeholder_type="Local Action Group").sector, "Cross-Sector")

	def test_every_type_but_other_has_a_sector(self):
		options = frappe.get_meta("Stakeholder").get_field("stakeholder_type").options.split("\n")

		self.assertEqual({option for option in options if option}, {*SECTOR_OF_TYPE, "Other"})

	def test_type_other_keeps_the_chosen_sector_and_asks_for_one(self):
		self.assertEqual(make_stakeholder(stakeholder_type="Other", sector="Private").sector, "Private")
		with self.assertRefused("Sector: please choose", frappe.MandatoryError):
			make_stakeholder(stakeholder_type="Other")

	def test_places_follow_from_the_municipality_and_are_empty_without_one(self):
		placed = make_stakeholder(municipality="Vipava")
		national = make_stakeholder()

		self.assertEqual((placed.administrative_unit, placed.statistical_region), ("Ajdovščina", "Goriška"))
		self.assertTrue(placed.location)
		self.assertIsNone(national.administrative_unit)
		self.assertIsNone(national.statistical_region)

	def test_known_registration_number_is_refused(self):
		number = make_registration_number()
		make_stakeholder(registration_number=number)

		with self.assertRefused("Registration Number", frappe.UniqueValidationError):
			make_stakeholder(registration_number=f"{number}000")


class TestLikelyDuplicates(HubTestCase):
	def test_a_stakeholder_entered_twice_is_noticed_and_marked(self):
		first = make_stakeholder(stakeholder_name="Občina Kolovrat", municipality="Tolmin")
		frappe.clear_messages()

		second = make_stakeholder(stakeholder_name="OBCINA KOLOVRAT", municipality="Tolmin")

		self.assertIn(first.name, str(frappe.get_message_log()))
		for name in (first.name, second.name):
			self.assertEqual(frappe.db.get_value("Stakeholder", name, "has_likely_duplicates"), 1)

	def test_national_bodies_are_compared_with_each_other(self):
		known = make_stakeholder(stakeholder_name="Ministrstvo za vetrove", stakeholder_type="Ministry")
		again = make_stakeholder(stakeholder_name="Min. za vetrove", stakeholder_type="Ministry")
		other = make_stakeholder(stakeholder_name="Ministrstvo za plime", stakeholder_type="Ministry")

		self.assertEqual([row.name for row in find_likely_duplicates(again)], [known.name])
		self.assertEqual(find_likely_duplicates(other), [])

	def test_distinct_ones_stop_pointing_at_each_other(self):
		pair = [make_stakeholder(stakeholder_name="Občina Kolovrat", municipality="Tolmin") for _one in "ab"]

		with as_user(make_user("officer@hub.test", "Hub Officer")):
			mark_distinct(pair[0].name, pair[1].name, "Stakeholder")

		for stakeholder in pair:
			self.assertEqual(stakeholder.reload().has_likely_duplicates, 0)

	def test_only_staff_ask_and_only_of_organisations(self):
		known = make_stakeholder()

		with as_user(make_user("auditor@hub.test", "Hub Auditor")), self.assertRaises(frappe.PermissionError):
			get_likely_duplicates(known.name, "Stakeholder")
		with self.assertRefused("NGOs and stakeholders"):
			get_likely_duplicates("Administrator", "User")

	def test_nobody_sets_what_the_server_derives(self):
		known = make_stakeholder(name_key="x", has_likely_duplicates=1, distinct_from="y")

		self.assertEqual((known.has_likely_duplicates, known.distinct_from), (0, None))
		self.assertNotEqual(known.name_key, "x")
