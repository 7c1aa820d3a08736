# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.advocacy.proposals.policy_status import refresh_all_statuses
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase


def make_policy(**overrides):
	"""Create a local policy of a municipality, with any field overridden."""
	owner = (
		overrides.pop("owner_stakeholder", None)
		or make_stakeholder(
			stakeholder_name=f"Občina {frappe.generate_hash(length=8)}",
			stakeholder_type="Municipality",
			municipality="Tolmin",
		).name
	)
	return frappe.get_doc(
		{
			"doctype": "Public Policy",
			"policy_title": "Call for social-care programmes",
			"policy_type": "Call Rules",
			"level": "Local",
			"owner_stakeholder": owner,
			**overrides,
		}
	).insert()


class TestPublicPolicy(HubTestCase):
	def test_a_local_policy_belongs_to_the_municipality_of_its_owner(self):
		self.assertEqual(make_policy().municipality, "Tolmin")
		self.assertIsNone(make_policy(level="National").municipality)

	def test_it_waits_for_its_analysis_until_somebody_says_what_is_wrong(self):
		policy = make_policy()
		self.assertEqual((policy.status, policy.analysed_on), ("To Analyse", None))

		policy.problem = "Volunteer work is no eligible cost"
		policy.save()

		self.assertEqual((policy.status, policy.analysed_on), ("Analysed", today()))

	def test_a_review_date_in_the_past_is_refused_by_its_name(self):
		with self.assertRefused("Review Date: the date has passed"):
			make_policy(review_date=add_days(today(), -1))

	def test_a_review_falls_due_by_itself(self):
		policy = make_policy(problem="It is bad", review_date=today())
		policy.db_set("review_date", add_days(today(), -1))

		refresh_all_statuses()

		self.assertEqual(policy.reload().status, "Review Due")

	def test_an_ngo_is_affected_once(self):
		ngo = make_ngo().name
		with self.assertRefused("NGOs Affected, row 2, NGO"):
			make_policy(affected_ngos=[{"ngo": ngo}, {"ngo": ngo}])

	def test_a_link_must_be_a_web_address_and_texts_are_plain(self):
		with self.assertRefused("Link"):
			make_policy(link="nowhere")
		with self.assertRefused("Evidence, row 1, Link"):
			make_policy(evidence=[{"evidence": "Study", "link": "javascript:alert(1)"}])
		with self.assertRefused("What Is Wrong"):
			make_policy(problem="<script>alert(1)</script>")
