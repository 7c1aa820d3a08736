# SPDX-License-Identifier: GPL-3.0-only
"""The chain from a need over a proposal and a campaign to a changed rule."""

from unittest.mock import patch

import frappe

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign, take_step
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import close, make_proposal
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import take_step as take_proposal_step
from planota_hub.advocacy.need_answers import get_answers
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.needs.traceability import get_chain
from planota_hub.rules import many
from planota_hub.tests.compat import HubTestCase


class TestNeedAnswers(HubTestCase):
	def setUp(self):
		super().setUp()
		self.need = make_need(stage="Accepted").name
		self.rows = [{"need": self.need, "contribution": "Volunteers can be paid their travel"}]

	def get_stage(self) -> str:
		return frappe.db.get_value("Local Need", self.need, "stage")

	def get_states(self) -> list[tuple]:
		return [(answer["doctype"], answer["state"]) for answer in get_answers([self.need])]

	def test_a_proposal_that_was_adopted_by_its_addressee_addresses_the_need(self):
		draft = make_proposal(addressed_needs=self.rows)
		self.assertEqual(
			(self.get_states(), self.get_stage()), ([("Policy Proposal", "Planned")], "Accepted")
		)
		proposal = make_proposal(addressed_needs=self.rows, stage="Replied")
		self.assertEqual(self.get_stage(), "In Action")
		close(proposal, "Adopted", "Rejected")
		self.assertEqual(self.get_stage(), "In Action")

		frappe.delete_doc("Policy Proposal", draft.name)

		self.assertEqual(
			(self.get_states(), self.get_stage()), ([("Policy Proposal", "Addressed")], "Addressed")
		)

	def test_where_many_needs_are_asked_for_others_stay_out(self):
		other = make_need(stage="Accepted").name
		make_proposal(addressed_needs=[{**self.rows[0], "need": other}])
		make_proposal(addressed_needs=self.rows)
		few = get_answers([self.need])
		with patch.object(many, "MANY", 0):
			self.assertEqual(get_answers([self.need]), few)
		self.assertEqual([answer["need"] for answer in few], [self.need])

	def test_a_rejected_proposal_has_dropped_the_need(self):
		close(make_proposal(addressed_needs=self.rows, stage="Replied"), "Rejected", "Rejected")
		self.assertEqual(
			(self.get_states(), self.get_stage()), ([("Policy Proposal", "Dropped")], "Accepted")
		)

	def test_a_withdrawn_proposal_has_dropped_the_need(self):
		proposal = make_proposal(addressed_needs=self.rows)
		take_proposal_step(proposal, "Withdraw", withdrawal_reason="The rule was repealed")
		self.assertEqual(self.get_states(), [("Policy Proposal", "Dropped")])

	def test_a_campaign_addresses_the_need_when_it_closes_with_its_goal_reached(self):
		campaign = make_campaign(addressed_needs=self.rows, stage="Evaluated")
		self.assertEqual(
			(self.get_states(), self.get_stage()), ([("Advocacy Campaign", "In Action")], "In Action")
		)

		take_step(campaign, "Close")

		self.assertEqual(
			(self.get_states(), self.get_stage()), ([("Advocacy Campaign", "Addressed")], "Addressed")
		)

	def test_a_campaign_that_failed_has_dropped_the_need(self):
		campaign = make_campaign(addressed_needs=self.rows, stage="Evaluated")
		campaign.outcome_level = "Not"
		campaign.save()
		take_step(campaign, "Close")
		self.assertEqual(
			(self.get_states(), self.get_stage()), ([("Advocacy Campaign", "Dropped")], "Accepted")
		)

	def test_the_chain_of_the_need_names_proposal_and_campaign(self):
		proposal = close(make_proposal(addressed_needs=self.rows, stage="Replied"), "Adopted", "Adopted")
		campaign = make_campaign(addressed_needs=self.rows, stage="Closed")

		chain = [(answer["name"], answer["state"], answer["stage"]) for answer in get_chain(self.need)]

		self.assertCountEqual(
			chain, [(proposal.name, "Addressed", "Closed"), (campaign.name, "Addressed", "Closed")]
		)

	def test_a_need_is_named_once(self):
		with self.assertRefused("Needs, row 2, Need"):
			make_proposal(addressed_needs=[*self.rows, *self.rows])
