# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.funding.projects import cards as project_cards
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def in_days(days: int) -> str:
	return str(add_days(today(), days))


class TestProjectCards(HubTestCase):
	"""A project that runs from a year ago until a year from now, its first half already over."""

	def setUp(self):
		super().setUp()
		self.project = make_project(
			starts_on=in_days(-365),
			ends_on=in_days(365),
			claims=[
				{
					"claim_title": f"Claim {number}",
					"from_date": in_days(-365),
					"to_date": in_days(-300),
					"due_on": in_days(-10),
					"amount_claimed": 10,
				}
				for number in (1, 2)
			],
		)
		self.period = make_period(self.project, (in_days(-365), in_days(-1)))
		make_period(self.project, (today(), in_days(365)))

	def test_periods_to_report_are_those_that_ended_and_are_open(self):
		before = project_cards.get_periods_to_report()
		self.assertEqual(before["route_options"], {"stage": "Open", "ends_on": ["<", today()]})

		self.period.db_set("stage", "Submitted")
		self.assertEqual(project_cards.get_periods_to_report()["value"], before["value"] - 1)

	def test_a_project_with_two_overdue_claims_counts_once(self):
		before = project_cards.get_projects_with_overdue_claims()["value"]
		for claim in self.project.claims:
			claim.db_set("status", "Open")

		self.assertEqual(project_cards.get_projects_with_overdue_claims()["value"], before - 1)

	def test_indicators_are_behind_plan_when_their_figure_is_too_small(self):
		before = project_cards.get_indicators_behind_plan()["value"]
		behind = make_indicator(self.project, [(self.period, 10)])
		make_indicator(self.project)
		self.period.compute_figures()

		card = project_cards.get_indicators_behind_plan()
		self.assertEqual(card["value"], before + 1)
		self.assertEqual([row.name for row in project_cards.get_behind([self.project.name])], [behind.name])

	def test_who_sees_no_project_gets_no_card(self):
		with as_user(make_user("representative@hub.test", "NGO Representative")):
			for card in (
				project_cards.get_periods_to_report,
				project_cards.get_projects_with_overdue_claims,
				project_cards.get_indicators_behind_plan,
			):
				with self.assertRaises(frappe.PermissionError):
					card()
