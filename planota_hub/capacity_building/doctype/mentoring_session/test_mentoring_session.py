# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_to_date, get_datetime, getdate, now_datetime

from planota_hub.capacity_building.support.ledger import hours_by_kind
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

MENTOR, OTHER_MENTOR = "mentor@hub.test", "other-mentor@hub.test"


def make_mentor(email: str = MENTOR) -> str:
	"""Create a user with the role Hub Mentor and no other; return its name."""
	return make_user(email, "Hub Mentor")


def new_session(**overrides):
	"""Return an unsaved session of two hours that was held yesterday, with any field overridden.

	`days` moves the start; the NGO and the mentor are made unless given.
	"""
	start = now_datetime().replace(hour=9, minute=0, second=0, microsecond=0)
	start = add_to_date(start, days=overrides.pop("days", -1))
	return frappe.get_doc(
		{
			"doctype": "Mentoring Session",
			"topic": "Strategy for three years",
			"ngo": overrides.pop("ngo", None) or make_ngo(stage="Verified").name,
			"mentor": overrides.pop("mentor", None) or make_mentor(),
			"starts_on": start,
			"hours": 2,
			**overrides,
		}
	)


def make_session(**overrides):
	"""Create the session that `new_session` describes."""
	return new_session(**overrides).insert()


def ledger_of(source) -> list[tuple]:
	"""Return what the ledger holds of a source: NGO, kind, hours and participants, by key."""
	return frappe.get_all(
		"Support Entry",
		filters={"source_doctype": source.doctype, "source_name": source.name},
		fields=["ngo", "kind", "hours", "participants"],
		order_by="row_key asc",
		as_list=True,
	)


class TestMentoringHours(HubTestCase):
	def test_a_held_session_posts_its_hours_on_its_day(self):
		session = make_session(hours=1.5, participants=3)

		self.assertEqual(list(ledger_of(session)), [(session.ngo, "Mentoring", 1.5, 3)])
		entry = frappe.get_value("Support Entry", {"source_name": session.name}, "posting_date")
		self.assertEqual(entry, getdate(session.starts_on))
		self.assertEqual(hours_by_kind(session.ngo)["Mentoring"], 1.5)

	def test_an_edit_moves_the_hours_with_it(self):
		session = make_session()
		other = make_ngo(stage="Verified").name

		session.update({"ngo": other, "hours": 3})
		session.save()

		self.assertEqual(list(ledger_of(session)), [(other, "Mentoring", 3, 1)])

	def test_planned_cancelled_and_deleted_sessions_hold_no_hours(self):
		planned = make_session(days=3, status="Planned")
		self.assertFalse(ledger_of(planned))
		session = make_session()
		session.status = "Cancelled"
		session.save()
		self.assertFalse(ledger_of(session))
		session.status = "Held"
		session.save()
		self.assertTrue(ledger_of(session))
		session.delete()
		self.assertFalse(ledger_of(session))

	def test_the_end_follows_from_start_and_hours(self):
		session = make_session(hours=1.25)

		self.assertEqual(get_datetime(session.ends_on), add_to_date(session.starts_on, minutes=75))


class TestMentoringRecord(HubTestCase):
	def test_the_printed_record_says_what_was_done_for_whom_and_by_whose_money(self):
		change_settings(publicity_statement="Co-financed by the ministry")
		session = make_session(hours=1.5, participant_names="Ana Novak", summary="Vision\nGoals")

		html = frappe.get_print("Mentoring Session", session.name, "Mentoring Record")

		for text in (session.topic, "1.5", "Ana Novak", "Vision\nGoals", "Co-financed by the ministry"):
			self.assertIn(text, html)


