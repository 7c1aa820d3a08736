# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.register.sector_changes import note_change
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestNoteChange(HubTestCase):
	def test_a_change_says_by_itself_whom_it_was_about(self):
		number = make_registration_number()
		ngo = make_ngo(registration_number=number, fields_of_work=[{"field_of_work": "Youth"}])

		name = note_change(
			"Moved",
			"2019-03-05",
			ngo.name,
			municipality="Bovec",
			former_municipality="Tolmin",
			from_value="Stara cesta 1, 5220 Tolmin",
			to_value="Trg 1, 5230 Bovec",
			source="Register",
		)

		change = frappe.get_doc("Sector Change", name)
		self.assertEqual(
			(change.ngo_name, change.registration_number, change.legal_form, change.field_of_work),
			(ngo.ngo_name, number, "Association", "Youth"),
		)
		self.assertEqual(
			(change.municipality, change.former_municipality, change.happened_on),
			("Bovec", "Tolmin", getdate("2019-03-05")),
		)

	def test_the_same_change_noted_twice_is_one(self):
		who = {"ngo_name": "Društvo A", "registration_number": make_registration_number()}

		first = note_change("Renamed", "2019-03-05", from_value="A", to_value="B", **who)

		self.assertEqual(
			note_change("Renamed", getdate("2019-03-05"), from_value="A", to_value="B", **who), first
		)
		self.assertNotEqual(note_change("Renamed", "2019-05-05", from_value="A", to_value="B", **who), first)
		self.assertNotEqual(note_change("Renamed", "2019-03-05", from_value="A", to_value="C", **who), first)

	def test_an_organisation_is_founded_once_whatever_day_a_source_gives(self):
		who = {"ngo_name": "Društvo Č", "municipality": "Tolmin"}

		first = note_change("Founded", "2019-03-05", **who)

		self.assertEqual(note_change("Founded", "2019-03-16", **{**who, "ngo_name": "DRUŠTVO Č"}), first)
		self.assertNotEqual(note_change("Dissolved", "2019-03-16", **who), first)

	def test_a_change_stays_when_its_ngo_is_deleted(self):
		ngo = make_ngo()
		name = note_change("Founded", "2019-03-05", ngo.name)

		ngo.delete()

		change = frappe.get_doc("Sector Change", name)
		self.assertEqual((change.ngo, change.ngo_name), (None, ngo.ngo_name))

	def test_an_unknown_kind_or_day_is_refused(self):
		with self.assertRaises(frappe.ValidationError):
			note_change("Grown", "2019-03-05", ngo_name="A")
		with self.assertRaises(frappe.ValidationError):
			note_change("Founded", "2019-03-05")

	def test_a_coordinator_sees_the_changes_of_the_granted_municipalities(self):
		name = note_change("Founded", "2019-03-05", ngo_name="Društvo T", municipality="Tolmin")
		for place, sees in (("Tolmin", True), ("Bovec", False)):
			user = make_user(f"{place.lower()}@changes.test", "Network Coordinator")
			frappe.permissions.add_user_permission("Municipality", place, user)
			with self.subTest(place), as_user(user):
				self.assertEqual(bool(frappe.get_list("Sector Change", {"name": name})), sees)
				self.assertEqual(frappe.get_doc("Sector Change", name).has_permission("read"), sees)

	def test_nobody_enters_or_changes_one_by_hand(self):
		name = note_change("Founded", "2019-03-05", ngo_name="Društvo X")
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor", "Network Coordinator"):
			with self.subTest(role), as_user(make_user(f"{frappe.scrub(role)}@changes.test", role)):
				self.assertFalse(frappe.has_permission("Sector Change", "create"))
				self.assertFalse(frappe.has_permission("Sector Change", "write", name))
