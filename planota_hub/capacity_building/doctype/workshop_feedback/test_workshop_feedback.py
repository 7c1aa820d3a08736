# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
	make_registration,
)
from planota_hub.capacity_building.workshops.figures import add_up, get_figures
from planota_hub.tests.compat import HubTestCase


def make_feedback(registration, **overrides):
	"""Enter the feedback of a participant, all fours unless overridden."""
	return frappe.get_doc(
		{
			"doctype": "Workshop Feedback",
			"registration": registration.name,
			"content_rating": 4,
			"trainer_rating": 4,
			"organisation_rating": 4,
			"usefulness_rating": 4,
			**overrides,
		}
	).insert()


class TestWorkshopFeedback(HubTestCase):
	def setUp(self):
		super().setUp()
		self.workshop = make_past_workshop()
		self.registration = make_attended(self.workshop)
		self.absent = make_registration(self.workshop, attendance="Absent")

	def hold(self):
		self.workshop = take_step(self.workshop, "Mark as Held")

	def test_feedback_of_a_participant_counts(self):
		self.hold()

		feedback = make_feedback(self.registration, content_rating=5, would_recommend="Yes")

		self.assertEqual((feedback.workshop, feedback.overall), (self.workshop.name, 4.25))
		self.assertTrue(
			frappe.db.get_value("Workshop Registration", self.registration.name, "feedback_given_on")
		)

	def test_feedback_without_attendance_is_refused(self):
		self.hold()
		with self.assertRefused("Only participants who attended"):
			make_feedback(self.absent)

	def test_second_feedback_is_refused(self):
		self.hold()
		make_feedback(self.registration)
		with self.assertRefused("already given feedback", frappe.UniqueValidationError):
			make_feedback(self.registration)

	def test_feedback_before_the_workshop_is_held_and_after_it_is_evaluated_is_refused(self):
		with self.assertRefused("once the workshop has been held"):
			make_feedback(self.registration)
		self.hold()
		take_step(self.workshop, "Evaluate")
		with self.assertRefused("feedback on this workshop is closed"):
			make_feedback(self.registration)

	def test_rating_outside_one_to_five_is_refused_by_its_name(self):
		self.hold()
		for rating in (0, 6, -1, "x"):
			with self.subTest(rating), self.assertRefused("Content: please choose from 1"):
				make_feedback(self.registration, content_rating=rating)

	def test_deleted_feedback_can_be_given_anew(self):
		self.hold()
		frappe.delete_doc("Workshop Feedback", make_feedback(self.registration).name)

		make_feedback(self.registration)


class TestWorkshopFigures(HubTestCase):
	def test_figures_of_a_workshop_and_of_several_together(self):
		from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo

		ngo = make_ngo(stage="Verified").name
		first, second = make_past_workshop(), make_past_workshop(hours=4)
		people = [make_attended(first, ngo=ngo), make_attended(first, ngo=ngo, attended_hours=2)]
		make_registration(first, attendance="Absent")
		make_attended(second, ngo=ngo)
		take_step(first, "Mark as Held")
		make_feedback(people[0], content_rating=5, trainer_rating=5, would_recommend="Yes")
		make_feedback(people[1], would_recommend="No")

		figures = get_figures([first.name, second.name])
		one, both = figures[first.name], add_up(figures.values())

		self.assertEqual(
			(one.registered, one.confirmed, one.attended, one.absent, one.ngo_count, one.participant_hours),
			(3, 3, 2, 1, 1, 8),
		)
		self.assertEqual(
			(one.attendance_rate, one.response_rate, one.recommend_rate, one.satisfaction),
			(66.7, 100, 50, 4.25),
		)
		self.assertEqual((both.attended, both.ngo_count, both.participant_hours), (3, 1, 12))

	def test_workshop_without_anybody_has_no_rates(self):
		figure = get_figures([name := make_past_workshop().name])[name]

		self.assertEqual((figure.attended, figure.attendance_rate, figure.satisfaction), (0, None, None))
