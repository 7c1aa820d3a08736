# SPDX-License-Identifier: GPL-3.0-only
from email import message_from_string

import frappe
from bs4 import BeautifulSoup
from frappe.utils import add_days, add_to_date, now_datetime

from planota_hub.planota_hub.doctype.hub_event.test_hub_event import (
	get_statuses,
	get_subjects,
	make_event,
	make_registration,
	take_step,
)
from planota_hub.planota_hub.events import intake, pages, seats, series, series_intake, series_planning
from planota_hub.planota_hub.events.mail import REGISTRATION_PURPOSE
from planota_hub.planota_hub.web_form.register_for_event import register_for_event as form
from planota_hub.public_forms.intake import count_recent_submissions
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.tokens import make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.www import event as event_page

REGISTRATION = "Event Registration"


def make_series(**overrides):
	"""Create a series whose dates can be registered for alone or together, with any field overridden."""
	return frappe.get_doc(
		{"doctype": "Event Series", "series_title": f"Evenings {frappe.generate_hash(length=8)}", **overrides}
	).insert()


def make_dates(series, days=(7, 14, 21), **overrides):
	"""Create announced dates of a series in so many days."""
	return [make_event(series=series.name, days=number, **overrides) for number in days]


def register(event, **values):
	"""Register Bor, or somebody else, as a guest for all dates of the event's series."""
	sent = {"participant_name": "Bor Kos", "email": "bor@series.test", "consent": 1, "all_dates": 1}
	with as_user("Guest"):
		return intake.register_for_event({"event": event.name, **sent, **values})


def get_mail(address: str) -> str:
	"""Return the one mail to an address, as it is sent."""
	(name,) = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)
	message = message_from_string(frappe.db.get_value("Email Queue", name, "message"))
	parts = [part.get_payload(decode=True) or b"" for part in message.walk() if not part.is_multipart()]
	return b"\n".join(parts).decode()


class TestRegistration(PageTestCase):
	def test_one_form_gives_a_seat_at_all_dates_and_one_mail(self):
		events = make_dates(make_series())
		draft = make_event(series=events[0].series, days=28, stage="Draft")
		answer = register(events[1])

		self.assertEqual((answer["outcome"], answer["dates"], answer["waiting"]), ("Confirmed", 3, 0))
		self.assertNotIn("url", answer)
		self.assertEqual([get_statuses(event) for event in events], [["Confirmed"]] * 3)
		self.assertEqual(get_statuses(draft), [])
		mail = get_mail("bor@series.test")
		self.assertEqual(mail.count("BEGIN:VEVENT"), 3)
		# what came in one form counts as one
		self.assertEqual(count_recent_submissions("bor@series.test"), 1)
		self.assertEqual(seats.check_seats(), [])

	def test_single_dates_stay_possible_unless_the_series_is_one_whole(self):
		for registers_for, expected in (
			("Single Dates or All", [["Confirmed"], []]),
			("All Dates", [["Confirmed"]] * 2),
		):
			with self.subTest(registers_for):
				events = make_dates(make_series(registers_for=registers_for), days=(7, 14))
				register(events[0], all_dates=0)
				self.assertEqual([get_statuses(event) for event in events], expected)

	def test_a_full_date_puts_on_the_waiting_list_or_is_left_out(self):
		whole = make_series()
		free, waits = make_event(series=whole.name), make_event(series=whole.name, days=14, capacity=1)
		full = make_event(series=whole.name, days=21, capacity=1, has_waiting_list=0)
		for event in (waits, full):
			make_registration(event)

		answer = register(free)

		self.assertEqual((answer["outcome"], answer["dates"], answer["waiting"]), ("Waiting List", 2, 1))
		self.assertEqual(get_statuses(free), ["Confirmed"])
		self.assertEqual(get_statuses(waits), ["Confirmed", "Waiting List"])
		self.assertEqual(get_statuses(full), ["Confirmed"])
		self.assertEqual(get_mail("bor@series.test").count("BEGIN:VEVENT"), 1)

	def test_nothing_is_saved_when_the_form_is_wrong_or_everything_is_full(self):
		events = make_dates(make_series(), days=(7, 14), capacity=1, has_waiting_list=0)
		with self.assertRefused("Email"):
			register(events[0], email="no address")
		with self.assertRefused("agree"):
			register(events[0], consent=0)
		for event in events:
			make_registration(event)
		with self.assertRefused("All 1 seats"):
			register(events[0])
		self.assertEqual([get_statuses(event) for event in events], [["Confirmed"]] * 2)
		with self.assertRefused("been announced"):
			register(make_event(series=events[0].series, stage="Draft"))

	def test_who_is_registered_already_gets_the_same_answer_and_no_second_seat(self):
		events = make_dates(make_series())
		make_registration(events[0], participant_name="Bor Kos", email="bor+hub@series.test")
		first = register(events[0])
		again = register(events[0])

		self.assertEqual({**first, "mailed": 0}, {**again, "mailed": 0})
		self.assertEqual([get_statuses(event) for event in events], [["Confirmed"]] * 3)
		self.assertTrue(get_subjects("bor@series.test")[-1].startswith("You are registered: Evenings"))
		self.assertTrue(get_subjects("bor+hub@series.test")[-1].startswith("You are already registered"))

	def test_the_own_page_shows_all_dates_and_cancels_those_that_are_to_come_at_once(self):
		events = make_dates(make_series())
		past = make_event(series=events[0].series, days=-7)
		held = make_registration(
			past, participant_name="Bor Kos", email="bor@series.test", attendance="Attended"
		)
		register(events[0])
		make_registration(events[0], participant_name="Ana Kos", email="bor@series.test")
		name = frappe.db.get_value(REGISTRATION, {"event": events[0].name, "participant_name": "Bor Kos"})
		token = make_token(REGISTRATION_PURPOSE, name)
		self.assertEqual(
			[
				(row.date.name, row.can_cancel)
				for row in series.get_own_dates(frappe.get_doc(REGISTRATION, name))
			],
			[(past.name, False), *((event.name, True) for event in events)],
		)
		page = BeautifulSoup(self.read("event-registration", token=token), "html.parser")
		self.assertEqual(len(page.select(".hub-list a[href*='/event-registration?token=']")), 3)
		self.assertIn("Cancel all dates to come", page.text)
		with as_user("Guest"):
			for _time in range(2):
				self.assertEqual(series_intake.cancel_all_by_link(token)["outcome"], "cancelled")
			with self.assertRaises(frappe.PermissionError):
				series_intake.cancel_all_by_link(token[:-2])
		self.assertEqual(get_statuses(events[0]), ["Cancelled", "Confirmed"])
		self.assertEqual([get_statuses(event) for event in events[1:]], [["Cancelled"]] * 2)
		self.assertEqual(frappe.db.get_value(REGISTRATION, held.name, "status"), "Confirmed")
		subjects = get_subjects("bor@series.test")
		self.assertEqual(sum(subject.startswith("Your registration is cancelled") for subject in subjects), 1)
		self.assertEqual(seats.check_seats(), [])

	def test_the_form_asks_whether_somebody_comes_to_all_dates(self):
		events = [pages.get_public_event(event.name) for event in make_dates(make_series(), days=(7, 14))]
		(field,) = form.get_series_fields(events[0])
		self.assertIn("2", field["description"])
		frappe.db.set_value("Event Series", events[0].series, "registers_for", "All Dates")
		self.assertEqual(form.get_series_fields(events[0]), [])
		self.assertIn("all its dates that are open: 2", form.introduce(events[0]))
		self.assertIn("all other dates", form.name_event(events[0]))
		self.assertEqual(form.get_series_fields(pages.get_public_event(make_event().name)), [])

	def test_the_page_of_a_date_shows_the_others_and_no_draft(self):
		events = make_dates(make_series(description="Three evenings"))
		make_event(series=events[0].series, days=28, stage="Draft")
		shown = event_page.get_series(pages.get_public_event(events[0].name))
		self.assertEqual([date.name for date in shown.dates], [event.name for event in events[1:]])
		self.assertFalse(shown.is_whole)
		self.assertIsNone(event_page.get_series(pages.get_public_event(make_event().name)))


