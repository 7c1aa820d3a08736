# SPDX-License-Identifier: GPL-3.0-only
"""The last seat: many people press the button in the same moment, each over a connection of their own."""

import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.intake import cancel_by_link, register_for_workshop
from planota_hub.capacity_building.workshops.mail import REGISTRATION_PURPOSE, make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase

PEOPLE, SEATS = 50, 5


class TestTheLastSeat(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.workshop = make_workshop(capacity=SEATS)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		for doctype in ("Workshop Registration", "Support Entry", "Workshop Feedback"):
			column = "source_name" if doctype == "Support Entry" else "workshop"
			frappe.db.delete(doctype, {column: self.workshop.name})
		frappe.db.delete("Email Queue", {"creation": (">=", self.workshop.creation)})
		frappe.delete_doc("Training Workshop", self.workshop.name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def register(self, email: str) -> dict:
		return register_for_workshop(
			{"workshop": self.workshop.name, "participant_name": "Ana", "email": email, "consent": 1}
		)

	def get_queue(self) -> list[tuple]:
		frappe.db.rollback()
		rows = frappe.get_all(
			"Workshop Registration",
			{"workshop": self.workshop.name},
			["queue_number", "status"],
			order_by="queue_number asc",
			as_list=True,
		)
		return [tuple(row) for row in rows]

	def test_fifty_at_once_for_five_seats_give_five_confirmed_and_forty_five_in_order(self):
		answers = call_at_once(self.register, [f"person{number}@example.org" for number in range(PEOPLE)])

		self.assertEqual([error for error in answers if isinstance(error, Exception)], [])
		expected = [
			(number, "Confirmed" if number <= SEATS else "Waiting List") for number in range(1, PEOPLE + 1)
		]
		self.assertEqual(self.get_queue(), expected)
		positions = sorted(answer["position"] for answer in answers if answer["position"])
		self.assertEqual(positions, list(range(1, PEOPLE - SEATS + 1)))
		self.assertEqual(seats.check_seats(), [])

	def test_one_address_many_times_at_once_is_registered_once(self):
		answers = call_at_once(self.register, [f"ana+{number}@example.org" for number in range(10)])

		# nobody learns from the answer that the address is registered already
		self.assertEqual({answer["outcome"] for answer in answers}, {"Confirmed"})
		self.assertEqual(self.get_queue(), [(1, "Confirmed")])

	def test_the_same_cancellation_pressed_many_times_moves_one_up(self):
		for number in range(SEATS + 5):
			self.register(f"person{number}@example.org")
		frappe.db.commit()
		first = frappe.db.get_value(
			"Workshop Registration", {"workshop": self.workshop.name, "queue_number": 1}
		)

		answers = call_at_once(cancel_by_link, [make_token(REGISTRATION_PURPOSE, first)] * 10)

		self.assertEqual(
			answers,
			[{"outcome": "cancelled", "message": "Your registration is cancelled. Thank you for telling us."}]
			* 10,
		)
		statuses = [status for _number, status in self.get_queue()]
		self.assertEqual(statuses, ["Cancelled", *["Confirmed"] * SEATS, *["Waiting List"] * 4])
		self.assertEqual(seats.check_seats(), [])

	def test_several_cancellations_at_once_move_exactly_as_many_up(self):
		for number in range(SEATS + 8):
			self.register(f"person{number}@example.org")
		frappe.db.commit()
		names = frappe.get_all(
			"Workshop Registration",
			{"workshop": self.workshop.name, "status": "Confirmed"},
			pluck="name",
			order_by="queue_number asc",
		)

		answers = call_at_once(cancel_by_link, [make_token(REGISTRATION_PURPOSE, name) for name in names])

		self.assertEqual(
			answers,
			[{"outcome": "cancelled", "message": "Your registration is cancelled. Thank you for telling us."}]
			* SEATS,
		)
		statuses = [status for _number, status in self.get_queue()]
		self.assertEqual(statuses, ["Cancelled"] * SEATS + ["Confirmed"] * SEATS + ["Waiting List"] * 3)
		self.assertEqual(seats.check_seats(), [])
