# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import (
	make_meeting,
	new_participant,
	take_step,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.meetings.segments import MOST_INVITED
from planota_hub.planota_hub.segments.test_segments import fix, make_segment
from planota_hub.planota_hub.votes.members import get_members
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestSegmentsAtMeetings(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngos = [self.make_ngo(consent_news=1), self.make_ngo(consent_news=1)]
		self.silent = self.make_ngo(consent_news=0)
		self.segment = make_segment(additions=fix(*self.ngos, self.silent))

	def make_ngo(self, **values):
		return make_ngo(stage="Verified", email=f"{frappe.generate_hash(length=8)}@example.org", **values)

	def test_who_agreed_is_invited_once_and_what_the_segment_was_is_kept(self):
		known = new_participant("Ana Kos", ngo=self.ngos[0].name)
		meeting = make_meeting(participants=[known])

		answer = meeting.add_segment(self.segment.name)
		self.assertEqual((answer["added"], answer["known"]), (1, 1))
		self.assertEqual(list(answer["left_out"].values()), [1])
		self.assertEqual(meeting.add_segment(self.segment.name)["added"], 0)

		stored = frappe.get_doc("Hub Meeting", meeting.name)
		self.assertEqual([row.ngo for row in stored.participants], [ngo.name for ngo in self.ngos])
		use = {"segment": self.segment.name, "used_in_doctype": "Hub Meeting", "used_in": meeting.name}
		self.assertEqual(frappe.get_all("Segment Use", use, pluck="members_count"), [3])

	def test_those_of_a_segment_vote_where_they_were_given_a_vote(self):
		meeting = make_meeting(participants=[])
		meeting.add_segment(self.segment.name, 1)
		self.assertEqual(
			{row.ngo for row in get_members("Hub Meeting", meeting.name)}, {ngo.name for ngo in self.ngos}
		)
		meeting = make_meeting(participants=[])
		meeting.add_segment(self.segment.name, "0")
		self.assertEqual(get_members("Hub Meeting", meeting.name), [])

	def test_a_meeting_that_is_over_too_long_a_list_and_a_stranger_are_refused(self):
		with self.assertRefused("Stage"):
			make_meeting(stage="Held").add_segment(self.segment.name)
		meeting = make_meeting()
		with self.assertRefused("no such segment"):
			meeting.add_segment("no such segment")
		with self.subTest("most"), self.assertRefused(str(MOST_INVITED)):
			meeting.extend("participants", [new_participant(f"P {number}") for number in range(MOST_INVITED)])
			meeting.add_segment(self.segment.name)
		with as_user(make_user("auditor@segments.test", "Hub Auditor")):
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Hub Meeting", meeting.name).add_segment(self.segment.name)

	def test_whoever_came_by_a_segment_is_written_to_as_all_others_are(self):
		meeting = make_meeting(participants=[new_participant("Ana Kos")])
		meeting = take_step(meeting, "Send Invitations")
		meeting.add_segment(self.segment.name)
		self.assertEqual(meeting.send_invitations(), 2)