class TestAtOnce(HubTestCase):
	def register_at_once(self, emails: list[str], **values) -> tuple[list, list]:
		"""Register people with these addresses for two dates in the same moment; return the dates and the answers."""
		events = make_dates(make_series(), days=(7, 14), has_waiting_list=0, **values)
		self.addCleanup(self.remove, events)
		frappe.db.commit()
		sent = {"participant_name": "Bor Kos", "consent": 1, "all_dates": 1}
		# some ask for the one date, some for the other
		people = [
			{**sent, "event": events[number % 2].name, "email": email} for number, email in enumerate(emails)
		]

		answers = call_at_once(intake.register_for_event, people)

		frappe.db.rollback()
		return events, answers

	def test_many_at_once_get_no_more_seats_than_there_are_and_none_at_one_date_alone(self):
		events, answers = self.register_at_once([f"{number}@series.test" for number in range(8)], capacity=3)

		registered = [answer for answer in answers if isinstance(answer, dict)]
		self.assertEqual([answer["dates"] for answer in registered], [2, 2, 2])
		self.assertEqual([get_statuses(event) for event in events], [["Confirmed"] * 3] * 2)

	def test_one_person_at_once_gets_one_seat_at_each_date_and_the_same_answer(self):
		events, answers = self.register_at_once(["bor@series.test"] * 6, capacity=8)

		self.assertEqual({(answer["outcome"], answer["dates"]) for answer in answers}, {("Confirmed", 2)})
		self.assertEqual([get_statuses(event) for event in events], [["Confirmed"]] * 2)

	def remove(self, events):
		names = [event.name for event in events]
		for doctype, filters in (
			(REGISTRATION, {"event": ("in", names)}),
			("Hub Event", {"name": ("in", names)}),
			("Event Series", {"name": events[0].series}),
		):
			frappe.db.delete(doctype, filters)
		frappe.db.commit()


