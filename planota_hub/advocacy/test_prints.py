# SPDX-License-Identifier: GPL-3.0-only
"""What is printed of policies, proposals and campaigns: all that was entered for somebody else to read."""

import frappe

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import (
	make_action,
	make_campaign,
	make_target,
)
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase


class TestPrints(HubTestCase):
	def assertPrints(self, doc, print_format: str, *texts: str):
		html = frappe.get_print(doc.doctype, doc.name, print_format)
		for text in texts:
			self.assertIn(text, html)

	def test_the_analysis_of_a_policy_says_whom_it_affects_how_and_by_which_evidence(self):
		ngo = make_ngo()
		policy = make_policy(
			problem="Volunteers do not count.",
			affected_groups="Small associations",
			in_force_from="2024-03-01",
			evidence=[{"evidence": "Survey", "finding": "Every second hour is unpaid"}],
			affected_ngos=[{"ngo": ngo.name, "how_affected": "Loses the call"}],
			experts=[{"expert_name": "Ana Kos", "contribution": "Read the draft"}],
		)

		self.assertPrints(
			policy,
			"Policy Analysis",
			"Volunteers do not count.",
			"Small associations",
			frappe.utils.format_date("2024-03-01"),
			"Every second hour is unpaid",
			ngo.ngo_name,
			"Loses the call",
			"Read the draft",
		)

	def test_the_proposal_says_how_it_was_sent_and_under_which_numbers_it_is_found(self):
		proposal = make_proposal(stage="Submitted")
		proposal.update(
			{"submission_channel": "Post", "submission_reference": "007-1", "reply_reference": "410-2"}
		)
		proposal.save()

		self.assertPrints(proposal, "Policy Proposal Submission", "Post", "007-1", "410-2")

	def test_the_report_of_a_campaign_says_what_was_told_to_whom_and_by_what_kind_of_action(self):
		campaign = make_campaign(
			targets=[make_target(person_function="Head of the council")],
			messages=[{"audience": "Council", "message": "Hours are money", "proof": "Study of 2023"}],
			actions=[make_action(action_type="Petition")],
		)

		self.assertPrints(
			campaign,
			"Campaign Report",
			"Mayor (Head of the council)",
			"Hours are money",
			"Study of 2023",
			"Petition",
		)
