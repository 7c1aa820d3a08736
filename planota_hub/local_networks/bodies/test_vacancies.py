# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.local_networks.bodies.vacancies import start_election
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestStartElection(HubTestCase):
	def start(self, body, unit: str | None = "Tolmin", field: str | None = None):
		return frappe.get_doc("Representative Election", start_election(body.name, unit, field))

	def test_a_vacancy_becomes_the_draft_of_an_election(self):
		body = make_body(legal_basis="Poslovnik, 8. člen")

		election = self.start(body, "Idrija", "Youth")

		(row,) = election.units
		self.assertEqual((row.administrative_unit, row.field_of_work, row.seats), ("Idrija", "Youth", 1))
		self.assertEqual(
			(election.body, election.stage, election.legal_basis), (body.name, "Draft", "Poslovnik, 8. člen")
		)
		self.assertIn(body.body_name, election.election_title)

	def test_all_seats_of_the_cell_that_are_to_fill_are_elected_together(self):
		body = make_body(seats=[{"administrative_unit": "Tolmin"}] * 3 + [{"administrative_unit": "Idrija"}])
		make_mandate(body)

		self.assertEqual(self.start(body).units[0].seats, 2)

	def test_a_substitute_is_elected_for_the_rest_of_the_term_of_the_others(self):
		body = make_body()
		other = make_mandate(body, seat="Idrija")

		election = self.start(body)

		self.assertEqual(getdate(election.mandate_to), getdate(other.to_date))

	def test_without_others_a_whole_term_is_proposed(self):
		election = self.start(make_body(term_years=4))

		self.assertEqual(getdate(election.mandate_from), getdate(add_days(today(), 45)))
		self.assertEqual(
			getdate(election.mandate_to),
			getdate(add_days(frappe.utils.add_years(election.mandate_from, 4), -1)),
		)

	def test_a_successor_begins_the_day_after_an_expiring_mandate(self):
		body = make_body()
		make_mandate(body, to_date=add_days(today(), 80))

		election = self.start(body)

		self.assertEqual(getdate(election.mandate_from), getdate(add_days(today(), 81)))

	def test_a_second_click_leads_to_the_running_election(self):
		body = make_body()
		first = self.start(body)

		self.assertEqual(self.start(body).name, first.name)
		self.assertNotEqual(self.start(body, "Idrija").name, first.name)

	def test_a_cancelled_election_can_be_started_anew(self):
		body = make_body()
		first = self.start(body)
		frappe.db.set_value("Representative Election", first.name, "stage", "Cancelled")

		self.assertNotEqual(self.start(body).name, first.name)

	def test_nobody_is_elected_where_all_seats_are_filled_or_the_body_is_dissolved(self):
		body = make_body()
		make_mandate(body)
		with self.assertRefused("All these seats are filled."):
			self.start(body)
		with self.assertRefused("was dissolved; nobody is elected to it any more."):
			self.start(make_body(dissolved_on=today()))

	def test_a_place_that_is_none_of_the_body_is_refused(self):
		with self.assertRefused("All these seats are filled."):
			self.start(make_body(), "Ajdovščina")

	def test_who_only_reads_bodies_starts_no_election(self):
		body = make_body()
		for role in ("Hub Mentor", "Network Coordinator", "Hub Auditor", "NGO Representative"):
			user = make_user(f"{role.lower().replace(' ', '-')}@elections.test", role)
			with self.subTest(role), as_user(user), self.assertRaises(frappe.PermissionError):
				self.start(body)
