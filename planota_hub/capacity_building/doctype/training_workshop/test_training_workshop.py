# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.jobs import close_registrations
from planota_hub.tests.compat import HubTestCase

STEPS = {
	"Draft": (),
	"Announced": ("Announce",),
	"Closed": ("Announce", "Close Registration"),
	"Held": ("Announce", "Mark as Held"),
	"Evaluated": ("Announce", "Mark as Held", "Evaluate"),
	"Cancelled": ("Announce", "Cancel Workshop"),
}


def make_workshop(**overrides):
	"""Create an announced workshop of six hours in Tolmin in a week, with any field overridden.

	`stage` other than Announced is reached by the steps of the workflow; `days` moves start and end.
	"""
	stage = overrides.pop("stage", "Announced")
	start = now_datetime().replace(hour=9, minute=0, second=0, microsecond=0)
	start = add_to_date(start, days=overrides.pop("days", 7))
	workshop = frappe.get_doc(
		{
			"doctype": "Training Workshop",
			"workshop_title": f"Writing projects {frappe.generate_hash(length=8)}",
			"starts_on": start,
			"ends_on": add_to_date(start, hours=7),
			"hours": 6,
			"venue": "Cultural House",
			"municipality": "Tolmin",
			"capacity": 5,
			"cancellation_reason": "Illness",
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		workshop = take_step(workshop, action)
	return workshop


def make_past_workshop(**overrides):
	"""Create an announced workshop that ended yesterday."""
	return make_workshop(**{"days": -1, **overrides})


def take_step(workshop, action):
	"""Take a step of the workflow; return the workshop as it is stored then."""
	apply_workflow(frappe.get_doc("Training Workshop", workshop.name), action)
	return frappe.get_doc("Training Workshop", workshop.name)


def make_area(area_name="Strategic Planning"):
	"""Create a capacity area unless it is there; return its name."""
	if not frappe.db.exists("Capacity Area", area_name):
		frappe.get_doc({"doctype": "Capacity Area", "area_name": area_name}).insert()
	return area_name


class TestTrainingWorkshopRules(HubTestCase):
	def test_end_before_start_is_refused_by_the_name_of_the_field(self):
		start = now_datetime()
		with self.assertRefused("Ends On"):
			make_workshop(starts_on=start, ends_on=add_to_date(start, hours=-1))

	def test_hours_are_the_duration_unless_given(self):
		self.assertEqual(make_workshop(hours=0).hours, 7)
		self.assertEqual(make_workshop(hours=6).hours, 6)

	def test_hours_longer_than_the_workshop_or_negative_are_refused(self):
		for hours in (7.5, -1):
			with self.subTest(hours), self.assertRefused("Hours"):
				make_workshop(hours=hours)

	def test_hours_of_several_days_must_be_given(self):
		start = now_datetime()
		with self.assertRefused("Hours"):
			make_workshop(starts_on=start, ends_on=add_to_date(start, days=2), hours=0)

	def test_seats_must_be_a_positive_number(self):
		for capacity in (0, -3, 5000):
			with self.subTest(capacity), self.assertRefused("Seats"):
				make_workshop(capacity=capacity)

	def test_registration_window_must_lie_before_the_start_and_in_order(self):
		with self.assertRefused("Registration Closes On"):
			make_workshop(registration_closes_on=add_to_date(now_datetime(), days=30))
		with self.assertRefused("Registration Closes On"):
			make_workshop(
				registration_opens_on=add_to_date(now_datetime(), days=2),
				registration_closes_on=add_to_date(now_datetime(), days=1),
			)

	def test_workshop_in_person_needs_a_place_and_an_online_one_has_none(self):
		with self.assertRefused("Venue"):
			make_workshop(venue="")
		with self.assertRefused("Municipality"):
			make_workshop(municipality="")

		online = make_workshop(delivery="Online", online_link="meet.example.org/abc")

		self.assertEqual(
			(online.venue, online.municipality, online.online_link),
			(None, None, "https://meet.example.org/abc"),
		)

	def test_place_gives_unit_and_region(self):
		self.assertEqual(make_workshop(municipality="Bovec").administrative_unit, "Tolmin")

	def test_markup_in_the_title_is_refused(self):
		with self.assertRefused("Title"):
			make_workshop(workshop_title="<script>alert(1)</script>")

	def test_counters_can_not_be_set_from_outside(self):
		workshop = make_workshop(confirmed_count=4, queue_counter=9)
		workshop.waiting_count = 7
		workshop.save()

		self.assertEqual(
			(workshop.confirmed_count, workshop.waiting_count, workshop.queue_counter), (0, 0, 0)
		)


class TestTrainingWorkshopCourse(HubTestCase):
	def test_new_workshop_begins_as_draft(self):
		with self.assertRefused("begins as"):
			frappe.get_doc({**make_workshop(stage="Draft").as_dict(), "name": None, "stage": "Held"}).insert()

	def test_workshop_can_not_be_held_before_it_starts(self):
		with self.assertRefused("only then can it have been held"):
			make_workshop(stage="Held")

	def test_cancellation_needs_a_reason(self):
		with self.assertRefused("Reason of the Cancellation"):
			make_workshop(stage="Cancelled", cancellation_reason="")

	def test_evaluation_needs_the_attendance_of_everybody(self):
		from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
			make_registration,
		)

		workshop = make_past_workshop()
		make_registration(workshop)
		workshop = take_step(workshop, "Mark as Held")

		with self.assertRefused("attendance of 1 participants"):
			take_step(workshop, "Evaluate")

	def test_stage_can_not_jump(self):
		workshop = make_past_workshop(stage="Draft")
		workshop.stage = "Evaluated"
		with self.assertRaises(frappe.ValidationError):
			workshop.save()

	def test_registration_closes_by_itself_when_the_window_is_over(self):
		workshop = make_workshop(registration_closes_on=add_to_date(now_datetime(), hours=-1))
		still_open = make_workshop()

		close_registrations()
		close_registrations()

		self.assertEqual(frappe.db.get_value(seats.WORKSHOP, workshop.name, "stage"), "Closed")
		self.assertEqual(frappe.db.get_value(seats.WORKSHOP, still_open.name, "stage"), "Announced")
