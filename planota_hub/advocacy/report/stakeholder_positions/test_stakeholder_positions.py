# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, formatdate, getdate, today

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign, make_target
from planota_hub.advocacy.report.stakeholder_positions.stakeholder_positions import execute
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with


class TestStakeholderPositions(HubTestCase):
	def setUp(self):
		super().setUp()
		self.days = [getdate(add_days(today(), -number)) for number in (15, 5)]
		self.town = make_stakeholder(stakeholder_name="Občina Poskus").name
		self.campaign = make_campaign(
			stage="Approved",
			targets=[
				make_target(position_on=self.days[0]),
				make_target(person_name="", stakeholder=self.town, support=0, position_on=self.days[0]),
			],
		)
		self.campaign.targets[0].update(
			{"support": 1, "interest": 4, "position_on": self.days[1], "move_reason": "The meeting helped"}
		)
		self.campaign.save()
		self.filters = {"campaign": self.campaign.name}

	def test_whole_rows(self):
		mayor, town = execute(self.filters)[1]
		self.assertEqual(
			mayor,
			{
				"campaign": self.campaign.name,
				"campaign_title": self.campaign.campaign_title,
				"target": "Mayor",
				"stakeholder": None,
				"first_on": self.days[0],
				"first_support": -1,
				"last_on": self.days[1],
				"power": 5,
				"interest": 4,
				"support": 1,
				"shift": 2,
				"moves": 1,
				"reason": "The meeting helped",
				"next_step": None,
			},
		)
		self.assertEqual((town["target"], town["shift"], town["moves"]), ("Občina Poskus", 0, 0))

	def test_positions_on_an_earlier_day(self):
		rows = execute({**self.filters, "on_date": self.days[0]})[1]
		self.assertEqual([row["support"] for row in rows], [-1, 0])
		self.assertEqual(execute({**self.filters, "on_date": add_days(today(), -30)})[1], [])

	def test_chart_follows_the_targets_that_moved(self):
		data = execute(self.filters)[3]["data"]
		self.assertEqual(data["labels"], [formatdate(day) for day in self.days])
		self.assertEqual(data["datasets"], [{"name": "Mayor", "values": [-1, 1]}])
		self.assertIsNone(execute({**self.filters, "stakeholder": self.town})[3])

	def test_summary(self):
		self.assertEqual([row["value"] for row in execute(self.filters)[4]], [2, 1, 0, "1"])

	def test_positions_of_a_draft_are_not_for_everybody(self):
		draft = make_campaign()
		with as_user(user_with("Hub Mentor")):
			self.assertEqual(execute({"campaign": draft.name})[1], [])
			self.assertEqual(len(execute(self.filters)[1]), 2)
