# SPDX-License-Identifier: GPL-3.0-only
"""A pasted list registers people row by row: what fails says why, and nothing of it is kept by half."""

import json

import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.workshops.pasted import enter_people, preview_people
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.meetings import pasted as meeting_list
from planota_hub.rules.many_rows import MOST_AT_ONCE
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def new_row(number: int = 1, **overrides) -> dict:
	return {"row": number, "person_name": f"Person {number}", "email": f"p{number}@paste.test", **overrides}


class TestWorkshop(HubTestCase):
	def test_the_preview_finds_the_ngo_and_who_is_registered_and_stores_nothing(self):
		workshop = make_workshop(stage="Announced")
		make_registration(workshop, participant_name="Ana Kos", email="ana@paste.test")
		ngo = make_ngo(ngo_name="Društvo Sončna pot Zgornja")
		text = "Ana Kos;ana@paste.test;\nBor Leban;bor@paste.test;Sončna pot Zgornja\nCene;;Nekdo"
		rows = preview_people(workshop.name, text)["rows"]
		self.assertEqual([bool(row.problem) for row in rows], [True, False, True])
		self.assertEqual((rows[1].ngo, rows[0].ngo), (ngo.name, None))
		self.assertEqual(frappe.db.count("Workshop Registration", {"workshop": workshop.name}), 1)

	def test_right_rows_are_registered_and_wrong_ones_say_why(self):
		workshop = make_workshop(stage="Announced")
		results = enter_people(
			workshop.name,
			json.dumps(
				[new_row(1), new_row(2, email="no address"), new_row(1), new_row(3, ngo="No such NGO")]
			),
		)
		self.assertEqual([result["is_done"] for result in results], [True, False, False, False])
		self.assertTrue(all(result["reason"] for result in results[1:]))
		self.assertEqual(frappe.db.count("Workshop Registration", {"workshop": workshop.name}), 1)
		self.assertEqual(frappe.db.get_value("Training Workshop", workshop.name, "confirmed_count"), 1)

	def test_who_is_over_the_seats_goes_to_the_waiting_list(self):
		workshop = make_workshop(stage="Announced", capacity=1, has_waiting_list=1)
		results = enter_people(workshop.name, [new_row(1), new_row(2)])
		self.assertEqual([result["outcome"] for result in results], ["Confirmed", "Waiting List"])

	def test_who_may_not_register_people_can_neither_look_nor_enter(self):
		workshop = make_workshop(stage="Announced")
		with as_user(make_user("auditor@paste.test", "Hub Auditor")):
			for call in (
				lambda: preview_people(workshop.name, "Ana;a@a.test"),
				lambda: enter_people(workshop.name, [new_row()]),
			):
				with self.assertRaises(frappe.PermissionError):
					call()

	def test_what_is_no_list_of_rows_or_too_long_is_refused(self):
		workshop = make_workshop(stage="Announced")
		for rows in ("{}", "[1]", "null", [new_row(number) for number in range(MOST_AT_ONCE + 1)]):
			with self.subTest(str(rows)[:20]), self.assertRefused("Expected"):
				enter_people(workshop.name, rows)


class TestMeeting(HubTestCase):
	def test_people_come_onto_the_list_as_present_and_one_fault_stops_only_its_row(self):
		meeting = make_meeting(stage="Held")
		rows = [new_row(1), new_row(2, email="no address"), new_row(3, organisation="Občina")]
		results = meeting_list.enter_people(meeting.name, rows, present=1)
		stored = frappe.get_doc("Hub Meeting", meeting.name)
		self.assertEqual([result["is_done"] for result in results], [True, False, True])
		self.assertEqual(
			[(row.person_name, row.attendance) for row in stored.participants[2:]],
			[("Person 1", "Present"), ("Person 3, Občina", "Present")],
		)

	def test_who_is_on_the_list_is_said_to_be(self):
		meeting = make_meeting()
		rows = meeting_list.preview_people(
			meeting.name, "Ana Kos;ana_kos@example.org\nNova Oseba;nova@a.test"
		)["rows"]
		self.assertEqual([bool(row.problem) for row in rows], [True, False])

	def test_who_may_not_change_the_meeting_enters_nobody(self):
		meeting = make_meeting()
		with as_user(make_user("auditor@paste.test", "Hub Auditor")):
			with self.assertRaises(frappe.PermissionError):
				meeting_list.enter_people(meeting.name, [new_row()])
