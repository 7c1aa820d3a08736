# SPDX-License-Identifier: GPL-3.0-only
"""What a mail program shows after the whole history of a registration or a meeting (RFC 5546, 2.1.5)."""

from email import message_from_string

import frappe
from frappe.utils import add_to_date
from icalendar import Calendar

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
	cancel_registration,
)
from planota_hub.capacity_building.workshops import calendar_files
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import (
	make_meeting,
	new_participant,
	take_step,
)
from planota_hub.planota_hub.meetings.mail import as_entry
from planota_hub.tests.compat import HubTestCase

ANA = "ana@calendar.test"


class Programme:
	"""A mail program: of each occasion it keeps the entry with the highest number, of two equal ones the later made."""

	def __init__(self, address: str):
		self.history = [event for mail in read_mails(address) for event in read_events(mail)]

	def get_last(self):
		"""Return the entry that is shown after everything that came in, whatever order it came in."""
		return max(self.history, key=lambda event: (event["SEQUENCE"], event["DTSTAMP"].dt))

	def is_shown(self) -> bool:
		return self.get_last()["STATUS"] == "CONFIRMED"

	def get_numbers(self) -> list[int]:
		return [int(event["SEQUENCE"]) for event in self.history]


def read_mails(address: str) -> list[str]:
	names = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation asc"
	)
	return [frappe.db.get_value("Email Queue", name, "message") for name in names]


def read_events(mail: str) -> list:
	return [
		event
		for part in message_from_string(mail).walk()
		if (part.get_filename() or "").endswith(".ics")
		for event in Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
	]


class HistoryTestCase(HubTestCase):
	def assert_rising(self, programme: Programme) -> None:
		numbers = programme.get_numbers()
		self.assertEqual(numbers, sorted(set(numbers)))
		self.assertEqual(len({str(event["UID"]) for event in programme.history}), 1)


class TestRegistrations(HistoryTestCase):
	def test_who_cancels_and_registers_again_has_the_date_in_the_calendar(self):
		workshop = make_workshop()
		first = make_registration(workshop, email=ANA)
		self.assertTrue(Programme(ANA).is_shown())
		cancel_registration(first.name)
		self.assertFalse(Programme(ANA).is_shown())

		make_registration(workshop, email=ANA)

		programme = Programme(ANA)
		self.assertTrue(programme.is_shown())
		self.assertEqual(len(programme.history), 3)
		self.assert_rising(programme)

	def test_the_whole_history_of_a_workshop(self):
		workshop = make_workshop()
		cancel_registration(make_registration(workshop, email=ANA).name)
		make_registration(workshop, email=ANA)
		workshop.reload()
		workshop.starts_on = add_to_date(workshop.starts_on, days=1)
		workshop.ends_on = add_to_date(workshop.ends_on, days=1)
		workshop.save()
		moved = Programme(ANA)
		self.assertTrue(moved.is_shown())
		feed = Calendar.from_ical(calendar_files.entry(workshop.name).get_data()).walk("VEVENT")[0]
		self.assertEqual(feed["DTSTART"].dt, moved.get_last()["DTSTART"].dt)
		self.assertGreaterEqual(feed["SEQUENCE"], moved.get_last()["SEQUENCE"])

		workshop.reload()
		workshop.stage = "Cancelled"
		workshop.save()

		programme = Programme(ANA)
		self.assertFalse(programme.is_shown())
		self.assert_rising(programme)

	def test_a_form_that_is_older_than_a_registration_sets_no_number_back(self):
		workshop = make_workshop()
		old = frappe.get_doc("Training Workshop", workshop.name)
		make_registration(workshop, email=ANA)
		before = frappe.db.get_value("Training Workshop", workshop.name, "calendar_sequence")
		old.outcome = "Zapis"
		old.save()
		self.assertEqual(frappe.db.get_value("Training Workshop", workshop.name, "calendar_sequence"), before)

	def test_who_moves_up_from_the_waiting_list_has_a_higher_number_than_at_an_earlier_cancellation(self):
		workshop = make_workshop(capacity=1, has_waiting_list=1)
		cancel_registration(make_registration(workshop, email=ANA).name)
		other = make_registration(workshop, email="bor@calendar.test")
		make_registration(workshop, email=ANA)
		cancel_registration(other.name)

		programme = Programme(ANA)

		self.assertTrue(programme.is_shown())
		self.assert_rising(programme)


class TestMeetings(HistoryTestCase):
	def setUp(self):
		super().setUp()
		self.meeting = make_meeting(participants=[new_participant("Ana Kos", email=ANA)], stage="Called")

	def test_a_meeting_that_is_moved_called_off_and_reinstated(self):
		self.meeting.starts_on = add_to_date(self.meeting.starts_on, hours=1)
		self.meeting.ends_on = add_to_date(self.meeting.ends_on, hours=1)
		self.meeting.save()
		self.assertTrue(Programme(ANA).is_shown())
		meeting = take_step(self.meeting, "Cancel Meeting")
		self.assertFalse(Programme(ANA).is_shown())

		meeting = take_step(take_step(meeting, "Reinstate Meeting"), "Send Invitations")

		programme = Programme(ANA)
		self.assertTrue(programme.is_shown())
		self.assert_rising(programme)
		self.assertEqual(as_entry(meeting).sequence, programme.get_last()["SEQUENCE"])

	def test_who_is_taken_off_the_list_and_put_on_it_again(self):
		self.meeting.participants = []
		self.meeting.append("participants", new_participant("Bor Leban"))
		self.meeting.save()
		self.assertFalse(Programme(ANA).is_shown())
		self.meeting.append("participants", new_participant("Ana Kos", email=ANA))
		self.meeting.save()

		self.meeting.send_invitations()

		programme = Programme(ANA)
		self.assertTrue(programme.is_shown())
		self.assert_rising(programme)
