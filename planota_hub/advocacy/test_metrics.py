# SPDX-License-Identifier: GPL-3.0-only
"""Figures that indicators are computed from: which records they count."""

from datetime import date

from frappe.utils import add_days, getdate, today

from planota_hub.advocacy import metrics
from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import close, make_proposal
from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.counting import read_counted

PLACE = {"municipality": "Tolmin", "field_of_work": "Social Services"}


class TestMetrics(HubTestCase):
	"""A proposal submitted sixty days ago and answered ten days ago, and a campaign begun twenty days ago."""

	def setUp(self):
		super().setUp()
		self.period = (getdate(add_days(today(), -75)), getdate(today()))
		self.before = {name: self.count(name) for name in self.functions()}
		self.ngos = [make_ngo(), make_ngo(municipality="Bovec", legal_form="Foundation")]
		policy = make_policy(field_of_work="Social Services")
		involved = [{"ngo": ngo.name} for ngo in self.ngos]
		proposal = make_proposal(policy=policy.name, stage="Replied", involved_ngos=involved)
		self.proposal = close(proposal, "Adopted", "Rejected")
		self.campaign = make_campaign(stage="Active", involved_ngos=involved[:1], **PLACE)

	def functions(self) -> list[str]:
		return ["submitted_proposals", "adopted_proposals", "won_asks", "campaigns", "involved_ngos"]

	def count(self, name: str, period=None, **filters) -> float:
		query = getattr(metrics, f"get_{name}")(*(period or self.period), filters)
		return sum(row["value"] for row in read_counted(query))

	def get_row(self, name: str, record: str) -> dict:
		rows = read_counted(getattr(metrics, f"get_{name}")(*self.period))
		return next(row for row in rows if row["name"] == record)

	def test_every_figure_counts_its_records(self):
		added = {name: self.count(name) - self.before[name] for name in self.functions()}
		self.assertEqual(
			added,
			{
				"submitted_proposals": 1,
				"adopted_proposals": 1,
				"won_asks": 1,
				"campaigns": 1,
				"involved_ngos": 2,
			},
		)

	def test_whole_rows(self):
		days = {name: getdate(add_days(today(), -number)) for name, number in (("in", 60), ("out", 10))}
		row = {"value": 1, "ngo": None, "administrative_unit": None, "legal_form": None, **PLACE}
		proposal = {**row, "doctype": "Policy Proposal", "name": self.proposal.name}
		self.assertEqual(
			self.get_row("submitted_proposals", self.proposal.name), {**proposal, "date": days["in"]}
		)
		self.assertEqual(
			self.get_row("adopted_proposals", self.proposal.name), {**proposal, "date": days["out"]}
		)
		ask = self.proposal.asks[0].name
		self.assertEqual(
			self.get_row("won_asks", ask),
			{**proposal, "doctype": "Policy Ask", "name": ask, "date": days["out"]},
		)
		self.assertEqual(
			self.get_row("campaigns", self.campaign.name),
			{
				**row,
				"doctype": "Advocacy Campaign",
				"name": self.campaign.name,
				"date": getdate(add_days(today(), -20)),
			},
		)

	def test_an_ngo_counts_once_with_what_the_register_says_of_it(self):
		self.assertEqual(
			self.get_row("involved_ngos", self.ngos[1].name),
			{
				"doctype": "NGO",
				"name": self.ngos[1].name,
				"date": getdate(add_days(today(), -60)),
				"value": 1,
				"ngo": self.ngos[1].name,
				"municipality": "Bovec",
				"administrative_unit": None,
				"field_of_work": None,
				"legal_form": "Foundation",
			},
		)

	def test_what_lies_outside_the_period_or_the_filters_is_not_counted(self):
		long_ago = (date(1990, 1, 1), date(1990, 12, 31))
		for name in self.functions():
			self.assertEqual(self.count(name, long_ago), 0, name)
			self.assertEqual(self.count(name, municipality="Nowhere"), 0, name)

	def test_a_draft_campaign_and_a_rejected_proposal_are_not_counted(self):
		before = {name: self.count(name) for name in ("campaigns", "adopted_proposals")}
		make_campaign(stage="Approved")
		close(make_proposal(stage="Replied"), "Rejected", "Rejected")
		self.assertEqual({name: self.count(name) for name in before}, before)
