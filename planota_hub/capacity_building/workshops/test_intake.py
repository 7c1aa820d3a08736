# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends: registrations by web form, cancellations by link, feedback; and the e-mails."""

import json
from email import message_from_string
from email.header import decode_header, make_header
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import add_to_date, get_datetime, get_system_timezone, now_datetime
from icalendar import Calendar

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	make_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	fill,
	get_statuses,
	make_attended,
	make_registration,
)
from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import record_attendance
from planota_hub.capacity_building.workshops.calendar_files import entry, feed, make_calendar
from planota_hub.capacity_building.workshops.intake import (
	cancel_by_link,
	give_feedback,
	register_for_workshop,
)
from planota_hub.capacity_building.workshops.jobs import remind_participants
from planota_hub.capacity_building.workshops.mail import (
	FEEDBACK_PURPOSE,
	REGISTRATION_PURPOSE,
	ask_for_feedback,
)
from planota_hub.capacity_building.workshops.pages import get_open_workshops, get_public_workshop
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.intake import HONEYPOT_FIELD
from planota_hub.rules.tokens import InvalidTokenError, make_token, read_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account
from planota_hub.www.workshop_certificate import get_context as show_certificate

RATINGS = {"content_rating": "5", "trainer_rating": "4", "organisation_rating": "3", "usefulness_rating": "4"}


def register(workshop, **overrides) -> dict:
	"""Send the registration form as a guest, or as the user named."""
	user = overrides.pop("user", "Guest")
	values = {
		"workshop": workshop if isinstance(workshop, str) else workshop.name,
		"participant_name": "Ana Kovač",
		"email": "ana@example.org",
		"consent": 1,
		**overrides,
	}
	with as_user(user):
		return register_for_workshop(values)


def get_mails(recipient: str = "ana@example.org") -> list:
	"""Return the queued messages to somebody, in their order."""
	names = frappe.get_all(
		"Email Queue Recipient", {"recipient": recipient}, pluck="parent", order_by="creation asc"
	)
	queue = frappe.get_all("Email Queue", {"name": ("in", names)}, ["message"], order_by="creation asc")
	return [message_from_string(row.message) for row in queue]


def read_mail(mail) -> tuple[str, str, list]:
	"""Return the subject, the HTML and the calendar files of a message."""
	html, calendars = "", []
	for part in mail.walk():
		content = part.get_payload(decode=True)
		if part.get_content_type() == "text/html":
			html += content.decode()
		elif (part.get_filename() or "").endswith(".ics"):
			calendars.append(Calendar.from_ical(content))
	return str(make_header(decode_header(mail["Subject"]))), html, calendars


