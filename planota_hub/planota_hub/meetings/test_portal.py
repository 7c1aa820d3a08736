# SPDX-License-Identifier: GPL-3.0-only
"""The portal page of meetings: each person's own ones, answers, minutes, calendar and decisions."""

import frappe
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import (
	make_meeting,
	new_decision,
	new_participant,
	take_step,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.meetings.decisions import chase_overdue_decisions
from planota_hub.planota_hub.meetings.portal import download_calendar, finish_decision, get_overview
from planota_hub.planota_hub.meetings.waiting import get_waiting
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

USER = "ana@portal.test"


class TestMyMeetings(PageTestCase):
	def setUp(self):
		super().setUp()
		make_user(USER)
		self.ngo = make_represented_ngo(USER)
		self.invited = [{"ngo": self.ngo.name, "person_name": "Ana Kos"}]

	def subjects(self, kind: str, user: str = USER) -> list[str]:
		with as_user(user):
			return [meeting.subject for meeting in get_overview(user)[kind]]

	def test_a_member_sees_the_meetings_of_the_own_ngo_and_those_to_which_they_are_invited(self):
		later = make_meeting(stage="Called", participants=self.invited, days=9)
		sooner = make_meeting(stage="Called", participants=[new_participant("Ana Kos", email=USER)], days=2)
		make_meeting(stage="Called", participants=[{"ngo": make_ngo(stage="Verified").name}])

		self.assertEqual(self.subjects("coming"), [sooner.subject, later.subject])
		self.assertEqual(self.subjects("past"), [])

	def test_an_invitation_waits_until_it_is_answered_and_a_decision_until_it_is_carried_out(self):
		meeting = make_meeting(stage="Called", participants=self.invited)
		with as_user(USER):
			(waiting,) = get_waiting()
		self.assertEqual((waiting.of, waiting.is_overdue), (meeting.subject, False))

		frappe.db.set_value("Meeting Participant", {"parent": meeting.name}, "answer", "Coming")
		late = new_decision(responsible=USER, due_date=add_days(today(), -3))
		make_meeting(stage="Held", decisions=[late])

		with as_user(USER):
			(waiting,) = get_waiting()
		self.assertEqual((waiting.text, waiting.is_overdue), (late["decision"], True))

	def test_what_is_still_planned_is_not_shown_and_what_is_cancelled_is(self):
		planned = make_meeting(participants=self.invited)
		cancelled = take_step(make_meeting(stage="Called", participants=self.invited), "Cancel Meeting")

		html = self.read("my-meetings", USER)

		self.assertNotIn(planned.subject, html)
		self.assertIn(cancelled.subject, html)
		self.assertIn("Illness", html)

	def test_a_representative_whose_term_has_ended_sees_the_meetings_of_the_ngo_no_more(self):
		make_meeting(stage="Called", participants=self.invited)
		row = {"parent": self.ngo.name, "user": USER}
		frappe.db.set_value("NGO Representative", row, "to_date", add_days(today(), -1))

		self.assertEqual(self.subjects("coming"), [])

	def test_the_page_answers_with_the_link_of_the_own_invitation_only(self):
		people = [*self.invited, new_participant("Bor Leban")]
		meeting = make_meeting(stage="Called", participants=people)

		html = self.read("my-meetings", USER)

		self.assertIn(meeting.subject, html)
		self.assertEqual(html.count("/meeting-invitation?token="), 1)
		self.assertNotIn("Bor Leban", html)

	def test_minutes_are_linked_once_they_are_adopted(self):
		people = [{**self.invited[0], "attendance": "Present"}]
		held = make_meeting(stage="Held", participants=people, days=-8)
		adopted = make_meeting(stage="Minutes Adopted", participants=people)

		self.assertEqual(self.subjects("past"), [adopted.subject, held.subject])
		html = self.read("my-meetings", USER)
		self.assertEqual(html.count("/printview?"), 1)
		self.assertIn(adopted.name, html)

	def test_scripts_in_a_subject_are_shown_as_text(self):
		meeting = make_meeting(stage="Called", participants=self.invited)
		# as if an older version had let it in
		frappe.db.set_value("Hub Meeting", meeting.name, "subject", "<script>alert(1)</script>")

		self.assertNotIn("<script>alert(1)", self.read("my-meetings", USER))

	def test_a_guest_is_sent_to_the_log_in(self):
		self.assertEqual(self.open_page("my-meetings").status_code, 302)


class TestMyCalendar(PageTestCase):
	def test_own_meetings_are_a_calendar_file_and_those_of_others_are_refused(self):
		make_user(USER)
		own = make_meeting(stage="Called", participants=[new_participant("Ana Kos", email=USER)])
		other = make_meeting(stage="Called")

		with as_user(USER):
			for content in (download_calendar(own.name), download_calendar()):
				self.assertEqual(content.mimetype, "text/calendar")
				self.assertIn(own.subject, content.get_data(as_text=True).replace("\r\n ", ""))
				self.assertNotIn(other.subject, content.get_data(as_text=True).replace("\r\n ", ""))
			with self.assertRefused("You are not invited", frappe.PermissionError):
				download_calendar(other.name)


class TestMyDecisions(PageTestCase):
	def setUp(self):
		super().setUp()
		make_user(USER)

	def make_decision(self, **overrides):
		"""Return a held meeting with one decision of the member, and the name of its row."""
		meeting = make_meeting(stage="Held", decisions=[new_decision(responsible=USER, **overrides)])
		return meeting, meeting.decisions[0].name

	def test_a_member_sees_the_own_open_decisions_and_not_those_of_others(self):
		self.make_decision(decision="We write to the mayor")
		self.make_decision(decision="We counted the buses", status="Done")
		make_meeting(stage="Held", decisions=[new_decision(decision="Others do this")])

		html = self.read("my-meetings", USER)

		self.assertIn("We write to the mayor", html)
		self.assertNotIn("We counted the buses", html)
		self.assertNotIn("Others do this", html)

	def test_a_member_notes_an_own_decision_as_carried_out_and_its_task_is_closed(self):
		meeting, row = self.make_decision()
		with as_user(USER):
			finish_decision(row)

		meeting.reload()
		self.assertEqual((meeting.decisions[0].status, meeting.open_decisions), ("Done", 0))
		self.assertEqual(frappe.db.get_value("ToDo", meeting.decisions[0].todo, "status"), "Closed")

	def test_a_decision_of_adopted_minutes_can_be_noted_too(self):
		meeting, row = self.make_decision()
		take_step(meeting, "Adopt Minutes")
		with as_user(USER):
			finish_decision(row)

		self.assertEqual(frappe.db.get_value("Meeting Decision", row, "status"), "Done")

	def test_decisions_of_others_and_closed_ones_are_refused(self):
		_meeting, own = self.make_decision(status="Done")
		other = make_meeting(stage="Held", decisions=[new_decision()]).decisions[0].name
		with as_user(USER):
			for row in (own, other, "no such row"):
				with self.assertRefused("This decision is not yours", frappe.PermissionError):
					finish_decision(row)

	def test_without_an_outgoing_account_who_has_no_desk_does_not_count_as_reminded(self):
		_meeting, row = self.make_decision(due_date=add_days(today(), -3))
		with no_outgoing_account():
			chase_overdue_decisions()
		self.assertIsNone(frappe.db.get_value("Meeting Decision", row, "chased_on"))

		chase_overdue_decisions()

		self.assertTrue(frappe.db.get_value("Meeting Decision", row, "chased_on"))

	def test_a_reminder_leads_who_has_no_desk_to_the_portal(self):
		self.make_decision(due_date=add_days(today(), -3))

		chase_overdue_decisions()

		mail = frappe.db.get_value(
			"Email Queue Recipient", {"recipient": USER}, "parent", order_by="creation desc"
		)
		self.assertIn("/my-meetings", frappe.db.get_value("Email Queue", mail, "message"))
