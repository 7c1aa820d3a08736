# SPDX-License-Identifier: GPL-3.0-only
"""Records are found while typing, by whoever may read them, from the moment of their save."""

import frappe
from frappe.desk.search import search_widget

from planota_hub.finding.index import rebuild
from planota_hub.finding.search import find, search
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user, make_user

NAME = "Društvo ljubiteljev Čebelnjakov Žabče"


def find_names(text: str) -> list[str]:
	return [row["name"] for row in find(text)]


class TestSearch(HubTestCase):
	def setUp(self):
		super().setUp()
		person = {
			"full_name": "Đorđe Škrjanec",
			"function": "President",
			"email": "djordje@zabce.example.org",
			"phone": "031 555 777",
			"from_date": "2020-01-01",
		}
		self.ngo = make_ngo(
			ngo_name=NAME,
			phone="05 380 11 22",
			seat_town="Žabče",
			registration_number=make_registration_number(),
			stage="Submitted",
			representatives=[person],
		)
		self.ngo.stage = "Verified"
		self.ngo.save()
		self.contact = self.ngo.representatives[0].contact
		self.officer = make_user("officer.finds@example.org", "Hub Officer")
		self.mentor = make_user("mentor.finds@example.org", "Hub Mentor")

	def test_words_in_any_order_without_capitals_and_carons_find_a_record(self):
		for text in ("zabce cebelnjakov", "ČEBELNJAKOV društvo", "ljubit žab", self.ngo.name):
			self.assertEqual(find_names(text)[:1], [self.ngo.name], text)
		self.assertNotIn(self.ngo.name, find_names("zabce gasilci"))

	def test_a_phone_number_is_found_in_every_spelling(self):
		for text in ("05 380 11 22", "053801122", "+386 5 380 11 22", "00386 5 380-11-22", "05/380 11 22"):
			self.assertIn(self.ngo.name, find_names(text), text)

	def test_a_person_is_found_with_function_and_organisation(self):
		for text in ("skrjanec dorde", "Skrjanec", "djordje@zabce.example.org", "031555777"):
			found = {row["name"]: row for row in find(text)}
			self.assertIn(self.contact, found, text)
			self.assertIn(self.ngo.name, found, text)
			self.assertEqual(next(iter(found)), self.contact if "skrj" in text.lower() else self.ngo.name)
		self.assertIn(NAME, found[self.contact]["description"])

	def test_a_number_and_a_changed_field_are_found_at_once_and_what_stood_there_no_longer(self):
		self.assertIn(self.ngo.name, find_names(self.ngo.registration_number))

		self.ngo.db_set("short_name", "Medenjaki")
		self.assertIn(self.ngo.name, find_names("medenjaki"))
		self.ngo.db_set("short_name", None)

		self.assertEqual(find_names("medenjaki"), [])

	def test_what_is_renamed_or_deleted_is_found_under_no_former_name(self):
		stakeholder = make_stakeholder(stakeholder_name="Zavod Nebesomer")
		renamed = frappe.rename_doc("Stakeholder", stakeholder.name, "SH-renamed", force=True)
		self.assertEqual(find_names("nebesomer"), [renamed])

		frappe.delete_doc("Stakeholder", renamed)

		self.assertEqual(find_names("nebesomer"), [])

	def test_whoever_deletes_a_record_is_told_nothing_of_the_index(self):
		body = make_stakeholder()
		frappe.clear_messages()

		body.delete()
		rebuild("Stakeholder")

		self.assertEqual([message for message in frappe.message_log if "__hub_search" in str(message)], [])

	def test_nobody_finds_what_they_may_not_read(self):
		hidden = make_ngo(ngo_name="Društvo Skrivnih Žabčanov", stage="Submitted")

		with as_user(self.officer):
			self.assertIn(hidden.name, find_names("skrivnih zabcanov"))
		with as_user(self.mentor):
			self.assertEqual(find_names("skrivnih zabcanov"), [])
			self.assertIn(self.ngo.name, find_names("cebelnjakov"))
			self.assertEqual([row.name for row in search("skrivnih zabcanov")], [])
		with as_user("Guest"), self.assertRefused("not permitted", frappe.PermissionError):
			find("cebelnjakov")

	def test_fields_of_a_higher_level_find_nothing(self):
		need = make_need(
			need_title="Pot ob reki za vse",
			reporter_name="Zaupna Prijaviteljica",
			reporter_email="zaupna@example.org",
		)

		self.assertIn(need.name, find_names("pot ob reki"))
		self.assertNotIn(need.name, find_names("prijaviteljica"))

	def test_signs_of_the_database_are_text(self):
		for text in ("%%", "__", "'; --", "%(doctype)s", "\\", "a" * 5000):
			self.assertNotIn(self.ngo.name, find_names(text), text)

	def test_an_index_written_anew_finds_the_same(self):
		before = {text: find_names(text) for text in ("cebelnjakov", "031555777", "skrjanec")}

		rebuild("NGO", "Contact")

		self.assertEqual({text: find_names(text) for text in before}, before)

	def test_a_link_field_finds_the_same_within_its_filters(self):
		def choose(text, **filters):
			return [row[0] for row in search_widget("NGO", text, filters=filters or None)]

		self.assertEqual(choose("zabce cebelnjakov"), [self.ngo.name])
		self.assertEqual(choose("zabce cebelnjakov", stage="Verified"), [self.ngo.name])
		self.assertEqual(choose("zabce cebelnjakov", stage="Rejected"), [])
		self.assertTrue(choose(""))

	def test_the_window_of_the_search_shows_the_same(self):
		self.assertIn(self.ngo.name, [row.name for row in search("zabce cebelnjakov")])
		self.assertEqual([row.name for row in search("zabce cebelnjakov", doctype="NGO")], [self.ngo.name])
		self.assertEqual(search("zabce cebelnjakov", start=1, doctype="NGO"), [])
