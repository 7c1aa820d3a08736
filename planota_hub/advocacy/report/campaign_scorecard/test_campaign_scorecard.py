# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, getdate, today

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import (
	make_action,
	make_campaign,
	make_target,
)
from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import close, make_proposal
from planota_hub.advocacy.report.campaign_scorecard.campaign_scorecard import execute
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with

FILTERS = {"field_of_work": "Sport and Recreation"}


class TestCampaignScorecard(HubTestCase):
	def setUp(self):
		super().setUp()
		proposal = close(make_proposal(stage="Replied"), "Adopted", "Rejected")
		self.campaign = make_campaign(
			stage="Active",
			campaign_title="Volunteers count",
			budget=500,
			proposals=[{"proposal": proposal.name}],
			actions=[make_action(), make_action(status="Planned")],
			targets=[make_target()],
			**FILTERS,
		)
		self.campaign.targets[0].support = 1
		self.campaign.save()
		make_supporter(campaign=self.campaign.name)
		self.draft = make_campaign(
			starts_on=add_days(today(), -400), ends_on=add_days(today(), -300), **FILTERS
		)

	def test_whole_rows(self):
		active, draft = execute(FILTERS)[1]
		self.assertEqual(
			active,
			{
				"campaign": self.campaign.name,
				"campaign_title": "Volunteers count",
				"stage": "Active",
				"starts_on": getdate(add_days(today(), -20)),
				"ends_on": getdate(add_days(today(), 20)),
				"budget": 500,
				"actions_done": 1,
				"reach": 20,
				"cost": 100,
				"cost_per_reach": 5,
				"supporters": 1,
				"shift": 2,
				"asks": 2,
				"asks_won": 1,
				"objectives": 1,
				"objectives_reached": 0,
			},
		)
		self.assertEqual(
			(draft["campaign"], draft["reach"], draft["cost_per_reach"]), (self.draft.name, 0, None)
		)

	def test_chart_and_summary(self):
		chart, summary = execute(FILTERS)[3:]
		self.assertEqual(chart["data"]["labels"], ["Volunteers count"])
		self.assertEqual([row["values"] for row in chart["data"]["datasets"]], [[20], [1]])
		self.assertEqual([row["value"] for row in summary], [2, 20, 100, 1, 1])
		self.assertIsNone(execute({**FILTERS, "stage": "Draft"})[3])

	def test_every_filter(self):
		def found(**filters) -> list[str]:
			return [row["campaign"] for row in execute({**FILTERS, **filters})[1]]

		self.assertEqual(found(stage="Draft"), [self.draft.name])
		self.assertEqual(found(from_date=today()), [self.campaign.name])
		self.assertEqual(found(to_date=add_days(today(), -300)), [self.draft.name])
		self.assertEqual(found(municipality="Bovec"), [])
		self.assertEqual(found(responsible="Guest"), [])
		with self.assertRefused("To Date: expected is a day not before"):
			execute({"from_date": today(), "to_date": add_days(today(), -1)})

	def test_a_mentor_does_not_see_drafts(self):
		with as_user(user_with("Hub Mentor")):
			self.assertEqual([row["campaign"] for row in execute(FILTERS)[1]], [self.campaign.name])
