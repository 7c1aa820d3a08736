# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_years, getdate, today

from planota_hub.local_networks.bodies import mandate_news
from planota_hub.local_networks.bodies.mandate_news import update_statuses, warn_of_expiry
from planota_hub.local_networks.bodies.mandates import create_mandate, get_free_seats, get_members
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE, correct_portal_roles
from planota_hub.tests.compat import HubTestCase, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

HOLDER = "holder@mandates.test"


def make_body(**overrides):
	"""Create a council with the seats "Tolmin", "Idrija" and "Idrija · Youth", with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Representative Body",
			"body_name": f"Svet {frappe.generate_hash(length=10)}",
			"body_type": "Council of NGOs",
			"term_years": 4,
			"seats": [
				{"seat": "Tolmin", "administrative_unit": "Tolmin"},
				{"seat": "Idrija", "administrative_unit": "Idrija"},
				{"seat": "Idrija · Youth", "administrative_unit": "Idrija", "field_of_work": "Youth"},
			],
			**overrides,
		}
	).insert()


def make_mandate(body=None, **overrides):
	"""Create a mandate for the first seat, from a year ago for four years, with any field overridden."""
	body = body or make_body()
	begin = add_years(today(), -1)
	return frappe.get_doc(
		{
			"doctype": "Body Mandate",
			"body": body.name,
			"seat": body.seats[0].seat,
			"person_name": f"Ana {frappe.generate_hash(length=6)}",
			"ngo": overrides.pop("ngo", None) or make_ngo(stage="Verified").name,
			"from_date": begin,
			"to_date": add_years(begin, 4),
			**overrides,
		}
	).insert()


class TestTerm(HubTestCase):
	def test_status_follows_from_the_dates(self):
		far, near = add_days(today(), 90), add_days(today(), 89)
		for expected, values in (
			("Planned", {"from_date": add_days(today(), 1), "to_date": far}),
			("Active", {"to_date": far}),
			("Expiring", {"to_date": near}),
			("Expiring", {"to_date": today()}),
			("Ended", {"to_date": add_days(today(), -1)}),
			("Ended", {"to_date": far, "ended_early_on": today(), "end_reason": "Resigned"}),
			("Expiring", {"to_date": far, "ended_early_on": add_days(today(), 1), "end_reason": "Recalled"}),
		):
			with self.subTest(values):
				self.assertEqual(make_mandate(**values).status, expected)

	def test_without_an_end_it_lasts_a_whole_term_of_the_body(self):
		mandate = make_mandate(from_date="2016-03-01", to_date=None)

		self.assertEqual(getdate(mandate.to_date), getdate("2020-02-29"))

	def test_without_an_end_and_a_term_the_end_is_asked_for(self):
		with self.assertRefused("To: please enter the last day of the mandate."):
			make_mandate(make_body(term_years=0), to_date=None)

	def test_it_does_not_end_before_it_begins_and_ends_early_only_within_its_term(self):
		with self.assertRefused("To: the mandate must not end before it begins."):
			make_mandate(from_date="2020-02-02", to_date="2020-02-01")
		for day in ("2019-12-31", "2024-01-01"):
			with (
				self.subTest(day),
				self.assertRefused("Ended Early On: expected is a day within the mandate."),
			):
				make_mandate(
					from_date="2020-01-01", to_date="2023-12-31", ended_early_on=day, end_reason="Other"
				)

	def test_an_early_end_needs_its_reason(self):
		with self.assertRefused("Reason of the End: please choose why the mandate ended early."):
			make_mandate(ended_early_on=today())


class TestSeat(HubTestCase):
	def test_unit_and_field_follow_from_the_seat(self):
		mandate = make_mandate(seat="Idrija · Youth", administrative_unit="Tolmin")

		self.assertEqual((mandate.administrative_unit, mandate.field_of_work), ("Idrija", "Youth"))

	def test_a_seat_that_the_body_does_not_have_is_refused(self):
		other = make_body(seats=[{"administrative_unit": "Ajdovščina"}])
		with self.assertRefused("Seat: this is no seat of the body."):
			make_mandate(seat=other.seats[0].seat)

	def test_two_people_can_not_have_one_seat_on_the_same_day(self):
		body = make_body()
		first = make_mandate(body, from_date="2020-01-01", to_date="2023-12-31", person_name="Ana Kovač")
		for begin, end in (
			("2023-12-31", "2025-01-01"),
			("2019-01-01", "2020-01-01"),
			("2021-01-01", "2022-01-01"),
		):
			with self.subTest(begin), self.assertRefused("Seat: this seat belongs to Ana Kovač at that time"):
				make_mandate(body, from_date=begin, to_date=end)
		self.assertEqual(make_mandate(body, from_date="2024-01-01", to_date="2025-01-01").seat, first.seat)

	def test_one_person_can_not_have_two_seats_of_a_body_on_the_same_day(self):
		body = make_body()
		make_mandate(body, person_name="Ana Kovač", email="ana@example.org")
		for person in (
			{"person_name": "Kovač Ana", "email": "ANA@example.org"},
			{"person_name": "ANA KOVAČ"},
		):
			with self.subTest(person), self.assertRefused("this person already has the seat Tolmin"):
				make_mandate(body, seat="Idrija", **person)

	def test_two_people_of_one_name_are_told_apart_by_their_addresses(self):
		body = make_body()
		make_mandate(body, person_name="Ana Kovač", email="ana@example.org")

		make_mandate(body, seat="Idrija", person_name="Ana Kovač", email="ana.kovac@example.org")

	def test_one_person_can_sit_in_two_bodies(self):
		make_mandate(person_name="Ana", email="ana@example.org")
		make_mandate(person_name="Ana", email="ana@example.org")

	def test_a_mandate_can_not_move_to_another_seat(self):
		mandate = make_mandate()
		mandate.seat = "Idrija"
		with self.assertRaises(frappe.CannotChangeConstantError):
			mandate.save()


class TestPerson(HubTestCase):
	def test_the_ngo_must_be_verified_unless_the_mandate_is_over(self):
		ngo = make_ngo().name
		with self.assertRefused("NGO: this organisation is not verified."):
			make_mandate(ngo=ngo)
		make_mandate(ngo=ngo, from_date="2012-01-01", to_date="2016-01-01")

	def test_a_deputy_is_somebody_else_and_has_a_name(self):
		with self.assertRefused("a deputy is somebody other than the person"):
			make_mandate(person_name="Ana Kovač", deputy_name="ana kovač")
		with self.assertRefused("Deputy: please enter who the deputy is."):
			make_mandate(deputy_email="miha@example.org")

	def test_markup_and_wrong_addresses_are_refused(self):
		for values, message in (
			({"person_name": "<img src=x>"}, "Person: please write plain text"),
			({"email": "ana"}, "Email: ana is not an e-mail address"),
			({"deputy_name": "Miha", "deputy_email": "a b@c"}, "Email of the Deputy"),
			({"phone": "abc"}, "Phone: abc is not a phone number"),
		):
			with self.subTest(values), self.assertRefused(message):
				make_mandate(**values)

	def test_what_the_hub_sets_can_not_be_sent_along(self):
		mandate = make_mandate(user="Administrator", warned_on=today(), status="Ended")

		self.assertEqual((mandate.user, mandate.warned_on, mandate.status), (None, None, "Active"))


class TestSubstitution(HubTestCase):
	def test_a_successor_completes_the_term_of_whoever_resigned(self):
		body = make_body()
		first = make_mandate(body, from_date="2024-01-01", to_date="2099-12-31")
		first.end_early("2025-06-01", "Resigned")

		second = make_mandate(body, from_date="2025-07-01", to_date=None)

		self.assertEqual((second.replaces, getdate(second.to_date)), (first.name, getdate("2099-12-31")))

	def test_the_deputy_takes_over_for_the_rest_of_the_term(self):
		mandate = make_mandate(deputy_name="Miha Rutar", deputy_email="miha@example.org")

		name = mandate.hand_over_to_deputy(today(), "Left the NGO")

		successor = frappe.get_doc("Body Mandate", name)
		self.assertEqual(
			(successor.person_name, successor.ngo, successor.origin, successor.status, successor.replaces),
			("Miha Rutar", mandate.ngo, "Deputy", "Active", mandate.name),
		)
		self.assertEqual(getdate(successor.to_date), getdate(mandate.to_date))
		self.assertEqual(mandate.status, "Ended")

	def test_without_a_deputy_nobody_takes_over(self):
		mandate = make_mandate()
		with self.assertRefused("Deputy: the mandate has no deputy."):
			mandate.hand_over_to_deputy(today(), "Resigned")
		self.assertEqual(frappe.db.get_value("Body Mandate", mandate.name, "status"), "Active")


class TestNewMandates(HubTestCase):
	def create(self, body, number: int, **overrides) -> str:
		values = {
			"person_name": f"Oseba {number}",
			"ngo": make_ngo(stage="Verified").name,
			"from_date": today(),
			"to_date": add_years(today(), 4),
			"administrative_unit": "Tolmin",
			**overrides,
		}
		return create_mandate(body.name, **values)

	def test_seats_of_the_place_are_filled_in_their_order(self):
		body = make_body(seats=[{"administrative_unit": "Tolmin"}] * 2 + [{"administrative_unit": "Idrija"}])

		names = [self.create(body, number) for number in (1, 2)]

		seats = [frappe.db.get_value("Body Mandate", name, "seat") for name in names]
		self.assertEqual(seats, ["Tolmin", "Tolmin 2"])
		with self.assertRefused("No seat is free from"):
			self.create(body, 3)

	def test_a_seat_of_a_unit_is_not_one_of_its_fields(self):
		body = make_body()
		free = [
			get_free_seats(body.name, "Idrija", field, today(), add_years(today(), 4))
			for field in ("", "Youth")
		]
		self.assertEqual(free, [["Idrija"], ["Idrija · Youth"]])

	def test_a_seat_is_free_only_when_it_is_for_the_whole_term(self):
		body = make_body()
		make_mandate(body, from_date=add_years(today(), 3), to_date=add_years(today(), 6))

		self.assertEqual(get_free_seats(body.name, "Tolmin", None, today(), add_years(today(), 4)), [])
		self.assertEqual(
			get_free_seats(body.name, "Tolmin", None, today(), add_years(today(), 2)), ["Tolmin"]
		)

	def test_it_is_noted_how_the_person_came_to_the_seat(self):
		name = self.create(make_body(), 1, origin="Consensus", decision_reference="Zapisnik 3")

		row = frappe.get_doc("Body Mandate", name)
		self.assertEqual(
			(row.origin, row.decision_reference, row.status), ("Consensus", "Zapisnik 3", "Active")
		)


class TestPassingOfTime(HubTestCase):
	def test_the_nightly_job_ends_what_is_over_and_counts_the_seats_anew(self):
		body = make_body()
		mandate = make_mandate(body)
		frappe.db.set_value("Body Mandate", mandate.name, "to_date", add_days(today(), -1))

		update_statuses()
		update_statuses()

		self.assertEqual(frappe.db.get_value("Body Mandate", mandate.name, "status"), "Ended")
		figures = frappe.db.get_value("Representative Body", body.name, ["seats_filled", "seats_vacant"])
		self.assertEqual(figures, (0, 3))

	def test_whoever_holds_an_expiring_mandate_is_told_once(self):
		mandate = make_mandate(to_date=add_days(today(), 30), email="ana@example.org")
		before = frappe.db.count("Email Queue Recipient", {"recipient": "ana@example.org"})

		warn_of_expiry()
		warn_of_expiry()

		after = frappe.db.count("Email Queue Recipient", {"recipient": "ana@example.org"})
		self.assertEqual(after - before, 1)
		self.assertEqual(frappe.db.get_value("Body Mandate", mandate.name, "warned_on"), getdate())

	def test_a_warning_that_fails_is_tried_again_and_keeps_none_of_the_others_back(self):
		first, second = (
			make_mandate(to_date=add_days(today(), days), email=f"day{days}@example.org") for days in (29, 30)
		)
		send = mandate_news.send

		def fail_for_the_first(email, *args):
			if email == first.email:
				raise frappe.OutgoingEmailError
			return send(email, *args)

		with patch.object(mandate_news, "send", fail_for_the_first):
			warn_of_expiry()

		warned = [frappe.db.get_value("Body Mandate", row.name, "warned_on") for row in (first, second)]
		self.assertEqual(warned, [None, getdate()])
		warn_of_expiry()
		self.assertTrue(frappe.db.exists("Email Queue Recipient", {"recipient": first.email}))

	def test_without_an_outgoing_account_nobody_counts_as_warned_and_the_staff_are_told_once(self):
		officer = make_user("officer@mandates.test", "Hub Officer")
		mandate = make_mandate(to_date=add_days(today(), 30), email="bor@example.org")
		with no_outgoing_account():
			warn_of_expiry()
			warn_of_expiry()
		self.assertIsNone(frappe.db.get_value("Body Mandate", mandate.name, "warned_on"))

		warn_of_expiry()

		self.assertTrue(frappe.db.exists("Email Queue Recipient", {"recipient": "bor@example.org"}))
		self.assertEqual(frappe.db.get_value("Body Mandate", mandate.name, "warned_on"), getdate())
		told = {"document_name": mandate.name, "for_user": officer}
		self.assertEqual(frappe.db.count("Notification Log", told), 1)

	def test_a_longer_term_is_warned_of_anew(self):
		mandate = make_mandate(to_date=add_days(today(), 30))
		warn_of_expiry()
		mandate.reload()
		mandate.to_date = add_days(today(), 60)
		mandate.save()

		self.assertIsNone(mandate.warned_on)


class TestPortal(HubTestCase):
	def holds_role(self, user: str = HOLDER) -> bool:
		return PORTAL_ROLE in frappe.get_roles(user)

	def invite(self, **overrides):
		make_user(HOLDER)
		mandate = make_mandate(overrides.pop("body", None), email=HOLDER, **overrides)
		mandate.invite_to_portal()
		return mandate

	def test_the_role_comes_with_the_invitation_and_goes_with_the_end(self):
		mandate = self.invite()
		self.assertTrue(self.holds_role())

		mandate.end_early(today(), "Resigned")

		self.assertFalse(self.holds_role())

	def test_the_role_goes_with_the_term_in_the_night(self):
		mandate = self.invite()
		frappe.db.set_value("Body Mandate", mandate.name, "to_date", add_days(today(), -1))

		correct_portal_roles()

		self.assertFalse(self.holds_role())

	def test_who_represents_an_ngo_keeps_the_role_after_the_mandate(self):
		mandate = self.invite()
		make_ngo(stage="Verified", representatives=[{"full_name": "Ana", "user": HOLDER}])

		mandate.end_early(today(), "Resigned")
		correct_portal_roles()

		self.assertTrue(self.holds_role())

	def test_a_body_can_go_without_portal_access(self):
		body = make_body()
		self.invite(body=body)
		body.reload()
		body.grants_portal_role = 0
		body.save()

		self.assertFalse(self.holds_role())

	def test_the_role_goes_when_the_mandate_is_deleted(self):
		self.invite().delete()

		self.assertFalse(self.holds_role())

	def test_the_nightly_job_leaves_a_holder_the_role(self):
		self.invite()
		correct_portal_roles()

		self.assertTrue(self.holds_role())

	def test_nobody_is_invited_without_an_address_or_after_the_end(self):
		with self.assertRefused("Email: an e-mail address is needed for the invitation."):
			make_mandate().invite_to_portal()
		with self.assertRefused("Status: the mandate does not last today."):
			make_mandate(email=HOLDER, to_date=add_days(today(), -1)).invite_to_portal()

	def test_members_of_today_are_invited_to_meetings(self):
		body = make_body()
		mandate = make_mandate(body, email="ana@example.org")
		make_mandate(body, seat="Idrija", to_date=add_days(today(), -1))

		members = get_members(body.name)

		row = {
			"member": mandate.name,
			"ngo": mandate.ngo,
			"person_name": mandate.person_name,
			"email": "ana@example.org",
			"contact": None,
			"has_vote": 1,
		}
		self.assertEqual(members, [row])

	def test_a_meeting_takes_over_the_quorum_of_the_body_with_its_members(self):
		for percent, own, needed in ((50, 0, 2), (66.7, 0, 3), (0, 0, 0), (50, 3, 3)):
			body = make_body(quorum_percent=percent)
			for seat in body.seats:
				make_mandate(body, seat=seat.seat)
			meeting = make_meeting(
				meeting_of_doctype=body.doctype, meeting_of=body.name, members_count=3, quorum_needed=own
			)

			with self.subTest(percent=percent, own=own):
				meeting.add_members()
				self.assertEqual(meeting.quorum_needed, needed)
