# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
	make_consortium,
	make_partner,
)
from planota_hub.partnerships.report.consortium_sector_balance.consortium_sector_balance import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestConsortiumSectorBalance(HubTestCase):
	"""A balanced consortium in Tolmin, and one of an NGO and a municipality in Bovec that a company has left."""

	def setUp(self):
		super().setUp()
		self.balanced = make_active_consortium(consortium_name="Prvi konzorcij", municipality="Tolmin")
		company = make_partner(
			"Company",
			from_date=add_days(today(), -30),
			to_date=add_days(today(), -10),
			leaving_reason="Moved away",
		)
		self.failing = make_consortium(
			consortium_name="Tretji konzorcij",
			municipality="Bovec",
			partners=[make_partner(), make_partner("Municipality"), company],
		)

	def get_rows(self, **filters) -> list[dict]:
		names = (self.balanced.name, self.failing.name)
		return [row for row in execute(filters)[1] if row["consortium"] in names]

	def test_whole_rows(self):
		balanced = {
			"consortium": self.balanced.name,
			"consortium_name": "Prvi konzorcij",
			"stage": "Active",
			"municipality": "Tolmin",
			"partners": 5,
			"votes": 5,
			"balance": "Passed",
			"reasons": "",
			"civil_votes": 2,
			"civil_percent": 40,
			"public_votes": 2,
			"public_percent": 40,
			"private_votes": 1,
			"private_percent": 20,
			"cross_votes": 0,
			"cross_percent": 0,
		}
		failing = {
			"consortium": self.failing.name,
			"consortium_name": "Tretji konzorcij",
			"stage": "Initiated",
			"municipality": "Bovec",
			"partners": 2,
			"votes": 2,
			"balance": "Failed",
			"reasons": "All three sectors take part: Missing: Private. "
			"No sector has more than 49 % of the votes: Civil Society has 1 of 2 votes, 50 %.",
			"civil_votes": 1,
			"civil_percent": 50,
			"public_votes": 1,
			"public_percent": 50,
			"private_votes": 0,
			"private_percent": 0,
			"cross_votes": 0,
			"cross_percent": 0,
		}
		self.assertEqual(self.get_rows(), [balanced, failing])

	def test_the_balance_of_an_earlier_day(self):
		rows = self.get_rows(as_of=add_days(today(), -20))

		self.assertEqual([(row["partners"], row["balance"]) for row in rows], [(5, "Passed"), (3, "Passed")])

	def test_every_filter(self):
		for filters, names in (
			({"balance": "Failed"}, [self.failing.name]),
			({"stage": "Active"}, [self.balanced.name]),
			({"municipality": "Bovec"}, [self.failing.name]),
			({"field_of_work": "Youth"}, []),
		):
			with self.subTest(filters):
				self.assertEqual([row["consortium"] for row in self.get_rows(**filters)], names)

	def test_chart_and_summary_count_the_same_rows(self):
		_columns, rows, _note, chart, summary = execute({"municipality": "Tolmin", "stage": "Active"})

		self.assertEqual(len(chart["data"]["labels"]), len(rows))
		self.assertEqual(summary[0]["value"], len(rows))
		self.assertIsNone(execute({"field_of_work": "Human Rights and Democracy"})[3])

	def test_a_coordinator_sees_the_granted_municipalities(self):
		coordinator = make_user("partner-coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		with as_user(coordinator):
			self.assertEqual([row["consortium"] for row in self.get_rows()], [self.failing.name])
