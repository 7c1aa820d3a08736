# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, add_years, getdate, today

from planota_hub.local_networks.bodies.vacancies import start_election
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.report.mandates_expiring.mandates_expiring import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestMandatesExpiring(HubTestCase):
	def setUp(self):
		super().setUp()
		self.body = make_body()

	def run_report(self, **filters) -> list[dict]:
		return execute({"body": self.body.name, **filters})[1]

	def test_a_whole_row_tells_who_leaves_when_and_what_is_done(self):
		last = add_days(today(), 20)
		mandate = make_mandate(self.body, to_date=last)
		election = start_election(self.body.name, "Tolmin")

		(row,) = self.run_report()

		self.assertEqual(
			row,
			{
				"mandate": mandate.name,
				"person_name": mandate.person_name,
				"body": self.body.name,
				"body_name": self.body.body_name,
				"seat": "Tolmin",
				"ngo": mandate.ngo,
				"ngo_name": frappe.db.get_value("NGO", mandate.ngo, "ngo_name"),
				"last_day": getdate(last),
				"days_left": 20,
				"warned_on": None,
				"successor": None,
				"election": election,
			},
		)

	def test_a_planned_mandate_for_the_seat_is_a_successor(self):
		make_mandate(self.body, to_date=add_days(today(), 20))
		make_mandate(
			self.body,
			from_date=add_days(today(), 21),
			to_date=add_years(today(), 4),
			person_name="Miha Rutar",
		)

		rows = self.run_report()

		self.assertEqual([row["successor"] for row in rows], ["Miha Rutar"])
		self.assertEqual([figure["value"] for figure in execute({"body": self.body.name})[4]], [1, 0])

	def test_the_next_to_end_comes_first_and_how_far_it_looks_can_be_chosen(self):
		later = make_mandate(self.body, seat="Idrija", to_date=add_days(today(), 200))
		sooner = make_mandate(
			self.body,
			to_date=add_days(today(), 400),
			ended_early_on=add_days(today(), 5),
			end_reason="Resigned",
		)

		self.assertEqual([row["mandate"] for row in self.run_report()], [sooner.name])
		self.assertEqual([row["mandate"] for row in self.run_report(days=201)], [sooner.name, later.name])

	def test_mandates_of_unseen_bodies_are_left_out(self):
		self.body = make_body(municipality="Idrija")
		make_mandate(self.body, to_date=add_days(today(), 20))
		with as_user(make_user("elsewhere@bodies.test", "Network Coordinator")):
			self.assertEqual(self.run_report(), [])
