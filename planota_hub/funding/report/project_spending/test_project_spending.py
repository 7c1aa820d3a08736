# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project, spend
from planota_hub.funding.report.project_spending.project_spending import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestProjectSpending(HubTestCase):
	def setUp(self):
		super().setUp()
		claim = {
			"claim_title": "Claim 1",
			"from_date": "2018-01-01",
			"to_date": "2018-03-31",
			"amount_claimed": 750,
			"submitted_on": "2018-04-02",
			"amount_paid": 500,
			"paid_on": "2018-05-02",
		}
		self.project = make_project(spending=[spend(750), spend(30, "2")], claims=[claim])

	def row(self, code, name, planned, spent, percent) -> dict:
		return {
			"project": self.project.name,
			"project_title": self.project.project_title,
			"line_code": code,
			"line_name": name,
			"amount": planned,
			"spent": spent,
			"remaining": planned - spent,
			"percent": percent,
		}

	def test_each_budget_line_is_a_row_with_plan_and_spending(self):
		_columns, rows, _message, chart, summary = execute({"project": self.project.name})

		self.assertEqual(
			rows, [self.row("1", "Staff", 700, 750, 107.1), self.row("2", "Travel", 300, 30, 10.0)]
		)
		self.assertEqual(chart["data"]["labels"], ["1 Staff", "2 Travel"])
		self.assertEqual([one["values"] for one in chart["data"]["datasets"]], [[700, 300], [750, 30]])
		self.assertEqual([figure["value"] for figure in summary], [1000, 780, 750, 500])

	def test_without_a_project_only_those_that_run_are_shown(self):
		_columns, rows, _message, _chart, _summary = execute()
		self.assertNotIn(self.project.name, [row.project for row in rows])

	def test_who_may_not_see_projects_sees_none_of_their_money(self):
		with as_user(make_user("representative@hub.test", "NGO Representative")):
			with self.assertRaises(frappe.PermissionError):
				execute({"project": self.project.name})
