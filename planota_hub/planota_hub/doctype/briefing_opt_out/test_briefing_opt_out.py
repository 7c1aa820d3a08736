# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe

from planota_hub.planota_hub.briefings.opt_out import PURPOSE, get_opted_out, opt_in, opt_out, opt_out_url
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	make_bodies,
	make_briefing,
	send,
)
from planota_hub.rules import many
from planota_hub.rules.tokens import InvalidTokenError, make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OPT_OUT = "Briefing Opt-Out"


def make_opt_out(**overrides):
	"""Unsubscribe an address as the hub's staff do."""
	return frappe.get_doc({"doctype": OPT_OUT, "email": "town@brda.test", **overrides}).insert()


class TestBriefingOptOut(HubTestCase):
	def test_an_address_is_unsubscribed_once_however_it_is_written(self):
		make_opt_out()
		with self.assertRefused("Email: town@brda.test is unsubscribed already"):
			make_opt_out(email=" Town@Brda.test ")

	def test_what_is_no_address_is_refused(self):
		with self.assertRefused("town at brda"):
			make_opt_out(email="town at brda")

	def test_day_and_way_are_set_by_the_server_and_stay(self):
		entry = make_opt_out(source="Link in the E-mail", opted_out_on="2001-01-01 10:00:00")
		self.assertEqual(entry.source, "Staff")
		self.assertGreater(str(entry.opted_out_on), "2026")
		day = entry.opted_out_on

		entry.update({"source": "Import", "opted_out_on": "2001-01-01 10:00:00", "note": "By phone"}).save()

		entry.reload()
		self.assertEqual((entry.source, entry.note), ("Staff", "By phone"))
		self.assertEqual(str(entry.opted_out_on), str(day))

	def test_staff_unsubscribe_and_others_do_not(self):
		for role, allowed in (
			("Hub Manager", True),
			("Hub Officer", True),
			("Hub Mentor", False),
			("Network Coordinator", False),
			("Hub Auditor", False),
		):
			user = make_user(f"{frappe.scrub(role)}@opt-out.test", role)
			with self.subTest(role), as_user(user):
				self.assertEqual(bool(frappe.has_permission(OPT_OUT, "create")), allowed)

	def test_every_way_to_unsubscribe_is_respected(self):
		make_opt_out()
		everything = {"reference_doctype": "User", "reference_name": "Guest", "global_unsubscribe": 1}
		frappe.get_doc({"doctype": "Email Unsubscribe", "email": "all@brda.test", **everything}).insert()
		contact = {"first_name": "Ana", "unsubscribed": 1}
		emails = [{"email_id": "contact@brda.test", "is_primary": 1}]
		frappe.get_doc({"doctype": "Contact", **contact, "email_ids": emails}).insert()

		asked = ["town@brda.test", "all@brda.test", "contact@brda.test", "other@brda.test", None]

		self.assertEqual(get_opted_out(asked), set(asked[:3]))
		frappe.db.set_value("Contact", {"email_id": "contact@brda.test"}, "email_id", "Contact@Brda.test")
		self.assertEqual(get_opted_out(["Contact@Brda.test"]), {"contact@brda.test"})
		with patch.object(many, "MANY", 0):
			self.assertEqual(get_opted_out(asked), set(asked[:3]))
			self.assertEqual(get_opted_out([]), set())


class TestLink(BriefingTestCase):
	def setUp(self):
		super().setUp()
		make_bodies("town")
		self.briefing = make_briefing()
		send(self.briefing)
		self.recipient = frappe.db.get_value("Briefing Recipient", {"briefing": self.briefing.name})

	def test_the_link_unsubscribes_for_good_and_can_be_taken_back(self):
		token = make_token(PURPOSE, self.recipient)
		with as_user("Guest"):
			opt_out(token)
			opt_out(token)
		entry = frappe.get_doc("Briefing Opt-Out", {"email": "town@brda.test"})
		self.assertEqual((entry.source, entry.briefing), ("Link in the E-mail", self.briefing.name))
		again = make_briefing()
		with self.assertRefused("Audience: nobody would get this briefing"):
			send(again)

		with as_user("Guest"):
			opt_in(token)

		send(again)
		self.assertEqual(again.waiting_count, 1)

	def test_a_made_up_link_is_refused_and_a_link_holds_nothing_personal(self):
		with as_user("Guest"), self.assertRaises(InvalidTokenError):
			opt_out(f"{self.recipient}.AAAAAAAAAAAAAAAAAAAAAAAA")
		self.assertNotIn("town", opt_out_url(self.recipient))


class TestLinkAtOnce(BriefingTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.town = make_bodies("town")[0]
		self.briefing = make_briefing()
		send(self.briefing)
		self.recipient = frappe.db.get_value("Briefing Recipient", {"briefing": self.briefing.name})
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete(OPT_OUT, {"email": "town@brda.test"})
		frappe.db.delete("Email Queue", {"creation": (">=", self.briefing.creation)})
		for doc in (self.briefing, self.town):
			frappe.delete_doc(doc.doctype, doc.name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def test_a_link_that_is_clicked_many_times_at_once_unsubscribes_once(self):
		answers = call_at_once(opt_out, [make_token(PURPOSE, self.recipient)] * 8)

		self.assertEqual(
			answers,
			[{"outcome": "opted out", "message": "Your address does not get such messages any more."}] * 8,
		)
		frappe.db.rollback()
		self.assertEqual(frappe.db.count(OPT_OUT, {"email": "town@brda.test"}), 1)
