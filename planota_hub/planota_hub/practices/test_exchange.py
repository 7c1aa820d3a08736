# SPDX-License-Identifier: GPL-3.0-only
import json

import frappe
from frappe.utils import add_days, now

from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.practices.exchange import export_practices, import_file, import_practices
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ID = "0b8f3a3e-30a5-4c6f-9a56-0d3b5f8b7d11"
OTHER_ID = "7f0f9d0e-2c1b-4a4e-8d57-1f8a2f3c4b5d"


def write_entry(**overrides) -> dict:
	return {
		"id": ID,
		"changed_on": "2026-01-10 10:00:00",
		"origin": {"name": "Hub of the North", "address": "https://north.test"},
		"title": "Tool library",
		"field_of_work": "Environment and Nature",
		"place": "Kranj",
		"organisation": "Društvo Sever",
		"year": 2022,
		"summary": "Tools are lent like books.",
		"context": "",
		"steps": "Collect tools. Lend them.",
		"results": "900 loans.",
		"lessons": "",
		"website": "https://north.test/tools",
		"contact": {"name": "Nina", "email": "nina@north.test", "phone": ""},
		**overrides,
	}


def write_file(*entries, **overrides) -> str:
	head = {"format": "planota-hub/good-practices", "version": 1}
	return json.dumps({**head, "practices": list(entries) or [write_entry()], **overrides})