class TestRegistrationForm(HubTestCase):
	def test_guest_gets_a_seat_and_nothing_else_than_allowed_is_kept(self):
		workshop = make_workshop()

		answer = register(
			workshop, organisation="Društvo Soča", status="Waiting List", owner="x", attendance="Attended"
		)

		registration = frappe.get_last_doc("Workshop Registration")
		self.assertEqual(
			(answer["outcome"], registration.owner, registration.source), ("Confirmed", "Guest", "Web Form")
		)
		self.assertEqual(
			(registration.organisation, registration.attendance, registration.ngo),
			("Društvo Soča", "Not Recorded", None),
		)
		self.assertTrue(registration.consent_given_on and registration.consent_text_version)

	def test_waiting_list_tells_the_place(self):
		workshop = make_workshop(capacity=1)
		fill(workshop, 3)

		answer = register(workshop)

		self.assertEqual((answer["outcome"], answer["position"]), ("Waiting List", 3))

	def test_registration_outside_its_window_is_refused(self):
		early = make_workshop(registration_opens_on=add_to_date(now_datetime(), days=1))
		late = make_workshop(registration_closes_on=add_to_date(now_datetime(), minutes=-1))
		begun = make_workshop(starts_on=add_to_date(now_datetime(), minutes=-5))
		for workshop, message in (
			(early, "Registration opens on"),
			(late, "is closed"),
			(begun, "is closed"),
			(make_workshop(stage="Closed"), "is closed"),
			(make_workshop(stage="Cancelled"), "was cancelled"),
			(make_workshop(stage="Draft"), "not been announced"),
			(make_past_workshop(stage="Held"), "already been held"),
			(make_past_workshop(stage="Evaluated"), "held and evaluated"),
		):
			with self.subTest(message), self.assertRefused(message):
				register(workshop)
			self.assertEqual(get_statuses(workshop), [])

	def test_full_workshop_without_waiting_list_is_refused(self):
		workshop = make_workshop(capacity=1, has_waiting_list=0)
		fill(workshop, 1)

		with self.assertRefused("seats of this workshop are taken"):
			register(workshop)

	def test_unknown_and_missing_workshop_are_refused(self):
		with self.assertRefused("was not found", frappe.DoesNotExistError):
			register("WRK-99999")
		with self.assertRefused("Workshop: please choose"):
			register("")

	def test_nobody_learns_from_the_answer_who_is_registered(self):
		workshop = make_workshop()
		first = register(workshop)

		for email in ("ANA@example.org", "ana+zoom@example.org"):
			with self.subTest(email):
				self.assertEqual(register(workshop, email=email), first)
		self.assertEqual(get_statuses(workshop), ["Confirmed"])
		self.assertNotIn("url", first)

	def test_the_owner_of_a_registered_address_is_told_once_a_day(self):
		frappe.cache.delete_keys("hub_registered_again")
		workshop = make_workshop()
		for _time in range(3):
			register(workshop)

		(_first, *again) = get_mails()
		(subject, text, _calendars) = read_mail(again[0])
		self.assertEqual((len(again), subject), (1, f"You are already registered: {workshop.workshop_title}"))
		self.assertIn("Your seat is confirmed.", text)
		self.assertIn("/workshop-registration?token=", text)

	def test_wrong_values_are_refused_for_a_registered_address_as_for_any_other(self):
		workshop = make_workshop()
		register(workshop)

		with self.assertRefused("Participant"):
			register(workshop, participant_name="<b>Ana</b>")

	def test_on_the_waiting_list_the_answer_tells_nothing_either(self):
		workshop = make_workshop(capacity=1)
		fill(workshop, 1)
		register(workshop)

		again, other = register(workshop), register(workshop, email="other@example.org")

		self.assertEqual((again["outcome"], again["position"]), (other["outcome"], other["position"]))

	def test_somebody_logged_in_learns_the_truth_about_the_own_address(self):
		workshop = make_workshop()
		user = make_user("ana@example.org")

		answer = register(workshop, user=user)

		self.assertIn("/workshop-registration?token=", answer["url"])
		with self.assertRefused("already registered", frappe.UniqueValidationError):
			register(workshop, user=user)

	def test_wrong_values_are_refused_by_the_name_of_the_field(self):
		workshop = make_workshop()
		for values, message in (
			({"email": "ana"}, "Email"),
			({"email": "a@x.org, b@x.org"}, "Email"),
			({"participant_name": " "}, "Participant"),
			({"participant_name": "<b>Ana</b>"}, "Participant"),
			({"participant_name": ["Ana"]}, "Participant"),
			({"phone": "call me"}, "Phone"),
			({"consent": 0}, "agree"),
		):
			with self.subTest(str(values)), self.assertRefused(message):
				register(workshop, **values)
		self.assertEqual(get_statuses(workshop), [])

	def test_nobody_registers_for_an_ngo_that_they_do_not_represent(self):
		workshop = make_workshop()
		representative = make_user("ana@ngo.test")
		own, other = make_represented_ngo(representative), make_ngo(stage="Verified")

		for user in ("Guest", representative):
			with self.subTest(user), self.assertRefused("that you represent", frappe.PermissionError):
				register(workshop, user=user, ngo=other.name)
		register(workshop, user=representative, ngo=own.name)

		registration = frappe.get_last_doc("Workshop Registration")
		self.assertEqual((registration.ngo, registration.registered_by), (own.name, representative))

	def test_robot_gets_a_friendly_answer_and_nothing_is_saved(self):
		workshop = make_workshop()

		self.assertEqual(register(workshop, **{HONEYPOT_FIELD: "x"})["outcome"], "Confirmed")
		self.assertEqual(get_statuses(workshop), [])

	def test_one_address_can_not_be_flooded(self):
		for number in range(frappe.get_cached_doc("Hub Settings").public_intake_per_email_per_day):
			register(make_workshop(), email=f"ana+{number}@example.org")

		with self.assertRefused("forms were sent today", frappe.RateLimitExceededError):
			register(make_workshop())