class TestPlanning(HubTestCase):
	def test_more_dates_follow_on_the_last_one_as_drafts_with_the_same_window(self):
		whole = make_series()
		first = make_event(series=whole.name, registration_closes_on=add_days(now_datetime(), 5), capacity=12)
		names = series_planning.add_dates(whole.name, first.name, "Two Weeks", 2)

		dates = [frappe.get_doc("Hub Event", name) for name in names]
		self.assertEqual([(date.stage, date.capacity) for date in dates], [("Draft", 12)] * 2)
		self.assertEqual([date.starts_on for date in dates], [add_days(first.starts_on, n) for n in (14, 28)])
		lead = first.starts_on - frappe.utils.get_datetime(first.registration_closes_on)
		self.assertEqual([date.starts_on - date.registration_closes_on for date in dates], [lead] * 2)

		self.assertEqual(series_planning.announce_dates(whole.name), 2)
		self.assertEqual({date.stage for date in series.get_dates(whole.name)}, {"Announced"})
		self.assertEqual(series_planning.announce_dates(whole.name), 0)

	def test_what_can_not_be_planned_names_its_field_and_makes_nothing(self):
		whole, other = make_series(), make_event(series=make_series().name)
		event = make_event(series=whole.name)
		for label, values in (
			("Like", (other.name, "Week", 1)),
			("Every", (event.name, "Fortnight", 1)),
			("How Many", (event.name, "Week", 0)),
			("How Many", (event.name, "Week", 31)),
		):
			with self.subTest(label), self.assertRefused(label):
				series_planning.add_dates(whole.name, *values)
		for user in (make_user("series-mentor@example.com", "Hub Mentor"), "Guest"):
			with as_user(user), self.assertRaises(frappe.PermissionError):
				series_planning.add_dates(whole.name, event.name, "Week", 1)
			with as_user(user), self.assertRaises(frappe.PermissionError):
				series_planning.announce_dates(whole.name)
		self.assertEqual(len(series.get_dates(whole.name)), 1)

	def test_an_event_stays_in_its_series_once_people_have_registered(self):
		event, other = make_event(series=make_series().name), make_series()
		event.series = other.name
		event.save()
		make_registration(event)
		event.reload()
		event.series = None
		with self.assertRefused("Series"):
			event.save()

	def test_a_cancelled_or_moved_date_is_told_to_its_participants_alone(self):
		events = make_dates(make_series(), days=(7, 14))
		register(events[0])
		event = frappe.get_doc("Hub Event", events[1].name)
		event.starts_on, event.ends_on = (
			add_to_date(event.get(field), days=1) for field in ("starts_on", "ends_on")
		)
		event.save()
		take_step(event, "Cancel Event")
		subjects = get_subjects("bor@series.test")
		self.assertIn(f"Changed time or place: {event.event_title}", subjects)
		self.assertIn(f"The event is cancelled: {event.event_title}", subjects)
		self.assertEqual(get_statuses(events[0]), ["Confirmed"])

	def test_people_are_counted_over_the_dates_and_shown_to_who_may_see_them(self):
		events = make_dates(make_series(), days=(-14, -7))
		for event, attendance in zip(events, ("Attended", "Absent"), strict=True):
			make_registration(
				event, email="bor@series.test", participant_name="Bor Kos", attendance=attendance
			)
		make_registration(events[0], email="ana@series.test", attendance="Attended")
		self.assertEqual(
			[
				(row.participant_name, row.confirmed, row.attended)
				for row in series_planning.get_people(events[0].series)
			],
			[("Ana Kovač", 1, 1), ("Bor Kos", 2, 1)],
		)
		with as_user(make_user("series-mentor@example.com", "Hub Mentor")):
			self.assertEqual(series_planning.get_people(events[0].series), [])


class TestConfirmation(HubTestCase):
	def test_who_attended_enough_dates_gets_one_confirmation_of_the_series(self):
		whole = make_series(dates_needed=2)
		events = make_dates(whole, days=(-21, -14, -7))
		bor = [
			make_registration(
				event, email="bor@series.test", participant_name="Bor Kos", attendance=attendance
			)
			for event, attendance in zip(events, ("Attended", "Absent", "Attended"), strict=True)
		]
		ana = make_registration(events[0], email="ana@series.test", attendance="Attended")
		take_step(events[0], "Mark as Held")
		self.assertIsNone(bor[0].get_confirmation().series)
		for event in events[1:]:
			take_step(event, "Mark as Held")

		confirmation = bor[0].get_confirmation()
		self.assertEqual((len(confirmation.series.dates), confirmation.length), (2, "4"))
		self.assertIn(whole.series_title, frappe.get_print(REGISTRATION, bor[2].name, "Event Confirmation"))
		self.assertIsNone(ana.get_confirmation().series)
		self.assertIn(events[0].event_title, frappe.get_print(REGISTRATION, ana.name, "Event Confirmation"))

	def test_without_a_number_of_dates_each_date_is_confirmed_alone(self):
		(event,) = make_dates(make_series(), days=(-7,))
		ana = make_registration(event, attendance="Attended")
		take_step(event, "Mark as Held")
		self.assertIsNone(ana.get_confirmation().series)