class TestImport(HubTestCase):
	def test_a_new_practice_waits_for_review_with_its_origin(self):
		result = import_practices(write_file())

		practice = frappe.get_doc("Good Practice", result["created"][0])
		self.assertEqual(
			(practice.stage, practice.source, practice.practice_id, practice.origin_hub, practice.place),
			("Submitted", "Other Hub", ID, "Hub of the North", "Kranj"),
		)
		self.assertEqual((practice.contact_name, practice.contact_published), ("Nina", 1))

	def test_a_second_import_changes_nothing(self):
		name = import_practices(write_file())["created"][0]
		modified = frappe.db.get_value("Good Practice", name, "modified")

		again = import_practices(write_file())

		self.assertEqual(again, {"created": [], "updated": [], "unchanged": [name], "refused": []})
		self.assertEqual(frappe.db.get_value("Good Practice", name, "modified"), modified)
		self.assertEqual(frappe.db.count("Good Practice", {"practice_id": ID}), 1)

	def test_a_newer_text_updates_and_an_older_one_does_not(self):
		name = import_practices(write_file())["created"][0]
		newer = write_entry(changed_on="2026-02-01 10:00:00", results="1200 loans.")

		self.assertEqual(import_practices(write_file(newer))["updated"], [name])
		self.assertEqual(frappe.db.get_value("Good Practice", name, "results"), "1200 loans.")
		self.assertEqual(import_practices(write_file())["unchanged"], [name])
		self.assertEqual(frappe.db.get_value("Good Practice", name, "results"), "1200 loans.")

	def test_the_text_of_another_hub_cannot_be_changed_here(self):
		practice = frappe.get_doc("Good Practice", import_practices(write_file())["created"][0])
		practice.results = "Nothing"
		with self.assertRefused("Results: this practice is kept by Hub of the North"):
			practice.save()

	def test_nobody_changes_a_practice_of_this_hub(self):
		own = make_practice(stage="Published")

		result = import_practices(write_file(write_entry(id=own.practice_id)))

		self.assertIn("kept by this hub", result["refused"][0]["reason"])
		self.assertEqual(frappe.db.get_value("Good Practice", own.name, "practice_title"), own.practice_title)

	def test_a_wrong_entry_is_reported_and_the_right_ones_are_kept(self):
		good = write_entry(id=OTHER_ID)
		for wrong, reason in (
			({"id": "17"}, "id: expected is an identifier (UUID)"),
			({"id": OTHER_ID}, "id: stands in the file twice"),
			({"steps": ""}, "missing: steps"),
			({"title": ["x"]}, "title: expected is a text"),
			({"changed_on": "soon"}, "changed_on: expected is a moment in the past"),
			({"changed_on": add_days(now(), 30)}, "changed_on: expected is a moment in the past"),
			({"year": "many"}, "year: expected is a whole number"),
			({"origin": None}, "missing: origin.name"),
			({"summary": "<img src=x onerror=alert(1)>"}, "In Short: please write plain text"),
			({"website": "javascript:alert(1)"}, "Website: javascript:alert(1) is not a web address"),
		):
			with self.subTest(wrong):
				frappe.db.savepoint("before_import")
				result = import_practices(write_file(good, write_entry(**wrong)))
				self.assertEqual(len(result["created"]), 1)
				self.assertIn("Practice 2", result["refused"][0]["title"])
				self.assertIn(reason, result["refused"][0]["reason"])
				frappe.db.rollback(save_point="before_import")
		self.assertIn("expected is an object", import_practices(write_file("text"))["refused"][0]["reason"])

	def test_a_damaged_or_foreign_file_is_refused_as_a_whole(self):
		for content, message in (
			(write_file()[:200], "The file is damaged or no JSON: it can't be read from line 1"),
			("", "The file is damaged or no JSON"),
			("[" * 100_000, "The file is damaged"),
			(b"\xff\xfe\x00\x01", "The file is"),
			("[]", "This is no export of good practices"),
			('{"format": "crm/contacts"}', "This is no export of good practices"),
			(write_file(version=2), "The file has version 2 of the format, this hub reads version 1"),
			(write_file(practices={}), "The file holds no practices"),
			(write_file(practices=[1] * 1001), "The file holds more than 1000 practices"),
			("x" * 5_000_001, "The file is larger than 5 MB"),
		):
			with self.subTest(message), self.assertRefused(message):
				import_practices(content)

	def test_an_unknown_field_of_work_is_left_open(self):
		name = import_practices(write_file(write_entry(field_of_work="Astrology")))["created"][0]

		self.assertIsNone(frappe.db.get_value("Good Practice", name, "field_of_work"))

	def test_the_uploaded_file_is_removed_and_readers_may_not_import(self):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "practices.json", "content": write_file(), "is_private": 1}
		).insert()
		with as_user(make_user("mentor@hub.test", "Hub Mentor")), self.assertRaises(frappe.PermissionError):
			import_file(file.name)

		self.assertEqual(len(import_file(file.name)["created"]), 1)
		self.assertFalse(frappe.db.exists("File", file.name))


class TestExport(HubTestCase):
	def test_what_is_published_goes_out_and_the_contact_only_with_agreement(self):
		change_settings(hub_name="Hub of the South")
		contact = {"contact_name": "Ana", "contact_email": "ana@hub.test"}
		shown = make_practice(stage="Published", contact_published=1, municipality="Brda", **contact)
		hidden = make_practice(stage="Published", **contact)
		make_practice()

		data = json.loads(export_practices())

		entries = {entry["id"]: entry for entry in data["practices"]}
		self.assertEqual(data["hub"]["name"], "Hub of the South")
		self.assertEqual(entries[shown.practice_id]["contact"]["email"], "ana@hub.test")
		self.assertEqual(entries[shown.practice_id]["place"], "Brda")
		self.assertIsNone(entries[hidden.practice_id]["contact"])
		self.assertNotIn("ana@hub.test", json.dumps(entries[hidden.practice_id]))

	def test_an_export_can_be_imported_elsewhere_and_passed_on_with_its_origin(self):
		published = make_practice(stage="Published")
		content = export_practices()
		published.delete(force=True)

		copy = frappe.get_doc("Good Practice", {"name": ("in", import_practices(content)["created"])})

		self.assertEqual((copy.practice_id, copy.steps), (published.practice_id, published.steps))
		self.assertTrue(copy.origin_hub)
