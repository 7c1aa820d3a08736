# SPDX-License-Identifier: GPL-3.0-only
"""Two hundred supporters in the same moment, each over a connection of their own."""

import frappe

from planota_hub.advocacy.campaigns.supporter_intake import support_campaign
from planota_hub.advocacy.campaigns.supporters import SUPPORTER
from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.participation.confirmations import confirm_support
from planota_hub.rules.tokens import make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase

PEOPLE = 200


class TestSupportersAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.campaign = make_campaign(stage="Active", is_public=1)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete(SUPPORTER, {"campaign": self.campaign.name})
		frappe.db.delete("Email Queue", {"creation": (">=", self.campaign.creation)})
		frappe.delete_doc("Advocacy Campaign", self.campaign.name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def support(self, email: str) -> dict:
		return support_campaign(
			{
				"campaign": self.campaign.name,
				"supporter_kind": "Person",
				"supporter_name": "Ana",
				"email": email,
				"consent": 1,
			}
		)

	def get_supporters(self) -> list[str]:
		frappe.db.rollback()
		return frappe.get_all(SUPPORTER, {"campaign": self.campaign.name}, pluck="name", order_by="name asc")

	def get_count(self) -> int:
		return frappe.db.get_value("Advocacy Campaign", self.campaign.name, "supporter_count")

	def test_two_hundred_at_once_are_two_hundred_and_each_counts_once(self):
		emails = [f"person{number}@example.org" for number in range(PEOPLE)]
		answers = call_at_once(self.support, emails)
		self.assertEqual(answers, [{"outcome": "to_confirm"}] * PEOPLE)
		supporters = self.get_supporters()
		self.assertEqual((len(supporters), self.get_count()), (PEOPLE, 0))

		tokens = [make_token("campaign support", name) for name in supporters]
		# everybody presses twice
		answers = call_at_once(confirm_support, [*tokens, *tokens])

		self.assertEqual(
			answers, [{"outcome": "confirmed", "message": "Thank you. Your support counts."}] * 2 * PEOPLE
		)
		self.get_supporters()
		self.assertEqual(self.get_count(), PEOPLE)

	def test_one_address_many_times_at_once_is_one_supporter(self):
		answers = call_at_once(self.support, [f"ana+{number}@example.org" for number in range(10)])

		self.assertEqual(answers, [{"outcome": "to_confirm"}] * 10)
		self.assertEqual(len(self.get_supporters()), 1)
