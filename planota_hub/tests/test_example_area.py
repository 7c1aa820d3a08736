# SPDX-License-Identifier: GPL-3.0-only
"""A new area needs no line changed below: its hooks alone make it a part of all that the areas share."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.digest.monthly import get_sections
from planota_hub.digest.overdue_steps import get_overdue_steps
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.needs.traceability import follow_answers
from planota_hub.metrics import registry
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.meetings.members import add_members
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.planota_hub.register.places import update_places_of_municipality
from planota_hub.planota_hub.register.portal_access import get_entitled_users
from planota_hub.public_forms.intake import check_throttle
from planota_hub.rules import signing_keys, tokens
from planota_hub.tests import example_area
from planota_hub.tests.compat import HubTestCase, make_user
from planota_hub.tests.example_area import GUEST, SEMINAR
from planota_hub.www.track import get_status

PURPOSE = "example seminar rating"
GET_HOOKS = frappe.get_hooks


def get_hooks(hook=None, *args, **kwargs):
	"""The hooks of a site on which the app of the example area is installed as well."""
	known, added = GET_HOOKS(hook, *args, **kwargs), example_area.HOOKS.get(hook)
	if isinstance(added, dict):
		return {**known, **added}
	return [*known, *added] if added else known


def make_seminar(**values):
	values = {"seminar_title": "How to write minutes", **values}
	return frappe.get_doc({"doctype": SEMINAR, **values}).insert()


class TestExampleArea(HubTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		example_area.install()
		cls.addClassCleanup(frappe.db.commit)
		cls.addClassCleanup(example_area.uninstall)

	def setUp(self):
		super().setUp()
		patcher = patch.object(frappe, "get_hooks", get_hooks)
		patcher.start()
		self.addCleanup(patcher.stop)

	def test_its_records_are_counted_by_a_metric(self):
		seminar = make_seminar(held_on="2019-03-05")

		(row,) = registry.count("example_seminars_held", getdate("2019-03-01"), getdate("2019-03-31"))

		self.assertEqual((row.doctype, row.name, row.value), (SEMINAR, seminar.name, 1))

	def test_it_answers_a_need(self):
		need = make_need(stage="Accepted")
		make_seminar(need=need.name, held_on=add_days(today(), -1))

		follow_answers([need.name])

		self.assertEqual(frappe.db.get_value("Local Need", need.name, "stage"), "Addressed")

	def test_the_hub_holds_its_meetings_and_invites_its_members(self):
		seminar = make_seminar(guests=[{"person_name": "Ana Kos"}, {"person_name": "Bor Leban"}])
		meeting = make_meeting(meeting_of_doctype=SEMINAR, meeting_of=seminar.name, participants=[])

		added = add_members(meeting)

		self.assertEqual(added, 2)
		self.assertEqual([row.person_name for row in meeting.participants], ["Ana Kos", "Bor Leban"])

	def test_what_was_sent_for_it_counts_for_the_throttle(self):
		change_settings(public_intake_per_email_per_day=1)
		check_throttle("often@example.org")
		make_seminar(proposer_email="often@example.org")

		with self.assertRefused("1 forms were sent today", frappe.RateLimitExceededError):
			check_throttle("often@example.org")

	def test_what_was_sent_for_it_is_followed_by_its_code(self):
		make_seminar(tracking_code="EXAMPLE-SEMINAR")

		self.assertEqual(get_status("EXAMPLE-SEMINAR")["label"], "How to write minutes")

	def test_its_links_are_signed_with_a_key_of_their_own(self):
		seminar = make_seminar(proposer_email="ana@kos.test")
		signing_keys.create_keys()
		token = tokens.make_token(PURPOSE, seminar.name)

		self.assertEqual(tokens.read_token(PURPOSE, token), seminar.name)
		seminar.db_set("proposer_email", "bor@leban.test")
		with self.assertRaises(tokens.OutdatedTokenError):
			tokens.read_token(PURPOSE, token)

	def test_of_two_merged_ngos_one_row_stays(self):
		kept, merged = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		seminar = make_seminar(guests=[{"ngo": merged.name, "person_name": "Ana Kos"}, {"ngo": kept.name}])

		merge_ngos(kept.name, merged.name)

		rows = frappe.get_all(GUEST, {"parent": seminar.name}, ["ngo", "person_name"], order_by="idx asc")
		self.assertEqual([(row.ngo, row.person_name) for row in rows], [(kept.name, "Ana Kos")])

	def test_its_records_follow_the_register_of_places(self):
		seminar = make_seminar(municipality="Tolmin")
		municipality = frappe.get_doc("Municipality", "Tolmin")

		update_places_of_municipality(municipality)

		seminar.reload()
		self.assertTrue(seminar.statistical_region)
		self.assertEqual(
			(seminar.administrative_unit, seminar.statistical_region),
			(municipality.administrative_unit, municipality.statistical_region),
		)

	def test_its_people_use_the_portal(self):
		speaker = make_user("speaker@seminar.test")
		self.assertNotIn(speaker, get_entitled_users())

		make_seminar(speaker=speaker)

		self.assertIn(speaker, get_entitled_users())

	def test_its_steps_can_be_overdue(self):
		seminar = make_seminar(report_due=add_days(today(), -3))

		(step,) = [step for step in get_overdue_steps() if step.doctype == SEMINAR]

		self.assertEqual((step.name, step.due_on), (seminar.name, getdate(add_days(today(), -3))))

	def test_it_has_a_section_in_the_monthly_digest(self):
		make_seminar(held_on=add_days(today(), 2))

		(section,) = [section for section in get_sections() if section["title"] == "Coming Seminars"]

		self.assertEqual([row["text"] for row in section["rows"]], ["How to write minutes"])
