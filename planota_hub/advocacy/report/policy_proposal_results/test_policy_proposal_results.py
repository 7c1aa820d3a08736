# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, getdate, today

from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import close, make_proposal, take_step
from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.advocacy.report.policy_proposal_results.policy_proposal_results import execute
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with

NOTHING = {"adopted": 0, "partly_adopted": 0, "rejected": 0, "no_reply": 0, "open": 0}


class TestPolicyProposalResults(HubTestCase):
	"""Of one owner two proposals of two asks each: one answered, one still open; of a ministry one without reply."""

	def setUp(self):
		super().setUp()
		field = "Sport and Recreation"
		self.filters = {"field_of_work": field}
		town = make_stakeholder(
			stakeholder_name="Občina Poskus", stakeholder_type="Municipality", municipality="Tolmin"
		).name
		local = make_policy(owner_stakeholder=town, field_of_work=field).name
		ministry = make_stakeholder(
			stakeholder_name="Ministrstvo za poskuse", stakeholder_type="Ministry"
		).name
		national = make_policy(owner_stakeholder=ministry, level="National", field_of_work=field).name
		close(make_proposal(policy=local, stage="Replied"), "Adopted", "Rejected")
		make_proposal(policy=local, stage="Submitted")
		take_step(make_proposal(policy=national, stage="Submitted"), "Close Without Reply")
		make_proposal(policy=local, stage="Adopted")

	def get_rows(self, **filters) -> list[dict]:
		rows = execute({**self.filters, **filters})[1]
		return [{key: value for key, value in row.items() if key != "group"} for row in rows]

	def test_whole_rows_by_owner(self):
		town = {
			**NOTHING,
			"label": "Občina Poskus",
			"proposals": 2,
			"asks": 4,
			"adopted": 1,
			"rejected": 1,
			"open": 2,
			"won": 1,
			"won_percent": 50,
		}
		ministry = {
			**NOTHING,
			"label": "Ministrstvo za poskuse",
			"proposals": 1,
			"asks": 2,
			"no_reply": 2,
			"won": 0,
			"won_percent": 0,
		}
		self.assertEqual(self.get_rows(), [town, ministry])

	def test_every_way_to_group_and_every_filter(self):
		year = str(getdate(add_days(today(), -60)).year)
		by = {
			key: {row["label"]: row["asks"] for row in self.get_rows(group_by=key)}
			for key in ("Level", "Year")
		}
		self.assertEqual(by, {"Level": {"Local": 4, "National": 2}, "Year": {year: 6}})
		self.assertEqual(len(self.get_rows(group_by="Proposal")), 3)
		self.assertEqual([row["asks"] for row in self.get_rows(level="National")], [2])
		self.assertEqual([row["asks"] for row in self.get_rows(municipality="Tolmin")], [4])
		self.assertEqual(self.get_rows(from_date=today()), [])
		self.assertEqual(self.get_rows(to_date=add_days(today(), -61)), [])

	def test_chart_and_summary(self):
		chart, summary = execute(self.filters)[3:]
		self.assertEqual(
			chart["data"]["datasets"],
			[
				{"name": "Adopted", "values": [1, 0]},
				{"name": "Partly Adopted", "values": [0, 0]},
				{"name": "Rejected", "values": [1, 0]},
				{"name": "No Reply", "values": [0, 2]},
				{"name": "Open", "values": [2, 0]},
			],
		)
		self.assertEqual([row["value"] for row in summary], [3, 6, 1, 25, 2])

	def test_a_reader_sees_what_they_may_see(self):
		with as_user(user_with("Hub Auditor")):
			self.assertEqual(len(self.get_rows()), 2)

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("Group By: please choose one of"):
			execute({"group_by": "Colour"})
		with self.assertRefused("To Date: expected is a day not before"):
			execute({"from_date": today(), "to_date": add_days(today(), -1)})
