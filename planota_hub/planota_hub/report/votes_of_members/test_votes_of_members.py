# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.member_vote.test_member_vote import VOTE, make_vote
from planota_hub.planota_hub.report.votes_of_members.votes_of_members import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user

YEARS = {"from_date": "2019-01-01", "to_date": "2019-12-31"}
KEYS = ("votes", "taken", "rejected", "no_quorum", "undecided", "can_vote", "voted", "turnout", "mean_days")


class TestVotesOfMembers(HubTestCase):
	"""In 2019: a network accepted and rejected, a meeting had no quorum and a tie; one vote was closed a year later."""

	def setUp(self):
		super().setUp()
		self.network, self.meeting = make_network(), make_meeting()
		self.close(self.network, "2019-03-05", "Accepted", voting_days=4)
		self.close(self.network, "2019-12-31", "Rejected", voted_count=5, voting_days=1)
		self.close(self.meeting, "2019-03-31", "No Quorum", voted_count=1, vote_kind="Choice of Options")
		self.close(self.meeting, "2019-04-01", "Tie", voted_count=10, ballot_secrecy="Secret Ballot")
		self.close(self.meeting, "2020-01-01", "Accepted")
		make_vote(vote_of=self.meeting.name, people=1)

	def close(self, whose, day: str, outcome: str, **values) -> None:
		vote = make_vote(vote_of_doctype=whose.doctype, vote_of=whose.name)
		counts = {"voters_count": 10, "voted_count": 8, "voting_days": 0}
		closed = {"stage": "Closed", "closed_on": f"{day} 18:00:00", "outcome": outcome}
		frappe.db.set_value(VOTE, vote.name, {**closed, **counts, **values})

	def get_rows(self, **filters) -> dict[str, tuple]:
		rows = execute({**YEARS, **filters})[1]
		return {row["group"]: tuple(row[key] for key in KEYS) for row in rows}

	def test_whole_rows_by_whose_vote_it_was(self):
		self.assertEqual(
			self.get_rows(),
			{
				self.network.name: (2, 1, 1, 0, 0, 20, 13, 65.0, 2.5),
				self.meeting.name: (2, 0, 0, 1, 1, 20, 11, 55.0, 0.0),
			},
		)
		labels = {row["label"] for row in execute(YEARS)[1]}
		self.assertEqual(labels, {self.network.network_name, self.meeting.subject})

	def test_other_groups_and_outcomes(self):
		for filters, expected in (
			({"group_by": "Vote Of"}, {"Local Network": 2, "Hub Meeting": 2}),
			({"group_by": "Kind of Vote"}, {"For or Against": 3, "Choice of Options": 1}),
			({"group_by": "Secrecy"}, {"Open Vote": 3, "Secret Ballot": 1}),
			({"group_by": "Decides On"}, {"": 4}),
			({"group_by": "Month"}, {"2019-03": 2, "2019-04": 1, "2019-12": 1}),
			({"group_by": "Year"}, {"2019": 4}),
			({"outcome": "Rejected"}, {self.network.name: 1}),
		):
			with self.subTest(filters):
				found = {group: row[0] for group, row in self.get_rows(**filters).items()}
				self.assertEqual(found, expected)

	def test_the_figures_above_add_up_every_vote_once(self):
		summary = {row["label"]: row["value"] for row in execute(YEARS)[4]}
		self.assertEqual(
			summary, {"Votes Held": 4, "Taken": 1, "Rejected": 1, "No Quorum": 1, "Have Voted": 24}
		)

	def test_a_coordinator_counts_the_own_votes_and_a_mentor_none(self):
		coordinator = make_user("coordinator@votes-report.test", "Network Coordinator")
		name = frappe.get_all(VOTE, {"outcome": "Rejected", "vote_of": self.network.name}, pluck="name")[0]
		frappe.db.set_value(VOTE, name, "responsible", coordinator)
		with as_user(coordinator):
			self.assertEqual({key: row[0] for key, row in self.get_rows().items()}, {self.network.name: 1})
		with as_user(make_user("mentor@votes-report.test", "Hub Mentor")):
			with self.assertRaises(frappe.PermissionError):
				execute(YEARS)

	def test_bad_filters_are_named(self):
		for filters, message in (
			({"from_date": None}, "From Date: please enter a date."),
			({"group_by": "Colour"}, "Group By: please choose one of"),
			({"to_date": "2018-01-01"}, "To Date: expected is a day not before"),
		):
			with self.subTest(message), self.assertRefused(message):
				execute({**YEARS, **filters})
