# SPDX-License-Identifier: GPL-3.0-only
"""The public pages show what they should, to guests, and nobody's name."""

import frappe
from frappe.utils import add_days, today
from frappe.website.serve import get_response_content

from planota_hub.advocacy.cards import (
	get_asks_won,
	get_ngos_this_year,
	get_overdue_replies,
	get_supporters,
)
from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import close, make_proposal
from planota_hub.advocacy.doctype.proposal_comment.test_proposal_comment import make_comment
from planota_hub.advocacy.participation.pages import (
	get_campaign,
	get_campaigns,
	get_consultation,
	get_supporter_count,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import HubTestCase, as_user


class TestConsultationPages(PageTestCase):
	def test_a_proposal_is_public_from_its_consultation_on(self):
		comment = make_comment(commenter_name="Breda Skrita")
		with as_user("Guest"):
			proposal = get_consultation(comment.proposal)
		page = self.read("consultations")
		self.assertIn("Volunteer work as a cost", page)
		self.assertEqual(proposal.asks[0].proposed_text, "Volunteer work is an eligible cost.")
		self.assertNotIn("Breda", page + str(proposal))

		frappe.db.set_value(
			"Policy Proposal", comment.proposal, "consultation_deadline", add_days(today(), -1)
		)

		with as_user("Guest"):
			proposal = get_consultation(comment.proposal)
		page = self.read("consultations")
		self.assertIn("What became of earlier ones", page)
		self.assertFalse(proposal.is_open)
		self.assertNotIn("Breda", page + str(proposal))

	def test_after_the_end_each_ask_has_its_result_and_each_comment_its_use(self):
		proposal = make_proposal(stage="In Consultation")
		shown = make_comment(proposal=proposal.name, comment="Count travel", commenter_name="Breda Skrita")
		hidden = make_comment(proposal=proposal.name, comment="My neighbour Ana says", email="b@example.org")
		for comment, is_public in ((shown, 1), (hidden, 0)):
			answer = {
				"answer_result": "Taken Up",
				"answer": f"We did ({comment.name})",
				"is_public": is_public,
			}
			comment.reload().update(answer)
			comment.save()
		frappe.db.set_value("Policy Ask", proposal.asks[0].name, "result", "Partly Adopted")
		self.assertEqual(get_consultation(proposal.name).comments, [])
		proposal.db_set({"stage": "Closed", "result": "Partly Adopted"})

		found = get_consultation(proposal.name)

		self.assertEqual([row.comment for row in found.comments], ["Count travel"])
		self.assertEqual(found.uses, [("Taken Up", 2)])
		self.assertEqual(found.asks[0].result, "Partly Adopted")
		self.assertNotIn("Skrita", str(found))
		page = self.read(f"consultations/{proposal.name}")
		for text in ("Count travel", f"We did ({shown.name})", "Partly Adopted"):
			self.assertIn(text, page)
		self.assertNotIn("neighbour", page)
		self.assertIn('"@type": "Event"', page)
		self.assertNotIn("/comment-on-proposal/", page)

	def test_a_draft_is_nobodys_business(self):
		self.assertIsNone(get_consultation(make_proposal().name))


class TestCampaignPages(PageTestCase):
	def test_a_public_campaign_shows_its_number_and_no_name(self):
		campaign = make_campaign(stage="Active", is_public=1, supporters_wanted=10)
		make_supporter(campaign=campaign.name, supporter_name="Breda Skrita")
		with as_user("Guest"):
			page = get_response_content("campaigns")
			count = get_supporter_count(campaign.name)

		self.assertIn(campaign.campaign_title, page)
		self.assertNotIn("Breda", page + str(get_campaign(campaign.name)))
		self.assertEqual(count, {"supporters": 1})
		self.assertEqual(get_campaign(campaign.name).percent, 10)
		self.assertIn('"@type": "Project"', self.read(f"campaigns/{campaign.name}"))

	def test_what_is_not_public_is_unknown(self):
		for campaign in (make_campaign(stage="Active"), make_campaign(stage="Approved", is_public=1)):
			self.assertIsNone(get_campaign(campaign.name))
			self.assertNotIn(campaign.name, [row.name for row in get_campaigns()])
			with self.assertRaises(frappe.DoesNotExistError):
				get_supporter_count(campaign.name)


class TestCards(HubTestCase):
	def get_values(self) -> dict[str, int]:
		cards = (get_overdue_replies, get_asks_won, get_supporters, get_ngos_this_year)
		return {card.__name__: card()["value"] for card in cards}

	def test_every_card_counts_what_it_says(self):
		before = self.get_values()
		make_proposal(stage="Submitted")
		close(make_proposal(stage="Replied"), "Adopted", "Rejected")
		campaign = make_campaign(stage="Active", starts_on=today(), involved_ngos=[{"ngo": make_ngo().name}])
		make_supporter(campaign=campaign.name)

		added = {name: value - before[name] for name, value in self.get_values().items()}
		self.assertEqual(
			added, {"get_overdue_replies": 1, "get_asks_won": 1, "get_supporters": 1, "get_ngos_this_year": 1}
		)
