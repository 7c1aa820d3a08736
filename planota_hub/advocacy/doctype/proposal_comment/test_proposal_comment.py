# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import today

from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal, take_step
from planota_hub.advocacy.proposals.comments import get_comments
from planota_hub.tests.compat import HubTestCase

COMMENT = "Proposal Comment"


def make_comment(**overrides):
	"""Enter a comment that came by post on a proposal in consultation, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": COMMENT,
			"proposal": overrides.pop("proposal", None) or make_proposal(stage="In Consultation").name,
			"comment": "Travel costs of volunteers should count too.",
			"commenter_name": "Ana Kos",
			"email": "ana@example.org",
			**overrides,
		}
	).insert()


class TestProposalComment(HubTestCase):
	def test_what_the_staff_enter_needs_no_confirmation_and_counts(self):
		comment = make_comment()

		self.assertEqual((comment.status, comment.source), ("Received", "Desk"))
		self.assertEqual(frappe.db.get_value("Policy Proposal", comment.proposal, "comment_count"), 1)

	def test_a_deleted_comment_counts_no_more(self):
		comment = make_comment()
		comment.delete()
		self.assertEqual(frappe.db.get_value("Policy Proposal", comment.proposal, "comment_count"), 0)

	def test_saving_the_proposal_keeps_the_number(self):
		comment = make_comment()
		proposal = frappe.get_doc("Policy Proposal", comment.proposal)
		proposal.comment_count = 40
		proposal.save()
		self.assertEqual(proposal.reload().comment_count, 1)

	def test_after_the_consultation_nothing_is_taken(self):
		for stage in ("Draft", "Adopted"):
			with self.subTest(stage), self.assertRefused("The consultation on this proposal is closed"):
				make_comment(proposal=make_proposal(stage=stage).name)

	def test_a_comment_is_about_one_of_the_asks(self):
		self.assertEqual(make_comment(ask="Article 5, eligible costs").ask, "Article 5, eligible costs")
		with self.assertRefused("About: please choose from the list"):
			make_comment(ask="Article 99")

	def test_an_answer_is_a_decision_with_a_reason(self):
		comment = make_comment()
		comment.answer = "We added it."
		with self.assertRefused("What Became of It: please choose"):
			comment.save()
		comment.reload().answer_result = "Taken Up"
		with self.assertRefused("Answer: please give the reason"):
			comment.save()

	def test_the_answer_goes_to_the_sender_once_and_sets_the_status(self):
		comment = make_comment()
		sent = frappe.db.count("Email Queue")
		comment.update({"answer_result": "Taken Up", "answer": "We added it to article 5."})
		comment.save()
		comment.answer = "We added it to article 6."
		comment.save()

		self.assertEqual((comment.status, comment.answered_by), ("Taken Up", "Administrator"))
		self.assertEqual(frappe.db.count("Email Queue"), sent + 1)

	def test_the_form_of_the_proposal_shows_the_comments(self):
		comment = make_comment()
		self.assertEqual([row.name for row in get_comments(comment.proposal)], [comment.name])

	def test_a_proposal_with_comments_is_withdrawn_and_not_deleted(self):
		comment = make_comment()
		with self.assertRefused("There are comments on this proposal", frappe.LinkExistsError):
			frappe.delete_doc("Policy Proposal", comment.proposal)

	def test_the_staff_may_enter_late_post_while_the_text_is_revised(self):
		proposal = take_step(
			make_proposal(stage="In Consultation"), "Close Consultation", consultation_deadline=today()
		)
		self.assertEqual(make_comment(proposal=proposal.name).status, "Received")