class TestLinks(HubTestCase):
	def setUp(self):
		super().setUp()
		self.workshop = make_workshop(capacity=1)
		register(self.workshop)
		self.name = frappe.get_last_doc("Workshop Registration").name
		self.token = make_token(REGISTRATION_PURPOSE, self.name)

	def cancel(self, token: str):
		with as_user("Guest"):
			return cancel_by_link(token)

	def test_link_cancels_once_and_the_next_one_moves_up(self):
		fill(self.workshop, 2)

		for _time in range(2):
			self.assertEqual(
				self.cancel(self.token),
				{
					"outcome": "cancelled",
					"message": "Your registration is cancelled. Thank you for telling us.",
				},
			)

		self.assertEqual(get_statuses(self.workshop), ["Cancelled", "Confirmed", "Waiting List"])
		self.assertEqual(
			frappe.db.get_value("Workshop Registration", self.name, "cancelled_by"), "Participant"
		)

	def test_tampered_link_is_refused(self):
		other = make_registration(make_workshop()).name
		signature = self.token.rpartition(".")[2]
		for token in (
			f"{other}.{signature}",
			self.token[:-1],
			self.token.swapcase(),
			make_token(FEEDBACK_PURPOSE, self.name),
			signature,
			".",
			"",
			None,
		):
			with self.subTest(token), self.assertRefused("not valid", InvalidTokenError):
				cancel_by_link(token)
		self.assertEqual(get_statuses(self.workshop), ["Confirmed"])

	def test_link_expires_when_the_workshop_begins(self):
		frappe.db.set_value(
			"Training Workshop", self.workshop.name, "starts_on", add_to_date(now_datetime(), minutes=-1)
		)

		with self.assertRefused("This link has expired"):
			self.cancel(self.token)
		self.assertEqual(get_statuses(self.workshop), ["Confirmed"])

	def test_link_of_a_deleted_registration_is_refused(self):
		frappe.delete_doc("Workshop Registration", self.name)
		with self.assertRefused("was not found", frappe.DoesNotExistError):
			self.cancel(self.token)

	def test_token_is_readable_for_its_purpose_only(self):
		self.assertEqual(read_token(REGISTRATION_PURPOSE, self.token), self.name)
		with self.assertRaises(InvalidTokenError):
			read_token(FEEDBACK_PURPOSE, self.token)

	def open_certificate(self, token: str) -> frappe._dict:
		context = frappe._dict()
		with as_user("Guest"):
			frappe.form_dict.token = token
			show_certificate(context)
		return context

	def test_certificate_only_for_those_who_attended(self):
		refused = self.open_certificate(self.token)
		self.assertIn("participants who attended", refused.message)
		self.assertEqual((refused.http_status_code, refused.certificate), (403, None))

		workshop = make_past_workshop(trainer_name="Ana Kos")
		attended = make_attended(workshop, participant_name="Živa Šček")
		take_step(workshop, "Mark as Held")
		context = self.open_certificate(make_token(REGISTRATION_PURPOSE, attended.name))
		page = frappe.render_template("www/workshop-certificate.html", context)

		for text in ("Živa Šček", workshop.workshop_title, "Ana Kos", "Hours of training: 6"):
			self.assertIn(text, page)


class TestFeedbackForm(HubTestCase):
	def setUp(self):
		super().setUp()
		self.workshop = make_past_workshop()
		self.there, self.absent = make_registration(self.workshop), make_registration(self.workshop)
		record_attendance(self.workshop.name, [self.there.name])
		take_step(self.workshop, "Mark as Held")

	def send(self, registration, **overrides):
		values = {"token": make_token(FEEDBACK_PURPOSE, registration.name), **RATINGS, **overrides}
		with as_user("Guest"):
			return give_feedback(values)

	def test_participant_gives_feedback_once(self):
		self.assertEqual(self.send(self.there, learned="To begin with the need"), {"outcome": "received"})

		self.assertEqual(frappe.get_last_doc("Workshop Feedback").overall, 4)
		with self.assertRefused("already given feedback", frappe.UniqueValidationError):
			self.send(self.there)

	def test_who_was_absent_is_refused(self):
		with self.assertRefused("Only participants who attended"):
			self.send(self.absent)

	def test_link_of_the_registration_does_not_open_the_form(self):
		with self.assertRefused("not valid", InvalidTokenError):
			self.send(self.there, token=make_token(REGISTRATION_PURPOSE, self.there.name))

	def test_ratings_outside_one_to_five_are_refused(self):
		for rating in ("0", "6", "", "-1", "x"):
			with self.subTest(rating), self.assertRefused("Content: please"):
				self.send(self.there, content_rating=rating)
		self.assertEqual(frappe.db.count("Workshop Feedback", {"workshop": self.workshop.name}), 0)