class TestMentoringRefusals(HubTestCase):
	def test_hours_that_nobody_can_have_worked_are_refused(self):
		for hours in (0, -2, 30, 12.5):
			with self.subTest(hours), self.assertRefused("Hours"):
				make_session(hours=hours)

	def test_hours_that_are_no_number_are_refused(self):
		with self.assertRefused("Hours: expected are more than 0 and at most 12 hours"):
			make_session(hours="two")

	def test_a_held_session_in_the_future_is_refused(self):
		with self.assertRefused("lies in the future"):
			make_session(days=1)

	def test_a_session_that_is_not_over_is_not_held_yet(self):
		with self.assertRefused("lies in the future"):
			make_session(starts_on=add_to_date(now_datetime(), minutes=-30), hours=2)

	def test_a_year_that_was_mistyped_is_refused(self):
		with self.assertRefused("not before the year 2000"):
			make_session(starts_on="0202-02-02 10:00:00")

	def test_overlapping_sessions_of_a_mentor_are_refused(self):
		first = make_session()
		with self.assertRefused("Mentor: there is another session from"):
			make_session(starts_on=add_to_date(first.starts_on, hours=1))

	def test_overlapping_sessions_of_an_ngo_are_refused(self):
		first = make_session()
		with self.assertRefused("NGO: there is another session from"):
			make_session(ngo=first.ngo, mentor=make_mentor(OTHER_MENTOR))

	def test_a_session_within_a_longer_one_is_refused(self):
		first = make_session(hours=6)
		with self.assertRefused(first.name):
			make_session(starts_on=add_to_date(first.starts_on, hours=2), hours=0.5)

	def test_sessions_may_follow_each_other_without_a_break(self):
		first = make_session()
		make_session(ngo=first.ngo, starts_on=first.ends_on, hours=1)

	def test_a_cancelled_session_is_in_nobodys_way(self):
		first = make_session()
		first.status = "Cancelled"
		first.save()
		make_session(ngo=first.ngo)

		first.status = "Held"
		with self.assertRefused("there is another session"):
			first.save()

	def test_mentoring_of_a_listed_ngo_waits_for_the_contact_and_says_so(self):
		listed = make_ngo(stage="Listed")

		with self.assertRefused("Begin the contact with it"):
			make_session(ngo=listed.name)

	def test_an_ngo_that_is_not_verified_gets_no_mentoring(self):
		for stage in ("Submitted", "Rejected", "Inactive"):
			with self.subTest(stage), self.assertRefused("NGO: support is given to verified NGOs"):
				make_session(ngo=make_ngo(stage=stage).name)

	def test_sessions_of_an_ngo_that_became_inactive_can_still_be_corrected(self):
		session = make_session()
		frappe.db.set_value("NGO", session.ngo, "stage", "Inactive")
		session.hours = 1
		session.save()

		self.assertEqual(ledger_of(session)[0][2], 1)

	def test_only_people_of_the_hub_can_be_mentors(self):
		for user in (make_user("nobody@hub.test"), make_user("ana@ngo.test", "NGO Representative")):
			with self.subTest(user), self.assertRefused("Mentor: expected is an enabled user"):
				make_session(mentor=user)

	def test_nobody_took_part_is_refused(self):
		for number in (0, -1, 501):
			with self.subTest(number), self.assertRefused("Participants"):
				make_session(participants=number)

	def test_markup_is_refused(self):
		with self.assertRefused("What Was Done: please write plain text"):
			make_session(summary="<img src=x onerror=alert(1)>")

	def test_a_mentor_enters_own_sessions_only(self):
		other = make_session(mentor=make_mentor(OTHER_MENTOR))
		mentor = make_mentor()
		with as_user(mentor):
			session = make_session(ngo=make_ngo_as_administrator(), days=-2)
			self.assertEqual(session.mentor, mentor)
			with self.assertRefused("sessions that you lead yourself", frappe.PermissionError):
				make_session(ngo=session.ngo, mentor=OTHER_MENTOR, days=-5)
			session.mentor = OTHER_MENTOR
			with self.assertRefused("sessions that you lead yourself", frappe.PermissionError):
				session.save()
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Mentoring Session", other.name).save()


def make_ngo_as_administrator() -> str:
	with as_user("Administrator"):
		return make_ngo(stage="Verified").name
