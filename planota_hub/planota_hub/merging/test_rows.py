# SPDX-License-Identifier: GPL-3.0-only
"""After two NGOs became one, no table and no need names the one twice."""

import frappe
from frappe.utils import getdate

from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
)
from planota_hub.partnerships.doctype.programme_proposal.test_programme_proposal import (
	make_proposal as make_programme_proposal,
)
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase


class TestMergedRows(HubTestCase):
	def setUp(self):
		super().setUp()
		self.kept = make_ngo(stage="Verified", ngo_name="Turistično društvo Kolovrat")
		self.merged = make_ngo(stage="Verified", ngo_name="Združenje prijateljev grebena")

	def merge(self, doc):
		"""Merge the two NGOs and return a document as it is stored then."""
		merge_ngos(self.kept.name, self.merged.name)
		return frappe.get_doc(doc.doctype, doc.name)

	def both(self, fieldname: str = "ngo", **values) -> list[dict]:
		"""Return a row for each of the two; the kept one comes second."""
		return [{fieldname: ngo.name, **values} for ngo in (self.merged, self.kept)]

	def test_an_ngo_is_involved_in_a_proposal_once_and_the_proposal_can_be_saved(self):
		proposal = self.merge(make_proposal(involved_ngos=self.both()))

		self.assertEqual([row.ngo for row in proposal.involved_ngos], [self.kept.name])
		proposal.save()

	def test_the_kept_row_takes_over_what_only_the_other_says(self):
		people = self.both(person_name="Ana Kos", has_vote=1)
		people[0].update(attendance="Present", email="ana@kos.test")
		people[1].update(attendance="Present", email="ana@kos.test")
		others = [{"ngo": self.merged.name, "person_name": "Bor Leban", "has_vote": 1}]
		meeting = self.merge(make_meeting(days=-1, participants=[*people, *others]))

		self.assertEqual(
			[(row.ngo, row.person_name) for row in meeting.participants],
			[(self.kept.name, "Ana Kos"), (self.kept.name, "Bor Leban")],
		)

	def test_a_member_of_a_network_lasts_as_long_as_both_together(self):
		rows = [
			make_member(self.kept, from_date="2020-01-01", to_date="2021-12-31"),
			make_member(self.merged, from_date="2021-06-01", contact_person="Bor"),
		]
		network = self.merge(make_network(members=rows))

		(row,) = network.members
		self.assertEqual(
			(row.member, row.from_date, row.to_date), (self.kept.name, getdate("2020-01-01"), None)
		)
		self.assertEqual((row.contact_person, row.is_current, network.current_members), ("Bor", 1, 1))
		network.save()

	def test_terms_that_do_not_meet_both_stay(self):
		rows = [
			make_member(self.kept, from_date="2022-01-01"),
			make_member(self.merged, from_date="2019-01-01", to_date="2020-12-31"),
		]
		network = self.merge(make_network(members=rows))

		self.assertEqual([row.member for row in network.members], [self.kept.name] * 2)
		network.save()

	def test_a_partner_of_a_consortium_stands_there_once_with_both_shares_and_its_name(self):
		rows = [
			{**make_partner(budget_share=share), "partner": ngo.name}
			for ngo, share in ((self.merged, 40), (self.kept, 35))
		]
		company = make_partner("Company", budget_share=25)
		consortium = self.merge(make_consortium(partners=[*rows, company]))

		self.assertEqual(
			[(row.partner_name, row.budget_share) for row in consortium.partners],
			[(self.kept.ngo_name, 75), (consortium.partners[1].partner_name, 25)],
		)
		self.assertEqual(consortium.partners_count, 2)
		consortium.save()

	def test_who_leads_a_proposal_is_not_its_partner_as_well(self):
		partner = {"partner_type": "NGO", "partner": self.merged.name}
		proposal = self.merge(make_programme_proposal(lead=self.kept.name, partners=[partner]))

		self.assertEqual(proposal.partners, [])
		proposal.save()

	def test_a_name_is_copied_to_where_only_the_merged_one_was_a_partner(self):
		proposal = self.merge(make_programme_proposal(lead=self.merged.name))

		self.assertEqual((proposal.lead, proposal.lead_name), (self.kept.name, self.kept.ngo_name))

	def test_a_need_that_both_endorsed_counts_one_endorsement(self):
		network = make_network(members=[make_member(self.kept), make_member(self.merged)])
		need = make_need(stage="Accepted", local_network=network.name)
		for row in self.both("member", member_type="NGO"):
			frappe.get_doc({"doctype": "Need Endorsement", "need": need.name, **row}).insert()

		self.assertEqual(self.merge(need).endorsements, 1)
		endorsers = frappe.get_all(
			"Need Endorsement", {"need": need.name}, pluck="member", order_by="name asc"
		)
		self.assertEqual(endorsers, [self.kept.name])

	def test_a_campaign_that_both_support_counts_one_supporter(self):
		first = make_supporter(supporter_kind="Organisation", ngo=self.merged.name)
		make_supporter(supporter_kind="Organisation", ngo=self.kept.name, campaign=first.campaign)
		campaign = self.merge(frappe.get_doc("Advocacy Campaign", first.campaign))

		self.assertEqual(campaign.supporter_count, 1)

	def test_renaming_with_merging_does_the_same(self):
		proposal = make_proposal(involved_ngos=self.both())

		frappe.rename_doc("NGO", self.merged.name, self.kept.name, merge=True, force=True)

		self.assertEqual(len(frappe.get_doc("Policy Proposal", proposal.name).involved_ngos), 1)
