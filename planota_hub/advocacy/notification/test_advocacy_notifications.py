# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import close, make_proposal
from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.advocacy.reminders import remind_of_dates
from planota_hub.tests.compat import HubTestCase, make_user


class TestAdvocacyNotifications(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user("officer@hub.test", "Hub Officer")

	def get_alerts(self, doc) -> list[str]:
		"""Return the subjects of what the officer finds under the bell about a record."""
		filters = {"for_user": self.officer, "document_type": doc.doctype, "document_name": doc.name}
		return frappe.get_all("Notification Log", filters, pluck="subject", order_by="creation asc")

	def test_the_staff_are_reminded_of_what_has_ended(self):
		yesterday = add_days(today(), -1)
		policy = make_policy(review_date=add_days(today(), 14))
		proposal = make_proposal(stage="In Consultation")
		proposal.db_set("consultation_deadline", yesterday)
		campaign = make_campaign(stage="Active", ends_on=yesterday)
		draft = make_campaign(ends_on=yesterday)

		remind_of_dates()

		self.assertIn("The review is due in two weeks", self.get_alerts(policy)[0])
		self.assertIn("Consultation ended", self.get_alerts(proposal)[0])
		self.assertIn("Campaign to evaluate", self.get_alerts(campaign)[0])
		self.assertEqual(self.get_alerts(draft), [])

	def test_the_staff_are_told_the_result_of_a_proposal(self):
		proposal = close(make_proposal(stage="Replied"), "Adopted", "Rejected")

		(subject,) = self.get_alerts(proposal)
		self.assertIn("Partly Adopted", subject)
