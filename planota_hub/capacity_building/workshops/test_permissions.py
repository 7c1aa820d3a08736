# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which workshop, registration and feedback: each role, for and against, in list and form."""

import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	make_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_feedback.test_workshop_feedback import make_feedback
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	COMPLETE_DATA,
	cancel_registration,
	make_attended,
	make_registration,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestWorkshopVisibility(HubTestCase):
	"""A held workshop of a mentor in Bovec with a participant of the representative's NGO, and another one."""

	def setUp(self):
		super().setUp()
		self.mentor = make_user("mentor@hub.test", "Hub Mentor")
		self.coordinator = make_user("coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", self.coordinator)
		self.representative = make_user("ana@ngo.test")
		self.own_ngo = make_represented_ngo(self.representative)
		self.own_ngo.db_set("municipality", "Bovec")

		self.led = make_past_workshop(trainer_user=self.mentor, municipality="Bovec")
		self.other = make_past_workshop()
		self.draft = make_workshop(stage="Draft")
		self.of_own_ngo = make_attended(self.led, ngo=self.own_ngo.name, **COMPLETE_DATA)
		self.of_other_ngo = make_attended(self.other, ngo=make_ngo(stage="Verified").name)
		take_step(self.led, "Mark as Held")
		take_step(self.other, "Mark as Held")
		self.feedback_on_led = make_feedback(self.of_own_ngo)
		self.feedback_on_other = make_feedback(self.of_other_ngo)

	def sees(self, user, doc) -> tuple[bool, bool]:
		with as_user(user):
			try:
				listed = bool(frappe.get_list(doc.doctype, {"name": doc.name}, pluck="name"))
			except frappe.PermissionError:
				listed = False
			return listed, bool(frappe.has_permission(doc.doctype, "read", doc.name))

	def assertSees(self, user, *docs):
		for doc in docs:
			self.assertEqual(self.sees(user, doc), (True, True), f"{user} should see {doc}")

	def assertBlind(self, user, *docs):
		for doc in docs:
			self.assertEqual(self.sees(user, doc), (False, False), f"{user} should not see {doc}")

	def test_staff_and_auditors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			user = make_user(f"{role.lower().replace(' ', '-')}@hub.test", role)
			self.assertSees(
				user,
				self.led,
				self.other,
				self.draft,
				self.of_own_ngo,
				self.of_other_ngo,
				self.feedback_on_led,
				self.feedback_on_other,
			)

	def test_mentor_sees_public_workshops_and_the_people_of_the_own_ones(self):
		self.assertSees(self.mentor, self.led, self.other, self.of_own_ngo, self.feedback_on_led)
		self.assertBlind(self.mentor, self.draft, self.of_other_ngo, self.feedback_on_other)

	def test_coordinator_sees_what_belongs_to_the_granted_municipalities(self):
		self.assertSees(self.coordinator, self.led, self.of_own_ngo, self.feedback_on_led)
		self.assertBlind(self.coordinator, self.other, self.draft, self.of_other_ngo, self.feedback_on_other)

	def test_representative_sees_the_registrations_of_the_own_ngos_and_no_feedback(self):
		self.assertSees(self.representative, self.led, self.of_own_ngo)
		self.assertBlind(
			self.representative,
			self.other,
			self.draft,
			self.of_other_ngo,
			self.feedback_on_led,
			self.feedback_on_other,
		)

	def test_guest_and_user_without_a_role_see_nothing(self):
		for user in ("Guest", make_user("nobody@hub.test")):
			self.assertBlind(user, self.led, self.draft, self.of_own_ngo, self.feedback_on_led)

	def test_participant_data_are_for_staff_and_auditors_only(self):
		officer = make_user("officer@hub.test", "Hub Officer")
		auditor = make_user("auditor@hub.test", "Hub Auditor")
		for user, expected in (
			(officer, "Female"),
			(auditor, "Female"),
			(self.mentor, None),
			(self.coordinator, None),
			(self.representative, None),
		):
			with as_user(user), self.subTest(user):
				doc = frappe.get_doc("Workshop Registration", self.of_own_ngo.name)
				doc.apply_fieldlevel_read_permissions()
				self.assertEqual(doc.get("gender"), expected)

	def test_trainer_does_not_see_whose_feedback_it_is(self):
		with as_user(self.mentor):
			doc = frappe.get_doc("Workshop Feedback", self.feedback_on_led.name)
			doc.apply_fieldlevel_read_permissions()
			self.assertIsNone(doc.get("registration"))
			self.assertEqual(doc.overall, 4)

	def test_nobody_but_staff_writes(self):
		for user in (self.mentor, self.coordinator, self.representative):
			with as_user(user):
				for doc in (self.led, self.of_own_ngo):
					self.assertFalse(frappe.has_permission(doc.doctype, "write", doc.name))
					self.assertFalse(frappe.has_permission(doc.doctype, "create"))
		with as_user(self.representative), self.assertRaises(frappe.PermissionError):
			cancel_registration(make_registration_of(self).name)


def make_registration_of(case):
	"""Enter a registration as Administrator, whoever acts."""
	with as_user("Administrator"):
		return make_registration(make_workshop(), ngo=case.own_ngo.name)
