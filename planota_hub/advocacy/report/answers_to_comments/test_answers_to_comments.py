# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import today

from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.advocacy.doctype.proposal_comment.test_proposal_comment import make_comment
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row


class TestAnswersToComments(HubTestCase):
	def find(self, proposal: str) -> dict | None:
		return find_row("Answers to Comments", "proposal", proposal, from_date=today(), to_date=today())

	def test_the_whole_row_of_a_proposal(self):
		proposal = make_proposal(stage="In Consultation")
		for organisation, status in (
			("Društvo A", "Received"),
			("Društvo A", "Taken Up"),
			("Društvo B", "Partly Taken Up"),
			("Društvo C", "Not Taken Up"),
			("Društvo D", "Unconfirmed"),
		):
			comment = make_comment(proposal=proposal.name, organisation=organisation)
			frappe.db.set_value("Proposal Comment", comment.name, "status", status)

		row = self.find(proposal.name)

		row.pop("deadline")
		self.assertEqual(
			row,
			{
				"proposal_title": proposal.proposal_title,
				"proposal": proposal.name,
				"stage": "In Consultation",
				"comments": 4,
				"organisations": 3,
				"taken_up": 1,
				"partly": 1,
				"not_taken_up": 1,
				"without_answer": 1,
			},
		)

	def test_a_comment_of_another_day_is_left_out(self):
		comment = make_comment()
		frappe.db.set_value("Proposal Comment", comment.name, "creation", "2017-06-01 08:00:00")

		self.assertIsNone(self.find(comment.proposal))
