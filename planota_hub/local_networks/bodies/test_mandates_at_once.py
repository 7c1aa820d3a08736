# SPDX-License-Identifier: GPL-3.0-only
"""One body, many people: mandates and elections made in the same moment, each over a connection of its own."""

import frappe
from frappe.utils import add_years, today

from planota_hub.local_networks.bodies.mandates import BODY, MANDATE, create_mandate
from planota_hub.local_networks.bodies.vacancies import ELECTION, start_election
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase

PEOPLE, SEATS = 12, 4


class TestMandatesAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.body = make_body(seats=[{"administrative_unit": "Tolmin"}] * SEATS)
		self.ngo = make_ngo(stage="Verified")
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		for doctype in (MANDATE, ELECTION):
			for name in frappe.get_all(doctype, {"body": self.body.name}, pluck="name", order_by="name asc"):
				frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		for doc in (self.body, self.ngo):
			frappe.delete_doc(doc.doctype, doc.name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def elect(self, person_name: str) -> str:
		term = {"from_date": today(), "to_date": add_years(today(), 4)}
		place = {"ngo": self.ngo.name, "administrative_unit": "Tolmin"}
		return create_mandate(self.body.name, person_name=person_name, **place, **term)

	def test_twelve_people_at_once_fill_four_seats_and_the_others_get_a_clear_message(self):
		answers = call_at_once(self.elect, [f"Oseba {number}" for number in range(PEOPLE)], "Administrator")

		refused = [error for error in answers if isinstance(error, Exception)]
		self.assertEqual(len(refused), PEOPLE - SEATS)
		for error in refused:
			self.assertIn("No seat is free from", str(error))
		frappe.db.rollback()
		seats = frappe.get_all(MANDATE, {"body": self.body.name}, pluck="seat", order_by="seat asc")
		self.assertEqual(seats, ["Tolmin", "Tolmin 2", "Tolmin 3", "Tolmin 4"])
		figures = frappe.db.get_value(BODY, self.body.name, ["seats_filled", "seats_vacant"])
		self.assertEqual(figures, (SEATS, 0))

	def test_one_vacancy_that_many_click_on_at_once_starts_one_election(self):
		def start(unit: str) -> str:
			return start_election(self.body.name, unit)

		answers = call_at_once(start, ["Tolmin"] * PEOPLE, "Administrator")

		self.assertEqual(len(set(map(str, answers))), 1)
		frappe.db.rollback()
		self.assertEqual(frappe.db.count(ELECTION, {"body": self.body.name}), 1)
