# SPDX-License-Identifier: GPL-3.0-only
"""What an NGO takes part in follows when it becomes inactive or is rejected, and comes back with it."""

import frappe
from frappe.utils import getdate, today

from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_candidate,
	make_election,
	vote,
)
from planota_hub.local_networks.networks.membership import get_current_members, get_invited
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
)
from planota_hub.patches import rest_memberships
from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, take_step
from planota_hub.planota_hub.meetings.mail import invite
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.planota_hub.register.state import call_areas
from planota_hub.tests.compat import HubTestCase


class TestStateOfNGO(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified", email="info@state.test")

	def leave(self):
		take_step(frappe.get_doc("NGO", self.ngo.name), "Deactivate")

	def come_back(self):
		take_step(frappe.get_doc("NGO", self.ngo.name), "Reactivate")

	def get_history(self) -> str:
		filters = {"reference_name": self.ngo.name, "comment_type": "Info"}
		return " ".join(frappe.get_all("Comment", filters, pluck="content", order_by="creation asc"))

	def test_a_membership_rests_and_comes_back(self):
		network = make_network(members=[make_member(self.ngo)])

		self.leave()

		(row,) = network.reload().members
		self.assertEqual((row.is_current, row.is_resting_since, row.to_date), (0, getdate(today()), None))
		self.assertEqual((network.current_members, get_invited(network.name)), (0, []))
		network.save()
		self.assertEqual(get_current_members([network.name]), [])
		self.come_back()
		(row,) = network.reload().members
		self.assertEqual((row.is_current, row.is_resting_since, network.current_members), (1, None, 1))

	def test_a_term_that_is_over_does_not_begin_to_rest(self):
		ended = make_network(members=[make_member(self.ngo, from_date="2019-01-01", to_date="2020-01-01")])

		self.leave()

		self.assertIsNone(ended.reload().members[0].is_resting_since)

	def test_who_is_responsible_is_told_and_the_history_says_what_followed(self):
		network = make_network(members=[make_member(self.ngo)])
		consortium = make_consortium(partners=[{**make_partner(), "partner": self.ngo.name}, make_partner()])

		self.leave()

		history = self.get_history()
		self.assertIn(network.name, history)
		self.assertIn(consortium.name, history)
		self.assertIn("its membership rests", history)

	def test_a_partner_of_a_consortium_stays_until_the_partners_decide(self):
		consortium = make_consortium(partners=[{**make_partner(), "partner": self.ngo.name}, make_partner()])

		self.leave()

		self.assertIn(self.ngo.name, [row.partner for row in consortium.reload().partners])
		(news,) = (one for one in call_areas(self.ngo, False) if one.doctype == "Partnership Consortium")
		self.assertEqual(news.name, consortium.name)

	def test_a_ballot_of_an_inactive_ngo_does_not_count_until_it_is_active_again(self):
		other = make_candidate()
		election = make_election(stage="Voting", candidates=[make_candidate(ngo=self.make_voter()), other])

		self.leave()

		ballot = vote(election, self.ngo.name, other["candidate_name"])
		self.assertEqual((ballot.status, ballot.reason), ("Invalid", "NGO Not Active"))
		self.come_back()
		self.assertEqual(vote(election, self.ngo.name, other["candidate_name"]).status, "Valid")

	def make_voter(self) -> str:
		self.ngo = make_ngo(stage="Verified", municipality="Vipava")
		return self.ngo.name

	def test_no_invitation_goes_to_it(self):
		meeting = make_meeting(
			participants=[{"ngo": self.ngo.name, "person_name": "Ana Kos", "email": "ana@state.test"}]
		)
		self.leave()

		self.assertEqual(invite(meeting), 0)
		self.come_back()
		self.assertEqual(invite(meeting), 1)

	def get_addressed(self) -> list[str]:
		audience = find_audience([frappe._dict(recipient_type="NGO")])
		return [one.recipient for one in audience.addressees]

	def test_no_briefing_goes_to_it(self):
		self.ngo.reload()
		self.ngo.consent_news = 1
		self.ngo.save()
		self.assertIn(self.ngo.name, self.get_addressed())

		self.leave()

		self.assertNotIn(self.ngo.name, self.get_addressed())

	def test_a_kept_ngo_that_is_active_has_a_membership_that_does_not_rest(self):
		other = make_ngo(stage="Verified")
		network = make_network(members=[make_member(self.ngo)])
		self.leave()

		merge_records("NGO", other.name, self.ngo.name)

		(row,) = network.reload().members
		self.assertEqual((row.member, row.is_current, row.is_resting_since), (other.name, 1, None))

	def test_sites_that_were_there_before_follow(self):
		network = make_network(members=[make_member(self.ngo)])
		self.ngo.db_set({"stage": "Inactive", "stage_changed_on": "2024-03-05"})

		rest_memberships.execute()

		(row,) = network.reload().members
		self.assertEqual((row.is_current, row.is_resting_since), (0, getdate("2024-03-05")))
