# SPDX-License-Identifier: GPL-3.0-only
"""The staff write to the participants of a workshop: shown first, each mailbox once, and nobody else."""

import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.workshops.participants_mail import write_to_participants
from planota_hub.mail.steps import prepare_call
from planota_hub.tests.compat import HubTestCase, as_user, make_user

METHOD = "planota_hub.capacity_building.workshops.participants_mail.write_to_participants"


class TestParticipantsMail(HubTestCase):
	def setUp(self):
		super().setUp()
		self.workshop = make_workshop(stage="Announced", capacity=2, has_waiting_list=1)
		for name, email in (
			("Ana", "office@write.test"),
			("Bor", "office@write.test"),
			("Cene", "c@write.test"),
		):
			make_registration(self.workshop, participant_name=name, email=email)

	def write(self, **overrides) -> int:
		values = {"readers": "Confirmed", "subject": "Room", "text": "We meet in <b>room 3</b>.\n\nSee you."}
		return write_to_participants(self.workshop.name, **{**values, **overrides})

	def test_the_preview_says_who_gets_it_and_who_shares_a_mailbox(self):
		args = {"workshop": self.workshop.name, "readers": "Confirmed", "subject": "Room", "text": "Here."}
		answer = prepare_call(METHOD, args)
		self.assertEqual(
			([mail["to"] for mail in answer["mails"]], answer["left_out_number"]), (["office@write.test"], 1)
		)

	def test_those_who_wait_are_written_to_apart(self):
		self.assertEqual(self.write(readers="Waiting List"), 1)
		recipients = frappe.get_all(
			"Email Queue", {"reference_name": self.workshop.name}, pluck="name", order_by="creation asc"
		)
		self.assertEqual(len(recipients), 1)

	def test_what_was_typed_is_text_and_no_markup(self):
		self.write()
		name = frappe.get_all(
			"Email Queue", {"reference_name": self.workshop.name}, pluck="name", order_by="creation asc"
		)[0]
		self.assertIn("&lt;b&gt;room 3&lt;/b&gt;", frappe.db.get_value("Email Queue", name, "message"))

	def test_nothing_to_say_and_nobody_to_say_it_to_is_refused(self):
		for values in (
			{"subject": " "},
			{"text": "\n"},
			{"readers": "Everybody"},
			{"readers": "Attended"},
			{"text": "x" * 20_000},
		):
			with self.subTest(values), self.assertRaises(frappe.ValidationError):
				self.write(**values)

	def test_who_may_not_change_the_workshop_writes_to_nobody(self):
		with as_user(make_user("auditor@write.test", "Hub Auditor")):
			with self.assertRaises(frappe.PermissionError):
				self.write()
