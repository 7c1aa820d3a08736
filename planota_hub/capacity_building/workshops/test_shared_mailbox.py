# SPDX-License-Identifier: GPL-3.0-only
"""Two people of one small NGO share a mailbox: each registers, comes and leaves for themselves."""

import re

import frappe
from frappe.utils import add_to_date, now_datetime

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	make_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
	make_registration,
)
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import SIGN_IN_PURPOSE, sign_in
from planota_hub.capacity_building.workshops.intake import cancel_by_link
from planota_hub.capacity_building.workshops.mail import REGISTRATION_PURPOSE
from planota_hub.capacity_building.workshops.test_intake import get_mails, read_mail, register
from planota_hub.rules.tokens import make_token, read_token
from planota_hub.tests.compat import HubTestCase, as_user

OFFICE = "pisarna@skupna.test"
SIGNED_IN = {"outcome": "signed in", "message": "Thank you, you are signed in. Enjoy the workshop!"}
SIGNED_IN_ALREADY = {
	"outcome": "already signed in",
	"message": "You are signed in already. Enjoy the workshop!",
}


class TestSharedMailbox(HubTestCase):
	def setUp(self):
		super().setUp()
		self.workshop = make_workshop()

	def get_active(self) -> list[str]:
		filters = {"workshop": self.workshop.name, "status": ("!=", seats.CANCELLED)}
		return frappe.get_all(
			seats.REGISTRATION, filters, pluck="participant_name", order_by="queue_number asc"
		)

	def test_two_people_register_with_one_mailbox(self):
		for name in ("Ana Novak", "Bor Kos"):
			self.assertEqual(
				register(self.workshop, participant_name=name, email=OFFICE)["outcome"], "Confirmed"
			)
		self.assertEqual(self.get_active(), ["Ana Novak", "Bor Kos"])
		self.assertEqual(self.workshop.reload().confirmed_count, 2)

	def test_each_has_a_mail_and_a_link_of_their_own(self):
		register(self.workshop, participant_name="Ana Novak", email=OFFICE)
		register(self.workshop, participant_name="Bor Kos", email=OFFICE)

		mails = [read_mail(mail)[1] for mail in get_mails(OFFICE)]
		links = [re.search(r"workshop-registration\?token=([^\"&<]+)", html)[1] for html in mails]
		names = [
			frappe.db.get_value(
				seats.REGISTRATION, read_token(REGISTRATION_PURPOSE, link), "participant_name"
			)
			for link in links
		]
		self.assertEqual(sorted(names), ["Ana Novak", "Bor Kos"])
		# initials tell whose it is; nothing that a guest typed is repeated
		self.assertEqual(
			[("B. K." in html, "Kos" in html) for html in mails], [(False, False), (True, False)]
		)

	def test_one_who_cancels_leaves_the_other_in_the_seat(self):
		for name in ("Ana Novak", "Bor Kos"):
			register(self.workshop, participant_name=name, email=OFFICE)
		ana = frappe.db.get_value(seats.REGISTRATION, {"participant_name": "Ana Novak", "email": OFFICE})
		with as_user("Guest"):
			cancel_by_link(make_token(REGISTRATION_PURPOSE, ana))
		self.assertEqual(self.get_active(), ["Bor Kos"])

	def test_one_person_is_registered_once_however_the_name_is_written(self):
		register(self.workshop, participant_name="Ana Novak", email=OFFICE)
		for name in ("Ana Novak", "NOVAK Ana", "dr. Ana Novák"):
			answer = register(self.workshop, participant_name=name, email="Pisarna+x@skupna.test")
			self.assertEqual(answer["outcome"], "Confirmed")
		self.assertEqual(self.get_active(), ["Ana Novak"])
		subjects = [read_mail(mail)[0] for mail in get_mails(OFFICE)]
		self.assertEqual(sum("already registered" in subject for subject in subjects), 1)

	def test_staff_enter_both_and_neither_twice(self):
		for name in ("Ana Novak", "Bor Kos"):
			make_registration(self.workshop, participant_name=name, email=OFFICE)
		with self.assertRefused("Kos Bor is already registered", frappe.UniqueValidationError):
			make_registration(self.workshop, participant_name="Kos Bor", email=OFFICE)

	def test_a_correction_of_the_name_makes_nobody_double(self):
		make_registration(self.workshop, participant_name="Ana Novak", email=OFFICE)
		other = make_registration(self.workshop, participant_name="Anja Novak", email=OFFICE)
		other.participant_name = "Ana Novak"
		with self.assertRefused("is already registered", frappe.UniqueValidationError):
			other.save()

	def test_each_has_a_certificate(self):
		workshop = make_past_workshop()
		names = ("Ana Novak", "Bor Kos")
		people = [make_attended(workshop, participant_name=name, email=OFFICE) for name in names]
		take_step(workshop, "Mark as Held")
		self.assertEqual(len({person.name for person in people}), 2)
		for person in people:
			self.assertTrue(person.get_certificate())


class TestSignInFromSharedMailbox(HubTestCase):
	def setUp(self):
		super().setUp()
		self.workshop = make_workshop()
		for name in ("Ana Novak", "Ana Kos"):
			make_registration(self.workshop, participant_name=name, email=OFFICE)
		make_registration(self.workshop, participant_name="Cene Rak", email="cene@rak.test")
		begun = {"starts_on": now_datetime(), "ends_on": add_to_date(now_datetime(), hours=2)}
		self.workshop.db_set(begun)
		self.token = make_token(SIGN_IN_PURPOSE, self.workshop.name)

	def sign_in(self, *args) -> dict:
		with as_user("Guest"):
			return sign_in(self.token, *args)

	def get_present(self) -> list[str]:
		filters = {"workshop": self.workshop.name, "attendance": "Attended"}
		return frappe.get_all(seats.REGISTRATION, filters, pluck="participant_name", order_by="name asc")

	def test_the_name_tells_who_is_here_and_nobody_is_told_the_others(self):
		with self.assertRefused("Please enter your name too"):
			self.sign_in(OFFICE)
		self.assertEqual(self.get_present(), [])
		self.assertEqual(self.sign_in(OFFICE, "kos"), SIGNED_IN)
		self.assertEqual(self.get_present(), ["Ana Kos"])
		self.assertEqual(self.sign_in(OFFICE, "Kos Ana"), SIGNED_IN_ALREADY)

	def test_a_name_of_nobody_or_of_several_is_refused(self):
		for name in ("Ana", "Bor", "👩"):
			with self.subTest(name), self.assertRefused("please enter first and last name"):
				self.sign_in(OFFICE, name)
		self.assertEqual(self.get_present(), [])

	def test_who_has_a_mailbox_alone_needs_no_name(self):
		self.assertEqual(self.sign_in("cene@rak.test"), SIGNED_IN)
