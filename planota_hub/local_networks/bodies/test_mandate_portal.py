# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from planota_hub.local_networks.bodies.mandate_portal import get_own_bodies, get_own_mandates, report_back
from planota_hub.local_networks.bodies.public_page import get_seats_of
from planota_hub.local_networks.bodies.waiting import get_waiting
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, count_queries, make_user
from planota_hub.www import my_mandates, representation

HOLDER = "holder@portal.test"


class TestPortal(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(HOLDER)
		self.body = make_body()
		self.mandate = make_mandate(self.body, email=HOLDER)
		self.mandate.invite_to_portal()

	def report(self, user: str = HOLDER, **overrides):
		with as_user(user):
			report_back(self.mandate.name, **{"subject": "Seja", "report": "Odbor je sklepal.", **overrides})

	def test_a_holder_sees_the_own_mandate_and_the_coverage_of_the_body(self):
		make_mandate(make_body())
		with as_user(HOLDER):
			mandates = get_own_mandates()
			(body,) = get_own_bodies(mandates)

		self.assertEqual([mandate.name for mandate in mandates], [self.mandate.name])
		self.assertTrue(mandates[0].is_own and mandates[0].lasts)
		self.assertIn(self.mandate.person_name, body.coverage)

	def test_a_representative_sees_past_mandates_of_the_ngo_last_and_without_their_body(self):
		user = make_user("ana@portal.test")
		ngo = make_represented_ngo(user).name
		past = make_mandate(self.body, seat="Idrija", ngo=ngo, to_date=add_days(today(), -1))
		current = make_mandate(make_body(), ngo=ngo)
		with as_user(user):
			mandates = get_own_mandates()
			bodies = get_own_bodies(mandates)

		self.assertEqual([mandate.name for mandate in mandates], [current.name, past.name])
		self.assertEqual(len(bodies), 1)
		self.assertFalse(mandates[0].is_own)

	def test_a_seat_that_the_hub_has_named_is_called_in_the_language_of_the_reader(self):
		slovene = {"seat": "Idrija · Mladi", "administrative_unit": "Idrija", "field_of_work": "Youth"}
		given = {"seat": "Glas mladih", "administrative_unit": "Tolmin", "field_of_work": "Youth"}
		body = make_body(published=1, seats=[dict(slovene), dict(given)])
		ngo = make_represented_ngo(HOLDER).name
		for seat in (slovene, given):
			make_mandate(body, ngo=ngo, **seat)

		for language, expected in (("en", "Idrija · Youth"), ("sl", "Idrija · Mladi")):
			with self.subTest(language), speaking(language), as_user(HOLDER):
				shown = {mandate.seat for mandate in get_own_mandates() if mandate.body == body.name}
				public = {item.text for item in get_seats_of(ngo).items if item.title == body.body_name}
				self.assertEqual(shown, {expected, "Glas mladih"})
				self.assertEqual(public, shown)

	def test_a_mandate_waits_for_its_holder_once_it_ends_soon(self):
		with as_user(HOLDER):
			self.assertEqual(get_waiting(), [])
			self.mandate.db_set("to_date", add_days(today(), 5))
			(waiting,) = get_waiting()

		self.assertIn(self.mandate.person_name, waiting.text)
		with as_user(make_user("nobody@portal.test")):
			self.assertEqual(get_waiting(), [])

	def test_what_the_holder_reports_stands_in_the_mandate(self):
		self.report()

		self.mandate.reload()
		rows = [(row.subject, row.report, str(row.reported_on)) for row in self.mandate.reports]
		self.assertEqual(rows, [("Seja", "Odbor je sklepal.", today())])

	def test_nobody_else_reports_and_the_holder_not_after_the_end(self):
		user = make_user("ana@portal.test")
		make_represented_ngo(user)
		for other in (user, "Guest"):
			with self.subTest(other), self.assertRefused("Only whoever holds", frappe.PermissionError):
				self.report(other)
		self.mandate.end_early(today(), "Resigned")
		with self.assertRefused("Only whoever holds", frappe.PermissionError):
			self.report()

	def test_markup_and_empty_reports_are_refused(self):
		with self.assertRefused("please write plain text"):
			self.report(report="<script>alert(1)</script>")
		with self.assertRaises(frappe.MandatoryError):
			self.report(subject="")

	def test_the_page_is_for_those_with_the_portal_role(self):
		with as_user(make_user("nobody@portal.test")), self.assertRaises(frappe.PermissionError):
			my_mandates.get_context(frappe._dict())
		with as_user(HOLDER):
			context = frappe._dict()
			my_mandates.get_context(context)
		self.assertEqual(len(context.mandates), 1)


class TestPublicPage(HubTestCase):
	def test_guests_see_published_bodies_that_exist_and_no_others(self):
		shown, hidden = make_body(published=1), make_body()
		dissolved = make_body(published=1, dissolved_on=today())
		mandate = make_mandate(shown, email="ana@example.org")
		with as_user("Guest"):
			context = frappe._dict()
			representation.get_context(context)

		bodies = {body.name: body.coverage for body in context.bodies}
		self.assertIn(mandate.person_name, bodies[shown.name])
		self.assertNotIn("ana@example.org", bodies[shown.name])
		self.assertFalse({hidden.name, dissolved.name} & set(bodies))

	def test_the_page_has_pages_and_asks_as_often_however_many_bodies_it_shows(self):
		bodies = {make_body(body_name=f"Svet {number}", published=1).name for number in range(3)}

		def show(page: int, length: int) -> frappe._dict:
			context = frappe._dict()
			with (
				patch.object(representation, "PAGE_LENGTH", length),
				patch.object(representation, "get_page_number", return_value=page),
				as_user("Guest"),
			):
				representation.get_context(context)
			return context

		pages = [show(number + 1, 2) for number in range(show(1, 2).pages)]

		shown = [body.name for context in pages for body in context.bodies]
		self.assertEqual(len(shown), len(set(shown)))
		self.assertLessEqual(bodies, set(shown))
		self.assertEqual(count_queries(lambda: show(1, 3)), count_queries(lambda: show(1, 1)))
