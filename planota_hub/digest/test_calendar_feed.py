# SPDX-License-Identifier: GPL-3.0-only
"""Everybody's calendar has an address of its own, which can be withdrawn."""

import frappe

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.digest.calendar_feed import KEY, feed, make_address, withdraw_address
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestCalendarFeed(HubTestCase):
	def setUp(self):
		super().setUp()
		self.mentor = make_user("mentor.calendar@example.org", "Hub Mentor")
		self.session = make_session(mentor=self.mentor, status="Planned", days=5, topic="Strategija")
		self.other = make_session(
			mentor=make_user("other.calendar@example.org", "Hub Mentor"),
			status="Planned",
			days=5,
			topic="Tuja seja",
		)
		with as_user(self.mentor):
			self.token = make_address().partition("token=")[2]

	def read(self, token: str) -> str:
		with as_user("Guest"):
			content = feed(token).get_data(as_text=True)
			self.assertEqual(frappe.session.user, "Guest")
		return content

	def test_the_calendar_holds_what_its_owner_may_read_and_nothing_else(self):
		calendar = self.read(self.token)

		self.assertIn("Strategija", calendar)
		self.assertNotIn("Tuja seja", calendar)

	def test_an_address_that_was_withdrawn_or_replaced_opens_nothing(self):
		former = self.token
		with as_user(self.mentor):
			self.token = make_address().partition("token=")[2]
		self.assertIn("Strategija", self.read(self.token))
		with self.assertRefused("not valid any more", frappe.PermissionError):
			self.read(former)

		with as_user(self.mentor):
			withdraw_address()

		for token in (former, self.token, "", "%"):
			with self.assertRefused("not valid any more", frappe.PermissionError):
				self.read(token)

	def test_who_works_here_no_more_has_no_calendar(self):
		frappe.db.set_value("User", self.mentor, "enabled", 0)

		with self.assertRefused("not valid any more", frappe.PermissionError):
			self.read(self.token)

	def test_the_address_itself_is_kept_nowhere(self):
		kept = frappe.get_all("DefaultValue", {"defkey": KEY, "parent": self.mentor}, pluck="defvalue")

		self.assertEqual(len(kept), 1)
		self.assertNotIn(self.token, kept[0])

	def test_the_portal_has_no_calendar_of_the_desk(self):
		with as_user(make_user("portal.calendar@example.org", "NGO Representative")):
			with self.assertRaises(frappe.PermissionError):
				make_address()