class TestMails(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.flags.mute_emails = True

	def tearDown(self):
		frappe.flags.mute_emails = False
		super().tearDown()

	def get_last_mail(self, recipient: str = "ana@example.org"):
		return read_mail(get_mails(recipient)[-1])

	def test_confirmation_has_time_place_link_and_calendar_entry(self):
		workshop = make_workshop(delivery="Hybrid", online_link="https://meet.example.org/x")

		answer = register(workshop, participant_name="Buy now at evil.example")
		subject, html, (calendar,) = self.get_last_mail()

		self.assertTrue(answer["mailed"])
		self.assertEqual(subject, f"Your seat is confirmed: {workshop.workshop_title}")
		for text in ("Cultural House, Tolmin", "https://meet.example.org/x", "/workshop-registration?token="):
			self.assertIn(text, html)
		self.assertNotIn("evil", html)
		event = calendar.walk("VEVENT")[0]
		self.assertEqual(str(event["SUMMARY"]), workshop.workshop_title)
		self.assertIn("https://meet.example.org/x", str(event["DESCRIPTION"]))

	def test_who_waits_gets_no_calendar_entry_and_no_meeting_link(self):
		workshop = make_workshop(capacity=1, delivery="Online", online_link="https://meet.example.org/x")
		fill(workshop, 1)

		register(workshop)
		subject, html, calendars = self.get_last_mail()

		self.assertIn("waiting list", subject)
		self.assertIn("number 1", html)
		self.assertNotIn("meet.example.org", html)
		self.assertEqual(calendars, [])

	def test_moving_up_and_cancelling_are_told(self):
		workshop = make_workshop(capacity=1)
		first = make_registration(workshop, email="first@example.org").name
		register(workshop)

		cancel_by_link(make_token(REGISTRATION_PURPOSE, first))

		self.assertIn("A seat is free for you", self.get_last_mail()[0])
		subject, _html, (calendar,) = self.get_last_mail("first@example.org")
		self.assertIn("is cancelled", subject)
		self.assertEqual(calendar["METHOD"], "CANCEL")

	def test_new_time_and_cancelled_workshop_are_told_to_everybody(self):
		workshop = make_workshop(capacity=1)
		register(workshop)
		first = self.get_last_mail()[2][0].walk("VEVENT")[0]["SEQUENCE"]
		make_registration(workshop, email="second@example.org")
		workshop.reload()

		workshop.venue = "Library"
		workshop.save()
		subject, html, (calendar,) = self.get_last_mail()
		self.assertIn("Changed time or place", subject)
		self.assertIn("Library", html)
		changed = calendar.walk("VEVENT")[0]["SEQUENCE"]
		self.assertGreater(changed, first)
		self.assertIn("Changed time or place", self.get_last_mail("second@example.org")[0])

		take_step(workshop, "Cancel Workshop")
		subject, html, (calendar,) = self.get_last_mail()
		self.assertIn("The workshop is cancelled", subject)
		self.assertIn("Reason: Illness", html)
		self.assertEqual(calendar["METHOD"], "CANCEL")
		self.assertGreater(calendar.walk("VEVENT")[0]["SEQUENCE"], changed)

	def test_saving_without_a_change_of_time_or_place_writes_to_nobody(self):
		workshop = make_workshop()
		register(workshop)
		before = len(get_mails())
		workshop.reload()

		workshop.outcome = "Noted"
		workshop.save()

		self.assertEqual(len(get_mails()), before)

	def test_reminder_comes_once_within_two_days(self):
		start = add_to_date(now_datetime(), hours=30)
		workshop = make_workshop(starts_on=start, ends_on=add_to_date(start, hours=7))
		far = make_workshop()
		for chosen, email in ((workshop, "ana@example.org"), (far, "far@example.org")):
			name = make_registration(chosen, email=email).name
			frappe.db.set_value(
				"Workshop Registration", name, "registered_on", add_to_date(now_datetime(), days=-3)
			)

		with no_outgoing_account():
			remind_participants()
		remind_participants()
		remind_participants()

		reminders = [mail for mail in map(read_mail, get_mails()) if "about to begin" in mail[0]]
		self.assertEqual(len(reminders), 1)
		self.assertEqual(len(get_mails("far@example.org")), 1)

	def test_without_an_outgoing_account_nobody_counts_as_asked_for_feedback(self):
		workshop = make_workshop()
		name = make_registration(workshop, email="ana@example.org").name
		frappe.db.set_value("Workshop Registration", name, "attendance", "Attended")
		with no_outgoing_account():
			self.assertEqual(ask_for_feedback(workshop.name), 0)

		self.assertEqual(ask_for_feedback(workshop.name), 1)
		self.assertTrue(frappe.db.get_value("Workshop Registration", name, "feedback_requested_on"))

	def test_feedback_is_asked_for_once_from_those_who_attended(self):
		workshop = make_past_workshop()
		there = make_registration(workshop)
		make_registration(workshop, email="absent@example.org")
		record_attendance(workshop.name, [there.name])
		take_step(workshop, "Mark as Held")
		record_attendance(workshop.name, [there.name])

		(mail,) = get_mails(there.email)
		self.assertIn("/workshop-feedback/new?token=", read_mail(mail)[1])
		self.assertEqual(get_mails("absent@example.org"), [])

	def test_nobody_is_written_to_about_a_past_workshop(self):
		make_registration(make_past_workshop(), email="past@example.org")

		self.assertEqual(get_mails("past@example.org"), [])

	def test_mail_speaks_the_language_of_the_registration(self):
		workshop = make_workshop()
		before, frappe.local.lang = frappe.local.lang, "sl"
		try:
			register(workshop)
		finally:
			frappe.local.lang = before

		self.assertEqual(frappe.get_last_doc("Workshop Registration").preferred_language, "sl")


class TestPublicPages(HubTestCase):
	def test_drafts_and_what_was_never_announced_stay_unknown(self):
		draft = make_workshop(stage="Draft")
		never = take_step(make_workshop(stage="Draft"), "Cancel Workshop")
		announced = make_workshop()

		self.assertIsNone(get_public_workshop(draft.name))
		self.assertIsNone(get_public_workshop(never.name))
		self.assertIsNone(get_public_workshop("WRK-99999"))
		self.assertEqual(get_public_workshop(announced.name).name, announced.name)

	def test_public_data_hold_no_meeting_link_and_no_participant(self):
		workshop = make_workshop(delivery="Online", online_link="https://meet.example.org/x")
		register(workshop)

		shown = json.dumps(get_public_workshop(workshop.name), default=str)

		self.assertNotIn("meet.example.org", shown)
		self.assertNotIn("Ana", shown)

	def test_only_open_workshops_are_offered(self):
		open_ = make_workshop()
		closed = [make_workshop(stage="Closed"), make_workshop(stage="Draft"), make_past_workshop()]
		full = make_workshop(capacity=1, has_waiting_list=0)
		fill(full, 1)

		offered = {workshop.name for workshop in get_open_workshops()}

		self.assertIn(open_.name, offered)
		self.assertFalse(offered & {full.name, *(workshop.name for workshop in closed)})


class TestCalendarFiles(HubTestCase):
	def test_times_are_universal_and_text_is_escaped(self):
		workshop = make_workshop(
			workshop_title="Finance; taxes, and more",
			starts_on="2031-07-01 09:00:00",
			ends_on="2031-07-01 12:30:00",
			hours=3,
			description="First line\nSecond line",
		)

		content = make_calendar([workshop]).decode()
		event = Calendar.from_ical(content).walk("VEVENT")[0]

		self.assertIn("SUMMARY:Finance\\; taxes\\, and more", content)
		self.assertTrue(content.startswith("BEGIN:VCALENDAR\r\n"))
		self.assertTrue(content.split("DTSTART:")[1].split("\r\n")[0].endswith("Z"))
		begin, end = event.decoded("DTSTART"), event.decoded("DTEND")
		self.assertEqual((end - begin).total_seconds() / 3600, 3.5)
		zone = ZoneInfo(get_system_timezone())
		self.assertEqual(begin.astimezone(zone).replace(tzinfo=None), get_datetime("2031-07-01 09:00:00"))

	def test_feed_has_announced_workshops_and_no_drafts(self):
		shown, hidden = make_workshop(), make_workshop(stage="Draft")

		with as_user("Guest"):
			answer = feed()
			uids = str(Calendar.from_ical(answer.get_data()).to_ical())

		self.assertEqual(answer.mimetype, "text/calendar")
		self.assertIn(shown.name, uids)
		self.assertNotIn(hidden.name, uids)

	def test_entry_of_a_draft_is_unknown(self):
		draft = make_workshop(stage="Draft")
		with as_user("Guest"), self.assertRaises(frappe.DoesNotExistError):
			entry(draft.name)

	def test_feed_never_shows_the_meeting_link(self):
		make_workshop(delivery="Online", online_link="https://meet.example.org/secret")

		with as_user("Guest"):
			self.assertNotIn(b"secret", feed().get_data())


class TestSeatsShownAreSeatsCounted(HubTestCase):
	def test_counters_stand_after_everything_that_the_public_does(self):
		workshop = make_workshop(capacity=1)
		register(workshop)
		register(workshop, email="b@example.org")
		cancel_by_link(make_token(REGISTRATION_PURPOSE, frappe.get_last_doc("Workshop Registration").name))

		self.assertEqual(seats.check_seats(), [])
