# SPDX-License-Identifier: GPL-3.0-only
from email import message_from_string
from email.header import decode_header, make_header

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, flt, now_datetime, today

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.mail.steps import prepare_call
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.events import attendance, intake, pages, seats
from planota_hub.planota_hub.events.figures import get_figures
from planota_hub.planota_hub.events.invitations import invite_segment
from planota_hub.planota_hub.events.kind import KIND, RATINGS
from planota_hub.planota_hub.events.mail import FEEDBACK_PURPOSE, REGISTRATION_PURPOSE
from planota_hub.planota_hub.outreach.reached import select_reached
from planota_hub.planota_hub.segments.test_segments import fix, get_titles, make_segment
from planota_hub.planota_hub.taking_part.own_registrations import get_own_registrations
from planota_hub.rules.tokens import make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.www import events as events_page

STEPS = {
	"Draft": (),
	"Announced": ("Announce",),
	"Closed": ("Announce", "Close Registration"),
	"Held": ("Announce", "Mark as Held"),
	"Cancelled": ("Announce", "Cancel Event"),
}


def make_event(**overrides):
	"""Create an announced info day of two hours in Tolmin in a week, with any field overridden.

	`stage` other than Announced is reached by the steps of the workflow; `days` moves start and end.
	"""
	stage = overrides.pop("stage", "Announced")
	start = now_datetime().replace(hour=9, minute=0, second=0, microsecond=0)
	start = add_to_date(start, days=overrides.pop("days", 7))
	event = frappe.get_doc(
		{
			"doctype": "Hub Event",
			"event_title": f"Info day {frappe.generate_hash(length=8)}",
			"event_kind": "Info Day",
			"starts_on": start,
			"ends_on": add_to_date(start, hours=2),
			"venue": "Cultural House",
			"municipality": "Tolmin",
			"capacity": 5,
			"cancellation_reason": "Illness",
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		event = take_step(event, action)
	return event


def take_step(event, action):
	"""Take a step of the workflow; return the event as it is stored then."""
	apply_workflow(frappe.get_doc("Hub Event", event.name), action)
	return frappe.get_doc("Hub Event", event.name)


def make_registration(event, **overrides):
	"""Enter a registration of a new person, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Event Registration",
			"event": event.name,
			"participant_name": "Ana Kovač",
			"email": f"{frappe.generate_hash(length=10)}@example.org",
			**overrides,
		}
	).insert()


def make_feedback(registration, **overrides):
	"""Enter the feedback of a participant, all fours unless overridden."""
	values = dict.fromkeys(RATINGS, 4) | {"registration": registration.name, **overrides}
	return frappe.get_doc({"doctype": "Event Feedback", **values}).insert()


def get_statuses(event) -> list[str]:
	return frappe.get_all(
		"Event Registration", {"event": event.name}, pluck="status", order_by="queue_number asc"
	)


def get_subjects(address: str) -> list[str]:
	"""Return the subjects of the mails to an address, the first one first."""
	names = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)
	messages = [message_from_string(frappe.db.get_value("Email Queue", name, "message")) for name in names]
	return [str(make_header(decode_header(message["Subject"]))) for message in messages]


def get_support(event) -> list[tuple]:
	"""Return what the ledger holds of an event: NGO, kind, hours and participants."""
	rows = frappe.get_all(
		"Support Entry",
		{"source_doctype": "Hub Event", "source_name": event.name},
		["ngo", "kind", "hours", "participants"],
		order_by="name asc",
	)
	return [(row.ngo, row.kind, flt(row.hours), row.participants) for row in rows]


class TestRules(HubTestCase):
	def test_what_can_not_be_is_refused_by_the_name_of_its_field(self):
		start = now_datetime()
		for label, values in (
			("Ends On", {"starts_on": start, "ends_on": add_to_date(start, hours=-1)}),
			("Seats", {"capacity": 0}),
			("Seats", {"capacity": 5000}),
			("Venue", {"venue": ""}),
			("Municipality", {"municipality": ""}),
			("Registration Closes On", {"registration_closes_on": add_days(start, 30)}),
			("Hours", {"hours": 3}),
			("Title", {"event_title": "<script>alert(1)</script>"}),
			("Belongs To (Kind)", {"about_doctype": "User", "about": "Administrator"}),
			("Belongs To", {"about_doctype": "Funding Call"}),
			("Reason of the Cancellation", {"stage": "Cancelled", "cancellation_reason": ""}),
		):
			with self.subTest(label, **{key: str(value) for key, value in values.items()}):
				with self.assertRefused(label):
					make_event(**values)

	def test_support_of_several_days_needs_its_hours_and_other_events_do_not(self):
		start = now_datetime()
		days = {"starts_on": start, "ends_on": add_to_date(start, days=2)}
		self.assertFalse(make_event(**days).hours)
		with self.assertRefused("Hours"):
			make_event(support_kind="Information", **days)

	def test_counters_and_invitations_can_not_be_set_from_outside(self):
		event = make_event(
			confirmed_count=4, queue_counter=9, invitations=[{"email": "somebody@example.org"}]
		)
		self.assertEqual((event.confirmed_count, event.queue_counter, event.invitations), (0, 0, []))

	def test_it_can_not_be_held_before_it_starts_nor_cancelled_once_people_were_there(self):
		with self.assertRefused("only then can it have been held"):
			make_event(stage="Held")
		event = make_event(days=-1)
		make_registration(event, attendance="Attended")
		with self.assertRefused("People have attended this event"):
			take_step(event, "Cancel Event")


class TestRegistration(HubTestCase):
	def assertCounted(self):
		self.assertEqual(seats.check_seats(), [])

	def test_who_comes_first_has_a_seat_and_a_cancellation_moves_the_first_one_up(self):
		event = make_event(capacity=1)
		first, *_others = (make_registration(event) for _number in range(3))
		self.assertEqual(get_statuses(event), ["Confirmed", "Waiting List", "Waiting List"])

		self.assertTrue(intake.cancel_registration(first.name))
		self.assertFalse(intake.cancel_registration(first.name))

		self.assertEqual(get_statuses(event), ["Cancelled", "Confirmed", "Waiting List"])
		self.assertCounted()

	def test_one_person_registers_once_and_not_for_what_takes_no_registrations(self):
		event = make_event()
		make_registration(event, email="ana@example.org")
		with self.assertRefused("already registered for this event"):
			make_registration(event, email="Ana+hub@example.org")
		for stage, message in (("Draft", "not been announced"), ("Cancelled", "was cancelled")):
			with self.subTest(stage), self.assertRefused(message):
				make_registration(make_event(stage=stage))

	def test_a_guest_registers_by_the_form_and_cancels_by_link_once(self):
		event = make_event()
		values = {"event": event.name, "participant_name": "Bor Kos", "email": "bor@example.org"}
		with as_user("Guest"):
			with self.assertRefused("agree"):
				intake.register_for_event(values)
			answer = intake.register_for_event({**values, "consent": 1})
			again = intake.register_for_event({**values, "consent": 1})
		# nobody learns from the answer that somebody is registered already, nor gets the link
		self.assertEqual({**answer, "mailed": 0}, {**again, "mailed": 0})
		self.assertNotIn("url", answer)
		self.assertEqual(get_statuses(event), ["Confirmed"])
		name = frappe.db.get_value("Event Registration", {"event": event.name})
		token = make_token(REGISTRATION_PURPOSE, name)
		with as_user("Guest"):
			for _time in range(2):
				self.assertEqual(intake.cancel_by_link(token)["outcome"], "cancelled")
		self.assertEqual(get_statuses(event), ["Cancelled"])
		self.assertCounted()

	def test_what_a_guest_sends_wrongly_names_its_field_and_leaves_nothing_behind(self):
		event = make_event()
		good = {"event": event.name, "participant_name": "Bor Kos", "email": "bor@example.org", "consent": 1}
		for label, values in (
			("Event", {"event": ""}),
			("Email", {"email": "no address"}),
			("Participant", {"participant_name": ""}),
			("Participant", {"participant_name": "<b>Bor</b>"}),
		):
			with self.subTest(label, **values), as_user("Guest"), self.assertRefused(label):
				intake.register_for_event({**good, **values})
		self.assertEqual(get_statuses(event), [])

	def test_colleagues_of_an_ngo_are_registered_all_or_none_and_only_by_its_representative(self):
		event = make_event()
		user = make_user("events-representative@example.com", "NGO Representative")
		ngo = make_represented_ngo(user).name
		people = {"name_1": "Ana", "email_1": "ana@example.org", "name_2": "Bor", "email_2": ""}
		with as_user(user):
			with self.assertRefused("name and e-mail address"):
				intake.register_colleagues(event.name, ngo, 1, **people)
			self.assertEqual(get_statuses(event), [])
			intake.register_colleagues(event.name, ngo, 1, **{**people, "email_2": "bor@example.org"})
			with self.assertRaises(frappe.PermissionError):
				intake.register_colleagues(event.name, make_ngo().name, 1, **people)
		self.assertEqual(get_statuses(event), ["Confirmed", "Confirmed"])

	def test_a_representative_sees_the_people_of_the_own_ngo_and_cancels_for_them_alone(self):
		event, user = make_event(), make_user("cancels@events.test")
		ngo = make_represented_ngo(user).name
		own = make_registration(event, email="own@events.test", ngo=ngo)
		other = make_registration(event, email="other@events.test", ngo=make_ngo(stage="Verified").name)

		(row,) = get_own_registrations(KIND, [ngo], REGISTRATION_PURPOSE)
		self.assertEqual(
			(row.name, row.address, row.state, row.can_cancel, row.proof_token),
			(own.name, f"/events/{event.name}", "Confirmed", True, None),
		)
		with as_user(user):
			intake.cancel_for_colleague(own.name)
			with self.assertRefused("your own organisation", frappe.PermissionError):
				intake.cancel_for_colleague(other.name)
		self.assertEqual(get_own_registrations(KIND, [ngo], REGISTRATION_PURPOSE), [])
		self.assertEqual(frappe.db.get_value("Event Registration", other.name, "status"), "Confirmed")

	def test_a_change_and_a_cancellation_are_told_to_all_who_are_registered(self):
		event = make_event()
		make_registration(event, email="ana@example.org")
		event.reload()
		event.venue = "Library"
		event.save()
		take_step(event, "Cancel Event")
		subjects = get_subjects("ana@example.org")
		for start in ("Your seat is confirmed", "Changed time or place", "The event is cancelled"):
			self.assertIn(f"{start}: {event.event_title}", subjects)
		self.assertEqual(get_statuses(event), ["Cancelled"])


class TestAttendance(HubTestCase):
	def test_hours_of_support_stand_in_the_ledger_once_for_each_ngo_and_follow_corrections(self):
		ngo = make_ngo(stage="Verified").name
		event = make_event(days=-1, support_kind="Information")
		ana, bor, alone = (make_registration(event, ngo=name) for name in (ngo, ngo, None))
		attendance.record_attendance(event.name, [ana.name, bor.name, alone.name])
		self.assertEqual(get_support(event), [])

		event = take_step(event, "Mark as Held")
		self.assertEqual(get_support(event), [(ngo, "Information", 2.0, 2)])

		attendance.record_attendance(event.name, [ana.name])
		self.assertEqual(get_support(event), [(ngo, "Information", 2.0, 1)])
		said = dict.fromkeys((*RATINGS, "satisfaction", "recommend_rate")) | {"feedbacks": 0}
		self.assertEqual(
			get_figures(event.name), {"registered": 3, "attended": 1, "absent": 2, "ngos": 1, **said}
		)

	def test_an_event_without_support_posts_nothing_and_reaches_who_came_once(self):
		ngo = make_ngo(stage="Verified").name
		event = make_event(days=-1)
		for _person in range(2):
			make_registration(event, ngo=ngo, attendance="Attended")
		take_step(event, "Mark as Held")
		self.assertEqual(get_support(event), [])
		reached = [row for row in select_reached(doctype="NGO").run(as_dict=True) if row.organisation == ngo]
		self.assertEqual([(row.channel, row.name) for row in reached], [("Event", event.name)])

	def test_support_counts_as_reached_once_on_the_channel_of_events(self):
		ngo = make_ngo(stage="Verified").name
		event = make_event(days=-1, support_kind="Counselling")
		make_registration(event, ngo=ngo, attendance="Attended")
		take_step(event, "Mark as Held")
		reached = [row for row in select_reached(doctype="NGO").run(as_dict=True) if row.organisation == ngo]
		self.assertEqual([row.channel for row in reached], ["Event"])

	def test_a_segment_finds_who_took_part_in_a_kind_of_event(self):
		came, missed = (make_ngo(stage="Verified") for _number in range(2))
		event = make_event(days=-1, event_kind="Round Table")
		make_registration(event, ngo=came.name, attendance="Attended")
		make_registration(event, ngo=missed.name, attendance="Absent")
		segment = make_segment({"subject": "Event", "choice": "Round Table"})
		titles = get_titles(segment)
		self.assertIn(came.ngo_name, titles)
		self.assertNotIn(missed.ngo_name, titles)

	def test_people_sign_in_by_the_code_at_the_door_while_it_is_on(self):
		start = add_to_date(now_datetime(), minutes=-10)
		event = make_event(starts_on=start, ends_on=add_to_date(start, hours=1))
		make_registration(event, email="ana@example.org")
		token = make_token(attendance.SIGN_IN_PURPOSE, event.name)
		with as_user("Guest"):
			self.assertEqual(attendance.sign_in(token, "ana@example.org")["outcome"], "signed in")
			self.assertEqual(attendance.sign_in(token, "ana@example.org")["outcome"], "already signed in")
			with self.assertRefused("Nobody with a confirmed seat"):
				attendance.sign_in(token, "bor@example.org")
		late = make_token(attendance.SIGN_IN_PURPOSE, make_event().name)
		with as_user("Guest"), self.assertRefused("an hour before the event"):
			attendance.sign_in(late, "ana@example.org")

	def test_only_who_attended_gets_a_confirmation_and_only_once_it_was_held(self):
		event = make_event(days=-1)
		ana = make_registration(event, attendance="Attended")
		bor = make_registration(event, participant_name="Bor", attendance="Absent")
		with self.assertRefused("A confirmation is given"):
			ana.get_confirmation()
		take_step(event, "Mark as Held")
		self.assertIn(
			event.event_title, frappe.get_print("Event Registration", ana.name, "Event Confirmation")
		)
		self.assertIn(ana.participant_name, frappe.get_print("Hub Event", event.name, "Event Sign-in Sheet"))
		with self.assertRefused("A confirmation is given"):
			bor.get_confirmation()


class TestInvitations(HubTestCase):
	def setUp(self):
		super().setUp()
		self.event = make_event()
		self.ngo = make_ngo(
			stage="Verified", email=f"{frappe.generate_hash(length=8)}@example.org", consent_news=1
		)
		self.silent = make_ngo(
			stage="Verified", email=f"{frappe.generate_hash(length=8)}@example.org", consent_news=0
		)
		self.segment = make_segment(additions=fix(self.ngo, self.silent))

	def test_what_goes_out_is_shown_first_and_changes_nothing(self):
		preview = prepare_call(
			"planota_hub.planota_hub.events.invitations.invite_segment",
			{"event": self.event.name, "segment": self.segment.name},
		)
		self.assertEqual([mail["to"] for mail in preview["mails"]], [self.ngo.email])
		self.assertEqual([row["who"] for row in preview["left_out"]], [self.silent.ngo_name])
		self.assertEqual(frappe.get_doc("Hub Event", self.event.name).invitations, [])

	def test_who_agreed_is_invited_once_and_it_is_kept_with_the_event_and_the_segment(self):
		self.assertEqual(invite_segment(self.event.name, self.segment.name), 1)
		self.assertEqual(invite_segment(self.event.name, self.segment.name), 0)
		rows = frappe.get_doc("Hub Event", self.event.name).invitations
		self.assertEqual(
			[(row.organisation, row.email, row.segment) for row in rows],
			[(self.ngo.name, self.ngo.email, self.segment.name)],
		)
		self.assertEqual(len(get_subjects(self.ngo.email)), 1)
		use = {"segment": self.segment.name, "used_in_doctype": "Hub Event", "used_in": self.event.name}
		self.assertEqual(frappe.db.count("Segment Use", use), 1)

	def test_an_invitation_is_in_the_language_of_its_reader(self):
		self.ngo.db_set("preferred_language", "sl")
		invite_segment(self.event.name, self.segment.name)
		self.assertEqual(get_subjects(self.ngo.email), [f"Vabilo: {self.event.event_title}"])

	def test_nobody_is_invited_to_what_takes_no_registrations(self):
		with self.assertRefused("not been announced"):
			invite_segment(make_event(stage="Draft").name, self.segment.name)


class TestPermissions(HubTestCase):
	def test_mentors_see_drafts_and_participants_of_their_own_events_alone(self):
		mentor = make_user("events-mentor@example.com", "Hub Mentor")
		own, other = make_event(stage="Draft", responsible=mentor), make_event(stage="Draft")
		announced = make_event(responsible=mentor, days=-1)
		people = [make_registration(announced).name, make_registration(make_event()).name]
		with as_user(mentor):
			names = set(frappe.get_list("Hub Event", pluck="name", limit_page_length=0, order_by="name asc"))
			seen = frappe.get_list("Event Registration", pluck="name", order_by="name asc")
			attendance.record_attendance(announced.name, people[:1])
			with self.assertRaises(frappe.PermissionError):
				attendance.record_attendance(other.name, [])
			with self.assertRaises(frappe.PermissionError):
				invite_segment(announced.name, "no such segment")
		self.assertTrue({own.name, announced.name} <= names)
		self.assertNotIn(other.name, names)
		self.assertEqual(seen, people[:1])

	def test_a_representative_sees_the_events_and_people_of_the_own_ngo(self):
		user = make_user("events-representative@example.com", "NGO Representative")
		ngo = make_represented_ngo(user).name
		event, other = make_event(), make_event()
		own, _stranger = make_registration(event, ngo=ngo), make_registration(event)
		make_registration(other)
		with as_user(user):
			self.assertEqual(frappe.get_list("Hub Event", pluck="name", order_by="name asc"), [event.name])
			self.assertEqual(
				frappe.get_list("Event Registration", pluck="name", order_by="name asc"), [own.name]
			)


class TestWebsite(HubTestCase):
	def test_the_public_sees_what_is_announced_and_how_many_seats_are_free(self):
		event, draft = make_event(), make_event(stage="Draft")
		make_registration(event)
		shown = {row.name: row for row in pages.get_coming_events()}
		self.assertNotIn(draft.name, shown)
		self.assertEqual((shown[event.name].is_open, shown[event.name].free_seats), (True, 4))
		self.assertIsNone(pages.get_public_event(draft.name))
		self.assertIn(f"/events/{event.name}", [item.url for item in pages.get_public_area().get_items()])

	def test_one_list_holds_events_and_workshops(self):
		event, workshop = make_event(), make_workshop()
		context = frappe._dict()
		events_page.get_context(context)
		urls = {row.url for row in context.coming}
		self.assertTrue({f"/events/{event.name}", f"/workshops/{workshop.name}"} <= urls)

	def test_registration_closes_by_itself_and_reminders_go_out_once(self):
		closing = make_event(registration_closes_on=add_to_date(now_datetime(), hours=-1))
		soon = add_to_date(now_datetime(), hours=20)
		event = make_event(starts_on=soon, ends_on=add_to_date(soon, hours=1))
		person = make_registration(event, email="ana@example.org")
		person.db_set("registered_on", add_days(today(), -3))
		for _time in range(2):
			seats.close_registrations()
			seats.remind_participants()
		self.assertEqual(frappe.db.get_value("Hub Event", closing.name, "stage"), "Closed")
		subjects = get_subjects("ana@example.org")
		self.assertEqual(subjects.count(f"The event is about to begin: {event.event_title}"), 1)


class TestAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.event = make_event(capacity=2)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete("Event Registration", {"event": self.event.name})
		frappe.db.delete("Email Queue", {"creation": (">=", self.event.creation)})
		frappe.delete_doc("Hub Event", self.event.name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def register(self, email: str) -> dict:
		values = {"event": self.event.name, "participant_name": "Ana", "email": email, "consent": 1}
		return intake.register_for_event(values)

	def test_many_at_once_get_as_many_seats_as_there_are_and_one_person_gets_one(self):
		people = [f"person{number}@example.org" for number in range(6)]
		answers = call_at_once(self.register, [*people, "person0@example.org", "person0@example.org"])

		self.assertEqual([error for error in answers if isinstance(error, Exception)], [])
		frappe.db.rollback()
		self.assertEqual(get_statuses(self.event), ["Confirmed"] * 2 + ["Waiting List"] * 4)
		self.assertEqual(seats.check_seats(), [])


class TestFeedback(HubTestCase):
	def give(self, registration, **values):
		sent = {**dict.fromkeys(RATINGS, "4"), "token": make_token(FEEDBACK_PURPOSE, registration.name)}
		with as_user("Guest"):
			return intake.give_feedback({**sent, **values})

	def test_who_came_is_asked_once_and_answers_once(self):
		event = make_event(days=-2)
		came, absent = (make_registration(event, attendance=state) for state in ("Attended", "Absent"))
		with self.assertRefused("once the event has been held"):
			self.give(came)
		take_step(event, "Mark as Held")
		attendance.record_attendance(event.name, [came.name])
		self.assertEqual(len(get_subjects(came.email)), 1)
		self.assertIn("What did you think of the event?", get_subjects(came.email)[0])
		self.assertEqual(get_subjects(absent.email), [])

		for expected, registration, values in (
			("Only participants who attended", absent, {}),
			("Speakers: please choose from 1", came, {"speakers_rating": "6"}),
		):
			with self.subTest(expected), self.assertRefused(expected):
				self.give(registration, **values)
		self.assertEqual(self.give(came), {"outcome": "received"})
		with self.assertRefused("already given feedback", frappe.UniqueValidationError):
			self.give(came)

	def test_nobody_is_asked_where_the_organiser_does_not_want_it(self):
		event = make_event(days=-2, asks_feedback=0)
		came = make_registration(event, attendance="Attended")
		take_step(event, "Mark as Held")
		self.assertEqual(get_subjects(came.email), [])

	def test_the_sums_are_told_and_none_of_few(self):
		event = make_event(days=-2, stage="Held")
		frappe.db.set_single_value("Hub Settings", "report_threshold", 3)
		people = [make_registration(event, attendance="Attended") for _number in range(3)]
		for registration, rating in zip(people, (5, 4, 3), strict=True):
			self.assertIsNone(get_figures(event.name)["satisfaction"])
			make_feedback(registration, content_rating=rating, would_recommend="Yes" if rating > 3 else "")

		figures = get_figures(event.name)
		self.assertEqual(
			(figures["feedbacks"], figures["content_rating"], figures["satisfaction"]), (3, 4, 4)
		)
		self.assertIsNone(figures["recommend_rate"])

	def test_nobody_sees_in_the_desk_whose_it_is(self):
		feedback = make_feedback(make_registration(make_event(days=-2, stage="Held"), attendance="Attended"))
		with as_user(make_user("manager@feedback.test", "Hub Manager")):
			seen = frappe.get_doc("Event Feedback", feedback.name)
			seen.apply_fieldlevel_read_permissions()
			self.assertIsNone(seen.get("registration"))
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Event Feedback", feedback.name).save()
