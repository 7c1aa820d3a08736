# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, flt, now_datetime, today

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	make_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration import workshop_registration
from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
	cancel_registration,
)
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import get_sign_in_url, record_attendance, sign_in
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.rules.fields import get_email_key
from planota_hub.tests.compat import HubTestCase, as_user, make_user

COMPLETE_DATA = {
	"gender": "Female",
	"date_of_birth": "1980-05-05",
	"residence_municipality": "Tolmin",
	"education_level": "Tertiary (ISCED 5-8)",
	"employment_status": "Employed",
	"has_disability": "No",
	"is_migrant_or_minority": "Not Stated",
	"is_otherwise_disadvantaged": "No",
	"participant_data_consent": 1,
}


def make_registration(workshop, **overrides):
	"""Enter a registration of a new person, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Workshop Registration",
			"workshop": workshop.name,
			"participant_name": "Ana Kovač",
			"email": f"{frappe.generate_hash(length=10)}@example.org",
			**overrides,
		}
	).insert()


def fill(workshop, number):
	"""Enter so many registrations; return their names in the order of the queue."""
	return [make_registration(workshop).name for _number in range(number)]


def get_statuses(workshop) -> list[str]:
	"""Return the statuses of the registrations of a workshop in the order of the queue."""
	return frappe.get_all(
		"Workshop Registration", {"workshop": workshop.name}, pluck="status", order_by="queue_number asc"
	)


def make_attended(workshop, **overrides):
	"""Enter a registration for a past workshop, and that the participant was there."""
	return make_registration(workshop, attendance="Attended", **overrides)


def get_support(ngo) -> list[tuple]:
	"""Return the rows of the ledger of an NGO: kind, hours, participants and source."""
	return [
		(row.kind, flt(row.hours), row.participants, row.source_name)
		for row in frappe.get_all(
			"Support Entry",
			{"ngo": ngo if isinstance(ngo, str) else ngo.name},
			["kind", "hours", "participants", "source_name"],
			order_by="source_name asc",
		)
	]


class TestSeats(HubTestCase):
	def assertCounted(self):
		self.assertEqual(seats.check_seats(), [])

	def test_seats_go_to_the_first_and_the_others_wait_in_order(self):
		workshop = make_workshop(capacity=2)

		fill(workshop, 4)

		self.assertEqual(get_statuses(workshop), ["Confirmed", "Confirmed", "Waiting List", "Waiting List"])
		self.assertCounted()

	def test_without_a_waiting_list_a_full_workshop_refuses(self):
		workshop = make_workshop(capacity=1, has_waiting_list=0)
		make_registration(workshop)

		with self.assertRefused("All 1 seats of this workshop are taken"):
			make_registration(workshop)
		self.assertEqual(get_statuses(workshop), ["Confirmed"])

	def test_a_cancellation_moves_exactly_one_up_and_it_is_the_first(self):
		workshop = make_workshop(capacity=2)
		names = fill(workshop, 5)

		self.assertTrue(cancel_registration(names[0]))

		self.assertEqual(
			get_statuses(workshop), ["Cancelled", "Confirmed", "Confirmed", "Waiting List", "Waiting List"]
		)
		self.assertTrue(frappe.db.get_value("Workshop Registration", names[2], "moved_up_on"))
		self.assertCounted()

	def test_cancelling_twice_moves_nobody_a_second_time(self):
		workshop = make_workshop(capacity=1)
		names = fill(workshop, 3)
		cancel_registration(names[0])

		self.assertFalse(cancel_registration(names[0]))

		self.assertEqual(get_statuses(workshop), ["Cancelled", "Confirmed", "Waiting List"])
		self.assertCounted()

	def test_leaving_the_waiting_list_moves_nobody_up(self):
		workshop = make_workshop(capacity=1)
		names = fill(workshop, 3)

		cancel_registration(names[1])

		self.assertEqual(get_statuses(workshop), ["Confirmed", "Cancelled", "Waiting List"])
		self.assertCounted()

	def test_more_seats_move_as_many_up(self):
		workshop = make_workshop(capacity=1)
		fill(workshop, 4)
		workshop.reload()

		workshop.capacity = 3
		workshop.save()

		self.assertEqual(get_statuses(workshop), ["Confirmed", "Confirmed", "Confirmed", "Waiting List"])
		self.assertCounted()

	def test_fewer_seats_than_confirmed_are_refused(self):
		workshop = make_workshop(capacity=3)
		fill(workshop, 3)
		workshop.reload()

		workshop.capacity = 2
		with self.assertRefused("3 seats are confirmed already"):
			workshop.save()

	def test_deleting_a_registration_moves_the_first_one_up(self):
		workshop = make_workshop(capacity=1)
		names = fill(workshop, 3)

		frappe.delete_doc("Workshop Registration", names[0])

		self.assertEqual(get_statuses(workshop), ["Confirmed", "Waiting List"])
		self.assertCounted()

	def test_a_stale_form_of_the_workshop_keeps_the_counters(self):
		workshop = make_workshop(capacity=3)
		fill(workshop, 2)

		workshop.outcome = "Saved from a form that was opened before"
		workshop.save()

		self.assertEqual(workshop.confirmed_count, 2)
		self.assertCounted()

	def test_cancelling_the_workshop_cancels_every_registration(self):
		workshop = make_workshop(capacity=1)
		fill(workshop, 2)

		take_step(workshop, "Cancel Workshop")

		self.assertEqual(get_statuses(workshop), ["Cancelled", "Cancelled"])
		self.assertCounted()

	def test_status_and_queue_can_not_be_set_from_outside(self):
		workshop = make_workshop(capacity=1)
		make_registration(workshop)

		second = make_registration(workshop, status="Confirmed", queue_number=1)
		second.status, second.queue_number = "Confirmed", 0
		second.save()

		self.assertEqual((second.status, second.queue_number), ("Waiting List", 2))


class TestRegistrationRules(HubTestCase):
	def test_draft_cancelled_and_evaluated_workshops_take_nobody(self):
		for stage, message in (("Draft", "not been announced"), ("Cancelled", "was cancelled")):
			with self.subTest(stage), self.assertRefused(message):
				make_registration(make_workshop(stage=stage))
		with self.assertRefused("held and evaluated"):
			make_registration(make_past_workshop(stage="Evaluated"))

	def test_unknown_workshop_is_refused(self):
		with self.assertRefused("Workshop: WRK-99999", frappe.LinkValidationError):
			make_registration(frappe._dict(name="WRK-99999"))

	def test_one_mailbox_registers_once_whatever_its_spelling(self):
		workshop = make_workshop()
		make_registration(workshop, email="Ana.Novak@Example.org")

		for email in ("ana.novak@example.org", "ANA.NOVAK@EXAMPLE.ORG", "ana.novak+hub@example.org"):
			with self.subTest(email), self.assertRefused("already registered", frappe.UniqueValidationError):
				make_registration(workshop, email=email)

	def test_one_person_saved_twice_at_once_gets_the_same_message(self):
		workshop = make_workshop()
		make_registration(workshop, email="ana@example.org")
		late = frappe.get_doc(
			{
				"doctype": "Workshop Registration",
				"workshop": workshop.name,
				"participant_name": "Ana Kovač",
				"email": "ana+2@example.org",
			}
		)

		with (
			patch(f"{workshop_registration.__name__}.refuse_known_person"),
			self.assertRefused("already registered", frappe.UniqueValidationError),
		):
			late.insert()

	def test_after_a_cancellation_the_address_is_free_again(self):
		workshop = make_workshop(capacity=1)
		first = make_registration(workshop, email="ana@example.org")
		cancel_registration(first.name)

		again = make_registration(workshop, email="ana@example.org")

		self.assertEqual((again.status, again.queue_number), ("Confirmed", 2))

	def test_changing_to_an_address_that_is_registered_is_refused(self):
		workshop = make_workshop()
		make_registration(workshop, email="ana@example.org")
		other = make_registration(workshop)
		other.email = "ana+x@example.org"

		with self.assertRefused("already registered", frappe.UniqueValidationError):
			other.save()

	def test_email_key(self):
		for email, key in (
			("A.B+c+d@X.Org", "a.b@x.org"),
			("+only@x.org", "+only@x.org"),
			("", ""),
			(None, ""),
		):
			self.assertEqual(get_email_key(email), key)

	def test_rejected_ngo_is_refused(self):
		with self.assertRefused("NGO"):
			make_registration(make_workshop(), ngo=make_ngo(stage="Rejected").name)

	def test_participant_data_are_complete_only_when_all_is_answered_and_agreed(self):
		registration = make_registration(make_workshop(), **COMPLETE_DATA)
		self.assertEqual(registration.participant_data_complete, 1)

		registration.participant_data_consent = 0
		registration.save()

		self.assertEqual(registration.participant_data_complete, 0)

	def test_date_of_birth_in_the_future_is_refused(self):
		with self.assertRefused("Date of Birth"):
			make_registration(make_workshop(), date_of_birth=add_days(today(), 1))


class TestAttendance(HubTestCase):
	def test_attendance_before_the_start_is_refused(self):
		workshop = make_workshop()
		name = make_registration(workshop).name

		with self.assertRefused("has not started yet"):
			record_attendance(workshop.name, [name])

	def test_waiting_and_cancelled_people_can_not_attend(self):
		workshop = make_workshop(capacity=1)
		names = fill(workshop, 2)
		frappe.db.set_value(
			"Training Workshop", workshop.name, "starts_on", add_to_date(now_datetime(), hours=-1)
		)

		with self.assertRefused("has no confirmed seat"):
			record_attendance(workshop.name, names)

	def test_one_step_records_everybody(self):
		workshop = make_past_workshop()
		names = fill(workshop, 4)

		answer = record_attendance(workshop.name, frappe.as_json(names[:3]))

		self.assertEqual(answer, {"attended": 3, "absent": 1})
		rows = frappe.get_all(
			"Workshop Registration",
			{"workshop": workshop.name},
			["attendance", "attended_hours"],
			order_by="queue_number asc",
			as_list=True,
		)
		self.assertEqual([tuple(row) for row in rows], [("Attended", 6.0)] * 3 + [("Absent", 0.0)])

	def test_hours_beyond_the_workshop_are_refused(self):
		registration = make_attended(make_past_workshop())
		registration.attended_hours = 6.5

		with self.assertRefused("Hours Attended"):
			registration.save()

	def test_evaluated_workshop_has_a_fixed_attendance(self):
		workshop = make_past_workshop()
		registration = make_attended(workshop)
		take_step(take_step(workshop, "Mark as Held"), "Evaluate")
		registration.reload()
		registration.attendance = "Absent"

		with self.assertRefused("its attendance is fixed"):
			registration.save()

	def test_cancelling_somebody_who_attended_is_refused(self):
		registration = make_attended(make_past_workshop())

		with self.assertRefused("has attended"):
			cancel_registration(registration.name)

	def test_staff_and_the_trainer_record_and_nobody_else(self):
		trainer = make_user("trainer@hub.test", "Hub Mentor")
		other = make_user("other-mentor@hub.test", "Hub Mentor")
		workshop = make_past_workshop(trainer_user=trainer)
		name = make_registration(workshop).name

		with as_user(other), self.assertRefused("record attendance", frappe.PermissionError):
			record_attendance(workshop.name, [name])
		with as_user(trainer):
			self.assertEqual(record_attendance(workshop.name, [name]), {"attended": 1, "absent": 0})


class TestSignIn(HubTestCase):
	def setUp(self):
		super().setUp()
		start = add_to_date(now_datetime(), minutes=30)
		self.workshop = make_workshop(starts_on=start, ends_on=add_to_date(start, hours=7), capacity=1)
		self.registration = make_registration(self.workshop, email="ana@example.org")
		self.token = get_sign_in_url(self.workshop.name).partition("token=")[2]

	def test_signing_in_at_the_door_counts_as_attended_and_twice_does_no_harm(self):
		with as_user("Guest"):
			self.assertEqual(
				sign_in(self.token, "ANA+x@example.org"),
				{"outcome": "signed in", "message": "Thank you, you are signed in. Enjoy the workshop!"},
			)
			self.assertEqual(
				sign_in(self.token, "ana@example.org"),
				{"outcome": "already signed in", "message": "You are signed in already. Enjoy the workshop!"},
			)

		self.registration.reload()
		self.assertEqual((self.registration.attendance, self.registration.attended_hours), ("Attended", 6))
		self.assertTrue(self.registration.signed_in_on)

	def test_somebody_without_a_seat_is_sent_to_the_staff(self):
		make_registration(self.workshop, email="waiting@example.org")
		for email in ("unknown@example.org", "waiting@example.org", ""):
			with self.subTest(email), self.assertRefused("Nobody with a confirmed seat"):
				sign_in(self.token, email)

	def test_tampered_link_is_refused(self):
		for token in (self.token[:-1], self.token.replace("WRK", "WRX"), "", "x", self.token + "é"):
			with self.subTest(token), self.assertRefused("not valid", frappe.PermissionError):
				sign_in(token, "ana@example.org")

	def test_sign_in_is_closed_long_before_and_after(self):
		for days in (-2, 2):
			start = add_to_date(now_datetime(), days=days)
			frappe.db.set_value(
				"Training Workshop",
				self.workshop.name,
				{"starts_on": start, "ends_on": add_to_date(start, hours=7)},
			)
			with self.subTest(days), self.assertRefused("an hour before the workshop"):
				sign_in(self.token, "ana@example.org")


class TestWorkshopInTheLedger(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified")
		self.workshop = make_past_workshop()

	def hold(self):
		self.workshop = take_step(self.workshop, "Mark as Held")

	def test_nothing_is_posted_before_the_workshop_is_held(self):
		make_attended(self.workshop, ngo=self.ngo.name)

		self.assertEqual(get_support(self.ngo), [])

	def test_an_ngo_gets_the_hours_once_however_many_it_sends(self):
		make_attended(self.workshop, ngo=self.ngo.name)
		make_attended(self.workshop, ngo=self.ngo.name, attended_hours=3)
		make_registration(self.workshop, ngo=self.ngo.name, attendance="Absent")
		make_attended(self.workshop)

		self.hold()

		self.assertEqual(get_support(self.ngo), [("Workshop", 6.0, 2, self.workshop.name)])

	def test_every_later_correction_reaches_the_ledger(self):
		registration = make_attended(self.workshop, ngo=self.ngo.name)
		self.hold()
		other = make_ngo(stage="Verified")
		registration.reload()

		registration.attended_hours = 4.5
		registration.save()
		self.assertEqual(get_support(self.ngo), [("Workshop", 4.5, 1, self.workshop.name)])

		registration.ngo = other.name
		registration.save()
		self.assertEqual(get_support(self.ngo), [])
		self.assertEqual(get_support(other), [("Workshop", 4.5, 1, self.workshop.name)])

		registration.attendance = "Absent"
		registration.save()
		self.assertEqual(get_support(other), [])

	def test_deleting_a_registration_takes_its_hours_back(self):
		registration = make_attended(self.workshop, ngo=self.ngo.name)
		self.hold()

		frappe.delete_doc("Workshop Registration", registration.name)

		self.assertEqual(get_support(self.ngo), [])

	def test_recording_for_everybody_posts_too(self):
		name = make_registration(self.workshop, ngo=self.ngo.name).name
		self.hold()

		record_attendance(self.workshop.name, [name])
		self.assertEqual(get_support(self.ngo), [("Workshop", 6.0, 1, self.workshop.name)])

		record_attendance(self.workshop.name, [])
		self.assertEqual(get_support(self.ngo), [])

	def test_merging_two_ngos_that_attended_leaves_the_rows_that_the_workshop_says(self):
		other = make_ngo(stage="Verified")
		make_attended(self.workshop, ngo=self.ngo.name)
		make_attended(self.workshop, ngo=other.name)
		self.hold()
		frappe.get_doc("User", "Administrator").add_roles("Hub Manager")

		merge_ngos(self.ngo.name, other.name)

		self.workshop.reload()
		self.assertEqual(
			[(row.ngo, row.hours, row.participants) for row in self.workshop.get_support_rows()],
			[(self.ngo.name, 6, 2)],
		)
