# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.reports import get_report_rows


class TestStakeholderContactList(HubTestCase):
	def setUp(self):
		super().setUp()
		self.place = make_municipality().name
		self.body = make_stakeholder(
			stakeholder_name="Občina Kolovrat",
			stakeholder_type="Municipality",
			municipality=self.place,
			email="obcina@kolovrat.test",
			phone="05 111 22 33",
			website="https://kolovrat.test",
			people=[
				{"full_name": "Bor Kos", "function": "Župan", "to_date": add_days(today(), -1)},
				{
					"full_name": "Ana Novak",
					"function": "Županja",
					"email": "ana@kolovrat.test",
					"from_date": today(),
					"information": "Declines",
				},
			],
		)

	def rows(self, **filters) -> list[dict]:
		return get_report_rows("Stakeholder Contact List", municipality=self.place, **filters)

	def test_the_organisation_and_who_speaks_for_it_today(self):
		of_body = {
			"stakeholder": self.body.name,
			"stakeholder_name": "Občina Kolovrat",
			"stakeholder_type": "Municipality",
			"municipality": self.place,
		}
		nobody = {"person": None, "function": None, "from_date": None, "to_date": None, "declined": 0}
		self.assertEqual(
			self.rows(),
			[
				{
					**of_body,
					**nobody,
					"email": "obcina@kolovrat.test",
					"phone": "05 111 22 33",
					"website": "https://kolovrat.test",
				},
				{
					**of_body,
					"person": "Ana Novak",
					"function": "Županja",
					"email": "ana@kolovrat.test",
					"phone": None,
					"from_date": getdate(today()),
					"to_date": None,
					"declined": 1,
					"website": None,
				},
			],
		)

	def test_a_contact_beside_the_table_stands_there_too(self):
		person = frappe.get_doc({"doctype": "Contact", "first_name": "Cene", "designation": "Tajnik"})
		person.append("links", {"link_doctype": "Stakeholder", "link_name": self.body.name})
		person.insert()

		self.assertEqual([row["person"] for row in self.rows(only_people=1)], ["Ana Novak", "Cene"])

	def test_a_part_of_the_function_finds_people_alone(self):
		self.assertEqual([row["person"] for row in self.rows(function="zupan")], ["Ana Novak"])
		self.assertEqual(self.rows(function="direktor"), [])

	def test_a_coordinator_reads_those_of_the_granted_municipalities(self):
		other = make_municipality().name
		coordinator = make_user("coordinator@contacts.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", other, coordinator)
		with as_user(coordinator):
			self.assertEqual(self.rows(), [])
