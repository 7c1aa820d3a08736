# SPDX-License-Identifier: GPL-3.0-only
"""Who comes without a registration takes the seat of somebody who did not come."""

import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	make_workshop,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import record_attendance
from planota_hub.capacity_building.workshops.test_intake import get_mails
from planota_hub.capacity_building.workshops.walk_ins import add_walk_in
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user

REGISTRATION = seats.REGISTRATION
WALK_IN = {"participant_name": "Nova Oseba", "email": "nova@walk.test", "organisation": "Društvo"}


def fill(capacity: int, **overrides):
	"""Return a full workshop that has begun, and the registrations of those who have its seats."""
	workshop = make_past_workshop(capacity=capacity, **overrides)
	names = [
		make_registration(workshop, participant_name=f"Gost {number}", email=f"gost{number}@walk.test").name
		for number in range(capacity)
	]
	return workshop, names


class TestWalkIns(HubTestCase):
	def assert_seats_agree(self, workshop) -> None:
		self.assertEqual([row for row in seats.check_seats() if row["workshop"] == workshop.name], [])

	def test_the_seat_of_an_absent_one_goes_to_who_is_there(self):
		workshop, (here, absent) = fill(2)
		record_attendance(workshop.name, [here])

		answer = add_walk_in(workshop.name, **WALK_IN)

		self.assertEqual(answer["instead_of"], "Gost 1")
		walk_in = frappe.get_doc(REGISTRATION, answer["registration"])
		self.assertEqual((walk_in.status, walk_in.attendance), ("Confirmed", "Attended"))
		no_show = frappe.get_doc(REGISTRATION, absent)
		kept = (no_show.status, no_show.attendance, no_show.seat_taken_over)
		self.assertEqual(kept, ("Confirmed", "Absent", 1))
		self.assertEqual(frappe.db.get_value(seats.WORKSHOP, workshop.name, "confirmed_count"), 2)
		self.assert_seats_agree(workshop)

	def test_without_a_record_the_seat_of_the_last_who_has_not_signed_in_goes(self):
		workshop, (first, second) = fill(2)
		self.assertEqual(add_walk_in(workshop.name, **WALK_IN)["instead_of"], "Gost 1")
		self.assertEqual(frappe.db.get_value(REGISTRATION, second, "attendance"), "Absent")
		self.assertEqual(frappe.db.get_value(REGISTRATION, first, "attendance"), "Not Recorded")

	def test_a_free_seat_is_taken_before_that_of_a_no_show(self):
		workshop = make_past_workshop(capacity=2)
		make_registration(workshop, email="gost@walk.test")
		self.assertIsNone(add_walk_in(workshop.name, **WALK_IN)["instead_of"])
		self.assert_seats_agree(workshop)

	def test_where_everybody_is_there_nobody_loses_the_seat(self):
		workshop, names = fill(2)
		record_attendance(workshop.name, names)
		with self.assertRefused(
			"All 2 seats of this workshop are taken, and everybody who has one is there."
		):
			add_walk_in(workshop.name, **WALK_IN)

	def test_it_begins_with_the_workshop(self):
		workshop = make_workshop(capacity=1)
		make_registration(workshop, email="gost@walk.test")
		with self.assertRefused("Seats of those who did not come are free once the workshop has begun"):
			add_walk_in(workshop.name, **WALK_IN)

	def test_the_no_show_can_be_cancelled_and_come_late_without_a_second_seat(self):
		workshop, (_here, absent) = fill(2)
		add_walk_in(workshop.name, **WALK_IN)

		seats.free_seat(absent, "Staff")

		self.assertEqual(frappe.db.get_value(seats.WORKSHOP, workshop.name, "confirmed_count"), 2)
		self.assert_seats_agree(workshop)

	def test_a_deleted_walk_in_gives_back_one_seat(self):
		workshop, _names = fill(2)
		answer = add_walk_in(workshop.name, **WALK_IN)
		frappe.delete_doc(REGISTRATION, answer["registration"])
		self.assertEqual(frappe.db.get_value(seats.WORKSHOP, workshop.name, "confirmed_count"), 1)
		self.assert_seats_agree(workshop)

	def test_nothing_is_kept_of_a_wrong_address_and_no_mail_goes_out(self):
		workshop, (_here, absent) = fill(2)
		frappe.db.savepoint("before_walk_in")
		with self.assertRefused("Email"):
			add_walk_in(workshop.name, **{**WALK_IN, "email": "nova"})
		frappe.db.rollback(save_point="before_walk_in")
		self.assertEqual(frappe.db.get_value(REGISTRATION, absent, "seat_taken_over"), 0)
		add_walk_in(workshop.name, **WALK_IN)
		self.assertEqual(get_mails("nova@walk.test"), [])

	def test_only_staff_and_the_trainer_do_it(self):
		trainer = make_user("trainer@walk.test", "Hub Mentor")
		workshop, _names = fill(2, trainer_user=trainer)
		with as_user(make_user("mentor@walk.test", "Hub Mentor")), self.assertRaises(frappe.PermissionError):
			add_walk_in(workshop.name, **WALK_IN)
		with as_user(trainer):
			self.assertEqual(add_walk_in(workshop.name, **WALK_IN)["instead_of"], "Gost 1")


class TestWalkInsAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.workshop, _names = fill(2)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		rows = {"workshop": self.workshop.name}
		for name in frappe.get_all(REGISTRATION, rows, pluck="name", order_by="name asc"):
			frappe.delete_doc(REGISTRATION, name, force=True, delete_permanently=True)
		frappe.delete_doc(seats.WORKSHOP, self.workshop.name, force=True, delete_permanently=True)
		frappe.db.delete("Email Queue", {"creation": (">=", self.workshop.creation)})
		frappe.db.commit()
		super().tearDown()

	def test_of_many_who_come_at_once_as_many_get_a_seat_as_did_not_come(self):
		people = [{**WALK_IN, "email": f"nova{number}@walk.test"} for number in range(5)]

		answers = call_at_once(
			lambda person: add_walk_in(self.workshop.name, **person), people, user="Administrator"
		)

		taken = [answer["instead_of"] for answer in answers if isinstance(answer, dict)]
		self.assertEqual(sorted(taken), ["Gost 0", "Gost 1"], answers)
		frappe.db.rollback()
		self.assertEqual(frappe.db.get_value(seats.WORKSHOP, self.workshop.name, "confirmed_count"), 2)
