# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today
from frappe.website.serve import get_response_content

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.meetings.answers import answer_invitation
from planota_hub.planota_hub.meetings.decision_answers import report_done
from planota_hub.planota_hub.meetings.decisions import (
	DECISION_PURPOSE,
	chase_overdue_decisions,
	get_overdue_decisions,
)
from planota_hub.planota_hub.meetings.mail import ANSWER_PURPOSE
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

STEPS = {
	"Planned": (),
	"Called": ("Send Invitations",),
	"Held": ("Mark as Held",),
	"Minutes Adopted": ("Mark as Held", "Adopt Minutes"),
	"Cancelled": ("Cancel Meeting",),
}


def make_meeting(**overrides):
	"""Create a meeting of two hours in Tolmin, a week from now or, when it was held, a week ago.

	`stage` other than Planned is reached by the steps of the workflow; `days` moves start and end.
	"""
	stage = overrides.pop("stage", "Planned")
	start = now_datetime().replace(hour=17, minute=0, second=0, microsecond=0)
	was_held = stage in ("Held", "Minutes Adopted")
	start = add_to_date(start, days=overrides.pop("days", -7 if was_held else 7))
	if was_held:
		# what was held today has begun, whatever time of day it is
		start = min(start, now_datetime())
	meeting = frappe.get_doc(
		{
			"doctype": "Hub Meeting",
			"subject": f"Meeting of the network {frappe.generate_hash(length=6)}",
			"starts_on": start,
			"ends_on": add_to_date(start, hours=2),
			"venue": "Cultural House",
			"municipality": "Tolmin",
			"agenda": [{"topic": "State of the needs"}, {"topic": "Next steps"}],
			"participants": [
				new_participant("Ana Kos", attendance="Present" if was_held else ""),
				new_participant("Bor Leban", attendance="Absent" if was_held else ""),
			],
			"minutes": "We went through the needs.",
			"cancellation_reason": "Illness",
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		meeting = take_step(meeting, action)
	return meeting


def new_participant(person_name, **overrides):
	"""Return a person with a vote and an own e-mail address."""
	email = f"{frappe.scrub(person_name)}@example.org"
	return {"person_name": person_name, "email": email, "has_vote": 1, **overrides}


def new_decision(**overrides):
	"""Return a decision of somebody that is due in a month."""
	values = {
		"decision": "We write to the municipality",
		"responsible": make_user("officer@meeting.test", "Hub Officer"),
		"due_date": add_days(today(), 30),
	}
	return {**values, **overrides}


def make_overdue(**overrides):
	"""Create a held meeting with one decision that was due three days ago."""
	meeting = make_meeting(
		stage="Held", decisions=[new_decision(due_date=add_days(today(), -3))], **overrides
	)
	return meeting


def take_step(meeting, action):
	"""Take a step of the workflow; return the meeting as it is stored then."""
	apply_workflow(frappe.get_doc("Hub Meeting", meeting.name), action)
	return frappe.get_doc("Hub Meeting", meeting.name)


def get_mails(meeting) -> list[tuple[str, str]]:
	"""Return recipient and content of the queued mails that name the meeting, the oldest first."""
	rows = frappe.get_all(
		"Email Queue",
		{"message": ("like", f"%{meeting.subject}%")},
		["name", "message"],
		order_by="creation asc",
	)
	recipients = dict(
		frappe.get_all(
			"Email Queue Recipient",
			{"parent": ("in", [row.name for row in rows] or [""])},
			["parent", "recipient"],
			order_by="parent asc",
			as_list=True,
		)
	)
	return [(recipients[row.name], row.message) for row in rows]


def get_page(meeting) -> str:
	"""Return the public page of a meeting's minutes."""
	frappe.form_dict.name = meeting.name
	return get_response_content("meeting")


class TestMeetingRules(HubTestCase):
	def test_end_before_start_and_a_meeting_of_weeks_are_refused(self):
		start = now_datetime()
		for hours in (-1, 24 * 30):
			with self.subTest(hours), self.assertRefused("Ends On"):
				make_meeting(starts_on=start, ends_on=add_to_date(start, hours=hours))

	def test_place_is_needed_except_online(self):
		with self.assertRefused("Venue"):
			make_meeting(venue="")
		with self.assertRefused("Municipality"):
			make_meeting(municipality="")

		online = make_meeting(delivery="Online", online_link="meet.example.org/abc", municipality="")

		self.assertEqual((online.venue, online.online_link), (None, "https://meet.example.org/abc"))
		self.assertEqual(make_meeting(municipality="Bovec").administrative_unit, "Tolmin")

	def test_whose_meeting_must_be_one_that_has_meetings(self):
		with self.assertRefused("expected is one of"):
			make_meeting(meeting_of_doctype="User", meeting_of="Administrator")
		with self.assertRefused("Meeting Of"):
			make_meeting(meeting_of_doctype="Stakeholder", meeting_of="")

	def test_a_row_without_anybody_and_the_same_person_twice_are_refused(self):
		with self.assertRefused("name an organisation or a person"):
			make_meeting(participants=[{"email": "a@example.org"}])
		with self.assertRefused("the same as row 1"):
			make_meeting(participants=[new_participant("Ana Kos"), new_participant("Ana Kos")])

	def test_markup_is_refused_in_every_text(self):
		script = "<script>alert(1)</script>"
		for values in (
			{"subject": script},
			{"minutes": script},
			{"agenda": [{"topic": script}]},
			{"agenda": [{"topic": "A", "discussion": script}]},
			{"participants": [{"person_name": script}]},
			{"decisions": [new_decision(decision=script)]},
			{"decisions": [new_decision(carried_out_by=script)]},
		):
			with self.subTest(values), self.assertRefused("plain text"):
				make_meeting(**values)

	def test_stamps_and_answers_can_not_be_set_from_outside(self):
		person = new_participant("Ana Kos", invited_on=now_datetime(), answer="Coming")
		meeting = make_meeting(participants=[person], calendar_sequence=7, open_decisions=3)

		row = meeting.participants[0]
		self.assertEqual((row.invited_on, row.answer), (None, None))
		self.assertEqual((meeting.calendar_sequence, meeting.open_decisions), (None, 0))

	def test_nobody_is_present_before_the_meeting_begins(self):
		with self.assertRefused("Attendance"):
			make_meeting(participants=[new_participant("Ana Kos", attendance="Present")])


class TestQuorum(HubTestCase):
	def people(self, present, absent):
		names = [f"Person {number}" for number in range(present + absent)]
		states = ["Present"] * present + ["Absent"] * absent
		return [new_participant(name, attendance=state) for name, state in zip(names, states, strict=True)]

	def test_quorum_is_reached_with_as_many_votes_as_needed(self):
		for needed, expected in ((0, "Not Needed"), (3, "Reached"), (4, "Not Reached")):
			with self.subTest(needed):
				meeting = make_meeting(days=-1, participants=self.people(3, 2), quorum_needed=needed)
				self.assertEqual(meeting.quorum_status, expected)
				self.assertEqual(meeting.voters_present, 3)

	def test_guests_are_present_and_do_not_count_for_the_quorum(self):
		guest = new_participant("Guest", has_vote=0, attendance="Present")
		people = [*self.people(2, 1), guest]
		meeting = make_meeting(days=-1, participants=people, quorum_needed=3, others_present=4)

		self.assertEqual((meeting.voters_present, meeting.present_count), (2, 7))
		self.assertEqual(meeting.quorum_status, "Not Reached")

	def test_quorum_is_not_recorded_until_somebody_entered_who_was_there(self):
		self.assertEqual(make_meeting(quorum_needed=2).quorum_status, "Not Recorded")

	def test_more_people_present_than_there_are_members_is_refused(self):
		with self.assertRefused(
			"Members with a Vote: 3 people with a vote were present, but there are only 2"
		):
			make_meeting(days=-1, participants=self.people(3, 0), members_count=2)

	def test_more_votes_needed_than_there_are_members_is_refused(self):
		with self.assertRefused("Votes Needed"):
			make_meeting(quorum_needed=3)


class TestCourse(HubTestCase):
	def test_new_meeting_begins_as_planned(self):
		with self.assertRefused("begins as"):
			frappe.get_doc({**make_meeting().as_dict(), "name": None, "stage": "Held"}).insert()

	def test_invitations_need_people_an_agenda_and_a_day_to_come(self):
		for values, message in (
			({"participants": []}, "Invited"),
			({"agenda": []}, "Agenda"),
			({"days": -1}, "Starts On"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_meeting(stage="Called", **values)

	def test_meeting_can_not_be_held_before_it_starts(self):
		with self.assertRefused("only then can it have been held"):
			take_step(make_meeting(), "Mark as Held")

	def test_cancellation_needs_a_reason(self):
		with self.assertRefused("Reason of the Cancellation"):
			make_meeting(stage="Cancelled", cancellation_reason="")

	def test_minutes_are_adopted_only_when_there_are_some_and_attendance_is_known(self):
		with self.assertRefused("Minutes"):
			make_meeting(stage="Minutes Adopted", minutes="")
		with self.assertRefused("who was present"):
			make_meeting(stage="Minutes Adopted", participants=[new_participant("Ana Kos")])

	def test_adopted_minutes_stay_as_they_are_until_they_are_opened_again(self):
		meeting = make_meeting(stage="Minutes Adopted", decisions=[new_decision()])
		meeting.decisions[0].status = "Done"
		meeting.save()
		meeting.minutes = "Something else"
		with self.assertRefused("the minutes are adopted"):
			meeting.save()

		meeting = take_step(meeting, "Reopen Minutes")
		meeting.minutes = "Something else"
		meeting.save()

		self.assertEqual(meeting.minutes, "Something else")

	def test_only_adopted_minutes_are_published_and_opening_them_takes_them_off(self):
		with self.assertRefused("only adopted minutes"):
			make_meeting(published=1)
		meeting = make_meeting(stage="Minutes Adopted")
		meeting.published = 1
		meeting.save()

		self.assertEqual(take_step(meeting, "Reopen Minutes").published, 0)


class TestInvitations(HubTestCase):
	def test_everybody_gets_an_invitation_with_the_calendar_entry_once(self):
		ngo = make_ngo(stage="Verified", email="info@ngo.example")
		people = [new_participant("Ana Kos"), {"ngo": ngo.name}, {"person_name": "Without Address"}]
		meeting = make_meeting(stage="Called", participants=people)

		mails = get_mails(meeting)

		self.assertEqual(sorted(to for to, _text in mails), ["ana_kos@example.org", "info@ngo.example"])
		for _to, text in mails:
			self.assertIn("meeting.ics", text)
		self.assertEqual([bool(row.invited_on) for row in meeting.participants], [True, True, False])
		self.assertEqual(meeting.send_invitations(), 0)

	def test_who_is_added_later_is_invited_later(self):
		meeting = make_meeting(stage="Called")
		meeting.append("participants", new_participant("Cene Hvala"))
		meeting.save()

		self.assertEqual(meeting.send_invitations(), 1)
		self.assertEqual(len(get_mails(meeting)), 3)

	def test_changed_time_is_told_with_a_newer_calendar_entry_and_a_changed_text_is_not(self):
		meeting = make_meeting(stage="Called")
		meeting.minutes_by = "Ana Kos"
		meeting.save()
		self.assertEqual(len(get_mails(meeting)), 2)

		meeting.ends_on = add_to_date(meeting.ends_on, hours=1)
		meeting.save()

		self.assertEqual((len(get_mails(meeting)), meeting.calendar_sequence), (4, 1))

	def test_cancellation_goes_to_the_invited_and_to_nobody_when_nobody_was(self):
		self.assertEqual(get_mails(make_meeting(stage="Cancelled")), [])
		meeting = take_step(make_meeting(stage="Called"), "Cancel Meeting")

		self.assertEqual(len(get_mails(meeting)), 4)

	def test_invited_person_answers_by_link_until_the_meeting_begins(self):
		meeting = make_meeting(stage="Called")
		token = make_token(ANSWER_PURPOSE, meeting.participants[0].name)
		with as_user("Guest"):
			answer_invitation(token, "Coming")
			answer_invitation(token, "Not Coming")
			with self.assertRefused("Please choose"):
				answer_invitation(token, "Perhaps")
			with self.assertRefused("not valid", frappe.PermissionError):
				answer_invitation(token + "x", "Coming")

		meeting.reload()
		self.assertEqual([row.answer for row in meeting.participants], ["Not Coming", None])

		take_step(meeting, "Cancel Meeting")
		with as_user("Guest"), self.assertRefused("over or cancelled"):
			answer_invitation(token, "Coming")


class TestDecisions(HubTestCase):
	def get_task(self, meeting):
		return frappe.get_doc("ToDo", meeting.decisions[0].todo)

	def test_decision_without_owner_or_day_is_refused(self):
		for fieldname, label in (("responsible", "Responsible"), ("due_date", "Due Date")):
			with self.subTest(fieldname), self.assertRefused(f"Decisions, row 1, {label}"):
				make_meeting(decisions=[new_decision(**{fieldname: None})])

	def test_decision_due_before_the_meeting_is_refused(self):
		with self.assertRefused("before the meeting"):
			make_meeting(stage="Held", decisions=[new_decision(due_date=add_days(today(), -30))])

	def test_more_votes_than_people_with_a_vote_are_refused(self):
		with self.assertRefused("2 votes were cast, but only 1"):
			make_meeting(stage="Held", decisions=[new_decision(votes_for=1, votes_against=1)])

	def test_decision_is_a_task_once_the_meeting_was_held(self):
		planned = make_meeting(days=-7, decisions=[new_decision()])
		self.assertIsNone(planned.decisions[0].todo)

		meeting = take_step(planned, "Mark as Held")

		task = self.get_task(meeting)
		self.assertEqual((task.allocated_to, task.status), ("officer@meeting.test", "Open"))
		self.assertEqual(task.date, getdate(add_days(today(), 30)))
		self.assertIn("We write to the municipality", task.description)

	def test_closing_the_task_closes_the_decision_and_the_other_way_round(self):
		meeting = make_meeting(stage="Held", decisions=[new_decision()])
		self.assertEqual(meeting.open_decisions, 1)
		task = self.get_task(meeting)
		task.status = "Closed"
		task.save()

		meeting.reload()
		self.assertEqual((meeting.decisions[0].status, meeting.open_decisions), ("Done", 0))
		self.assertEqual(meeting.decisions[0].done_on, getdate(today()))

		meeting.decisions[0].status = "Open"
		meeting.save()
		self.assertEqual(self.get_task(meeting).status, "Open")

	def test_who_answers_for_a_decision_is_told_of_it_once_when_it_becomes_a_task(self):
		officer = {"recipient": "officer@meeting.test"}
		meeting = make_meeting(days=-7, decisions=[new_decision(), new_decision(decision="We call")])
		before = frappe.db.count("Email Queue Recipient", officer)

		meeting = take_step(meeting, "Mark as Held")
		self.assertEqual(frappe.db.count("Email Queue Recipient", officer) - before, 1)

		meeting.append("decisions", new_decision(decision="We visit"))
		meeting.save()
		meeting.save()
		self.assertEqual(frappe.db.count("Email Queue Recipient", officer) - before, 2)

	def test_nobody_is_told_of_what_they_entered_themselves(self):
		officer = make_user("officer@meeting.test", "Hub Officer")
		before = frappe.db.count("Email Queue Recipient", {"recipient": officer})
		with as_user(officer):
			make_meeting(stage="Held", decisions=[new_decision()])

		self.assertEqual(frappe.db.count("Email Queue Recipient", {"recipient": officer}), before)

	def test_a_decision_that_goes_cancels_its_task(self):
		meeting = make_meeting(stage="Held", decisions=[new_decision()])
		task = meeting.decisions[0].todo
		meeting.decisions = []
		meeting.save()

		self.assertEqual(frappe.db.get_value("ToDo", task, "status"), "Cancelled")

	def test_overdue_decisions_are_those_that_are_open_past_their_day(self):
		meeting = make_overdue()
		done = new_decision(due_date=add_days(today(), -2), status="Done")
		make_meeting(stage="Held", decisions=[done, new_decision(due_date=today())])

		rows = [row for row in get_overdue_decisions() if row.responsible == "officer@meeting.test"]

		self.assertEqual([(row.parent, row.overdue_days) for row in rows], [(meeting.name, 3)])

	def test_without_an_outgoing_account_who_has_the_desk_is_reminded_under_the_bell_once(self):
		meeting = make_overdue()
		told = {"document_name": meeting.name, "for_user": "officer@meeting.test"}
		before = frappe.db.count("Notification Log", told)

		with no_outgoing_account():
			chase_overdue_decisions()
			chase_overdue_decisions()

		self.assertEqual(frappe.db.count("Notification Log", told) - before, 1)

	def test_overdue_decisions_are_chased_once_a_week(self):
		meeting = make_overdue()
		reminders = {"recipient": "officer@meeting.test"}
		before = frappe.db.count("Email Queue Recipient", reminders)
		chase_overdue_decisions()
		chase_overdue_decisions()
		self.assertEqual(frappe.db.count("Email Queue Recipient", reminders) - before, 1)

		row = meeting.decisions[0].name
		frappe.db.set_value("Meeting Decision", row, "chased_on", add_days(today(), -7))
		chase_overdue_decisions()

		self.assertEqual(frappe.db.count("Email Queue Recipient", reminders) - before, 2)


class TestPrintAndPages(HubTestCase):
	def make_published(self):
		"""Publish the minutes of a meeting of an NGO's person with a decision."""
		ngo = make_ngo(stage="Verified")
		people = [new_participant("Ana Kos", ngo=ngo.name, attendance="Present")]
		decision = new_decision(votes_for=1, carried_out_by="Bor Leban")
		meeting = make_meeting(
			stage="Minutes Adopted", participants=people, decisions=[decision], chaired_by="Cene"
		)
		meeting.published = 1
		return meeting.save(), ngo

	def test_print_holds_people_quorum_course_and_decisions(self):
		meeting, ngo = self.make_published()

		html = frappe.get_print("Hub Meeting", meeting.name, "Meeting Minutes")

		for text in (meeting.subject, f"Ana Kos, {ngo.ngo_name}", "We went through the needs."):
			self.assertIn(text, html)
		for text in ("We write to the municipality", "For: 1, against: 0, abstained: 0", "Bor Leban", "Cene"):
			self.assertIn(text, html)

	def test_the_sign_in_sheet_has_a_line_for_who_is_invited_and_a_column_for_each_day(self):
		ngo = make_ngo(stage="Verified")
		people = [
			new_participant("Zora Leban", ngo=ngo.name),
			new_participant("Ana Kos"),
			new_participant("Bor Leban", attendance="Excused"),
		]
		meeting = make_meeting(participants=people)
		self.assertEqual(
			meeting.get_invited(),
			[
				{"participant_name": "Ana Kos", "organisation": None},
				{"participant_name": "Zora Leban", "organisation": ngo.ngo_name},
			],
		)
		meeting.ends_on = add_to_date(meeting.starts_on, days=1)
		html = frappe.get_print("Hub Meeting", meeting.name, "Meeting Sign-in Sheet", doc=meeting)
		for text in (meeting.subject, "Zora Leban", ngo.ngo_name):
			self.assertIn(text, html)
		self.assertNotIn("Bor Leban", html)
		self.assertEqual(html.count('<th class="signature">'), 2)

	def test_the_agenda_says_who_presents_a_topic_and_how_long_it_takes(self):
		meeting = make_meeting(
			agenda=[
				{"topic": "Needs", "presented_by": "Ana Kos", "planned_minutes": 20},
				{"topic": "Budget", "planned_minutes": 5},
				{"topic": "Other"},
			]
		)

		html = frappe.get_print("Hub Meeting", meeting.name, "Meeting Minutes")

		self.assertIn("(Ana Kos, 20 min)", html)
		self.assertIn("(5 min)", html)
		self.assertEqual(meeting.agenda[2].describe(), "")

	def test_public_page_names_organisations_and_no_people(self):
		meeting, ngo = self.make_published()
		with as_user("Guest"):
			html = get_page(meeting)
			listed = get_response_content("meetings")

		for text in (meeting.subject, ngo.ngo_name, "We write to the municipality"):
			self.assertIn(text, html)
		for text in ("Ana Kos", "ana_kos@example.org", "Bor Leban", "officer@meeting.test"):
			self.assertNotIn(text, html)
		self.assertIn(meeting.subject, listed)

	def test_adopted_minutes_go_to_who_was_asked_and_their_link_shows_them(self):
		meeting = make_meeting(stage="Held")
		token = make_token(ANSWER_PURPOSE, meeting.participants[0].name)
		with as_user("Guest"):
			frappe.form_dict.token = token
			self.assertNotIn("We went through the needs.", get_response_content("meeting-minutes"))

		meeting = take_step(meeting, "Adopt Minutes")

		mails = get_mails(meeting)
		self.assertEqual(sorted(to for to, _text in mails), ["ana_kos@example.org", "bor_leban@example.org"])
		with as_user("Guest"):
			frappe.form_dict.token = token
			self.assertIn("We went through the needs.", get_response_content("meeting-minutes"))
			frappe.form_dict.token = "wrong"
			self.assertNotIn("We went through the needs.", get_response_content("meeting-minutes"))

	def test_minutes_that_are_not_published_have_no_page(self):
		meeting = make_meeting(stage="Minutes Adopted")
		with as_user("Guest"):
			self.assertNotIn(meeting.subject, get_page(meeting))
			self.assertNotIn(meeting.subject, get_response_content("meetings"))

	def test_invitation_page_shows_the_meeting_to_who_has_the_link(self):
		meeting = make_meeting(stage="Called")
		token = make_token(ANSWER_PURPOSE, meeting.participants[0].name)
		with as_user("Guest"):
			frappe.form_dict.token = token
			self.assertIn(meeting.subject, get_response_content("meeting-invitation"))
			frappe.form_dict.token = "wrong"
			self.assertNotIn(meeting.subject, get_response_content("meeting-invitation"))


class TestVisibility(HubTestCase):
	def sees(self, user, meeting) -> tuple[bool, bool]:
		with as_user(user):
			listed = bool(frappe.get_list("Hub Meeting", {"name": meeting.name}, pluck="name"))
			return listed, bool(frappe.has_permission("Hub Meeting", "read", meeting.name))

	def assertSees(self, user, meeting, expected):
		self.assertEqual(self.sees(user, meeting), (expected, expected), f"{user} (list, form)")

	def test_staff_and_auditors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			self.assertSees(make_user(f"{frappe.scrub(role)}@meeting.test", role), make_meeting(), True)

	def test_coordinator_sees_the_granted_municipalities_and_what_concerns_them(self):
		coordinator = make_user("coordinator@meeting.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)

		self.assertSees(coordinator, make_meeting(municipality="Bovec"), True)
		self.assertSees(coordinator, make_meeting(), False)

	def test_coordinator_edits_the_meetings_of_the_granted_municipalities_only(self):
		coordinator = make_user("coordinator@meeting.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		own, other = make_meeting(municipality="Bovec"), make_meeting()
		with as_user(coordinator):
			own = frappe.get_doc("Hub Meeting", own.name)
			own.venue = "School"
			own.save()
			self.assertEqual(
				take_step(make_meeting(municipality="Bovec"), "Send Invitations").stage, "Called"
			)
			other = frappe.get_doc("Hub Meeting", other.name)
			other.venue = "School"
			with self.assertRaises(frappe.PermissionError):
				other.save()
			with self.assertRaises(frappe.PermissionError):
				make_meeting(municipality="Idrija")

	def test_representative_sees_meetings_to_which_the_own_ngo_is_invited(self):
		user = make_user("ana@meeting.test")
		ngo = make_represented_ngo(user)
		invited = [{"ngo": ngo.name, "person_name": "Ana"}]

		self.assertSees(user, make_meeting(stage="Called", participants=invited), True)
		self.assertSees(user, make_meeting(participants=invited), False)
		self.assertSees(user, make_meeting(stage="Called"), False)

	def test_mentor_sees_meetings_with_an_own_decision_or_invitation(self):
		mentor = make_user("mentor@meeting.test", "Hub Mentor")
		own = make_meeting(stage="Held", decisions=[new_decision(responsible=mentor)])
		invited = make_meeting(stage="Called", participants=[new_participant("Mentor", email=mentor)])

		self.assertSees(mentor, own, True)
		self.assertSees(mentor, invited, True)
		self.assertSees(mentor, make_meeting(stage="Called"), False)

	def test_addresses_of_the_invited_are_for_those_who_call_the_meeting(self):
		meeting = make_meeting(
			stage="Called", participants=[new_participant("Ana", email="ana@meeting.test")]
		)
		for role, expected in {"Hub Officer": True, "Hub Auditor": False}.items():
			with as_user(make_user(f"{frappe.scrub(role)}@meeting.test", role)):
				shown = frappe.get_doc("Hub Meeting", meeting.name)
				shown.apply_fieldlevel_read_permissions()
			self.assertEqual(bool(shown.participants[0].get("email")), expected, role)

	def test_rows_are_seen_with_their_meeting(self):
		mentor = make_user("mentor@meeting.test", "Hub Mentor")
		own = make_meeting(stage="Called", participants=[new_participant("Mentor", email=mentor)])
		other = make_meeting(stage="Called")
		with as_user(mentor):
			rows = frappe.get_list("Meeting Participant", parent_doctype="Hub Meeting", pluck="parent")

		self.assertIn(own.name, rows)
		self.assertNotIn(other.name, rows)

	def test_guest_and_user_without_role_see_nothing(self):
		meeting = make_meeting(stage="Called")
		for user in ("Guest", make_user("nobody@meeting.test")):
			with as_user(user):
				self.assertFalse(frappe.has_permission("Hub Meeting", "read", meeting.name))


class TestDecisionsOfPeopleWithoutLogin(HubTestCase):
	def make_entrusted(self, stage="Held", **overrides):
		values = {
			"responsible": None,
			"carried_out_by": "Mojca Županja",
			"responsible_email": "mojca@town.test",
		}
		return make_meeting(stage=stage, decisions=[new_decision(**{**values, **overrides})])

	def get_link(self, meeting) -> str:
		return make_token(DECISION_PURPOSE, meeting.decisions[0].name)

	def test_a_decision_falls_to_a_user_or_to_a_person_with_an_address(self):
		for values, label in (
			({"responsible_email": None}, "Responsible"),
			({"carried_out_by": None}, "Carried Out By"),
			({"responsible_email": "no address"}, "E-mail"),
		):
			with self.subTest(values), self.assertRefused(label):
				self.make_entrusted(**values)

	def test_the_person_is_told_once_by_mail_with_a_link_of_their_own(self):
		meeting = self.make_entrusted()
		meeting.minutes = "More was said."
		meeting.save()
		told = [address for address, _message in get_mails(meeting) if address == "mojca@town.test"]
		self.assertEqual(len(told), 1)
		self.assertIsNone(meeting.decisions[0].todo)

	def test_nobody_is_told_before_the_meeting_was_held(self):
		meeting = self.make_entrusted(stage="Planned", due_date=add_days(today(), 30))
		self.assertEqual([mail for mail in get_mails(meeting) if mail[0] == "mojca@town.test"], [])

	def test_the_link_marks_the_decision_as_done_and_twice_is_once(self):
		meeting = self.make_entrusted()
		for _time in range(2):
			with as_user("Guest"):
				report_done(self.get_link(meeting))
		stored = frappe.get_doc("Hub Meeting", meeting.name)
		self.assertEqual((stored.decisions[0].status, stored.open_decisions), ("Done", 0))

	def test_a_link_for_another_purpose_or_of_a_dropped_decision_does_nothing(self):
		meeting = self.make_entrusted()
		with self.assertRaises(frappe.PermissionError):
			report_done(make_token(ANSWER_PURPOSE, meeting.decisions[0].name))
		link = self.get_link(meeting)
		meeting.decisions[0].status = "Dropped"
		meeting.save()
		with self.assertRefused("dropped"):
			report_done(link)

	def test_the_page_shows_the_decision_and_nothing_to_a_stranger(self):
		meeting = self.make_entrusted()
		with as_user("Guest"):
			frappe.form_dict.token = self.get_link(meeting)
			self.assertIn("We write to the municipality", get_response_content("meeting-decision"))
			frappe.form_dict.token = "nonsense"
			self.assertNotIn("We write to the municipality", get_response_content("meeting-decision"))

	def test_the_person_is_reminded_of_an_overdue_decision_once_a_week(self):
		meeting = self.make_entrusted(due_date=add_days(today(), -3))
		before = len(get_mails(meeting))
		chase_overdue_decisions()
		chase_overdue_decisions()
		self.assertEqual(len(get_mails(meeting)), before + 1)
