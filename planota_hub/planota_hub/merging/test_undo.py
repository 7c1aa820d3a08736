# SPDX-License-Identifier: GPL-3.0-only
"""A merge is undone as a whole within a month, and not at all where that would lose what was entered since."""

import json
from unittest.mock import patch

import frappe
from frappe.client import get
from frappe.utils import add_days, cint, cstr, today

from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_candidate,
	make_election,
	make_voter,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
)
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_representative
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.merging import undo
from planota_hub.planota_hub.merging.images import NEVER_COMPARED, take_image
from planota_hub.planota_hub.merging.log import LOG
from planota_hub.planota_hub.merging.records import merge_records
from planota_hub.planota_hub.merging.undo import preview_undo, undo_merge
from planota_hub.planota_hub.merging.undo_values import UNDO_DAYS, forget_expired
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OFFICER, MANAGER = "undoing-officer@hub.test", "undoing-manager@hub.test"
# written down of the merge and of its undoing; of a row that was away, nothing but that it is there again
HISTORY = ("Comment", "Version", "Workflow Action", LOG)


def look_at(doctype: str, *names: str) -> dict:
	"""Return all rows that belong to two records or lead to them, without what is written down of merging them."""
	return {
		(table, name): {column: cstr(value) for column, value in row.items() if column not in NEVER_COMPARED}
		for table, rows in take_image(doctype, names).items()
		for name, row in rows.items()
		if table not in HISTORY
	}


class UndoCase(HubTestCase):
	def merge(self, doctype: str, kept: str, merged: str, **options) -> str:
		"""Merge two records; return the name of the log."""
		before = set(frappe.get_all(LOG, pluck="name", order_by="name asc"))
		merge_records(doctype, kept, merged, **options)
		(log,) = set(frappe.get_all(LOG, pluck="name", order_by="name asc")) - before
		return log

	def assert_comes_back(self, doctype: str, kept: str, merged: str, **options) -> None:
		"""Merge and undo; all rows that led to one of the two are as they were."""
		self.maxDiff = None
		before = look_at(doctype, kept, merged)
		log = self.merge(doctype, kept, merged, **options)

		undo_merge(log)

		self.assertEqual(look_at(doctype, kept, merged), before)


class TestNGOs(UndoCase):
	def setUp(self):
		super().setUp()
		self.kept = make_ngo(
			stage="Verified",
			phone="05 111 22 33",
			yearly_figures=[{"year": 2024, "income": 1000}],
			representatives=[make_representative(phone=None)],
		)
		self.merged = make_ngo(
			stage="Verified",
			phone="05 444 55 66",
			short_name="TDK",
			yearly_figures=[{"year": 2024, "income": 900, "expenses": 800}, {"year": 2023, "income": 1}],
			representatives=[
				make_representative(phone="031 222 333"),
				make_representative(full_name="Bor Kos"),
			],
		)
		self.names = (self.kept.name, self.merged.name)

	def test_everything_that_moved_was_joined_or_chosen_goes_back(self):
		make_session(ngo=self.merged.name)
		make_network(members=[make_member(self.kept), make_member(self.merged)])
		make_network(members=[make_member(self.merged)])
		partner = make_partner("NGO", budget_share=30)
		make_consortium(
			partners=[
				{**partner, "partner": self.kept.name},
				{**partner, "partner": self.merged.name},
				make_partner(),
			]
		)
		make_ngo(stage="Verified").db_set("distinct_from", self.merged.name)
		self.merged.add_tag("Old tag")
		self.kept.add_tag("Own tag")

		self.assert_comes_back("NGO", *self.names, choices=json.dumps(["phone"]))

		tags = frappe.db.get_value("NGO", self.kept.name, "_user_tags")
		self.assertEqual(cstr(tags).strip(","), "Own tag")

	def test_what_was_given_once_counts_again(self):
		first = make_supporter(supporter_kind="Organisation", ngo=self.kept.name)
		make_supporter(supporter_kind="Organisation", ngo=self.merged.name, campaign=first.campaign)
		log = self.merge("NGO", *self.names)
		supporters = ("Advocacy Campaign", first.campaign, "supporter_count")
		self.assertEqual(frappe.db.get_value(*supporters), 1)

		undo_merge(log)

		self.assertEqual(frappe.db.get_value(*supporters), 2)
		self.assertTrue(frappe.db.exists("Campaign Supporter", {"ngo": self.merged.name}))

	def test_a_candidate_whom_the_merge_withdrew_stands_again(self):
		kept, merged = make_voter(), make_voter()
		candidates = [make_candidate("Bor Kos", ngo=merged.name), make_candidate("Ana Novak", ngo=kept.name)]
		make_election(stage="Call Open", candidates=[*candidates, make_candidate("Cene Leban")])

		self.assert_comes_back("NGO", kept.name, merged.name)

	def test_what_was_entered_since_stays_with_the_kept_one(self):
		log = self.merge("NGO", *self.names)
		session = make_session(ngo=self.kept.name)
		self.kept.reload()
		self.kept.website = "https://since.test"
		self.kept.save()

		undo_merge(log)

		self.assertEqual(frappe.db.get_value("Mentoring Session", session.name, "ngo"), self.kept.name)
		self.assertEqual(frappe.db.get_value("NGO", self.kept.name, "website"), "https://since.test")

	def test_what_somebody_led_elsewhere_since_stays_there(self):
		session, third = make_session(ngo=self.merged.name), make_ngo(stage="Verified")
		log = self.merge("NGO", *self.names)
		frappe.db.set_value("Mentoring Session", session.name, "ngo", third.name)

		undo_merge(log)

		self.assertEqual(frappe.db.get_value("Mentoring Session", session.name, "ngo"), third.name)

	def test_an_edit_that_would_be_lost_refuses_it_and_is_named(self):
		log = self.merge("NGO", *self.names)
		self.kept.reload()
		self.kept.short_name = "New short name"
		self.kept.save()

		self.assertEqual(preview_undo(log)["obstacles"], [f"Short Name of NGO {self.kept.name}"])
		with self.assertRefused(f"Short Name of NGO {self.kept.name}"):
			undo_merge(log)

		self.assertFalse(frappe.db.exists("NGO", self.merged.name))
		self.assertEqual(frappe.db.get_value(LOG, log, "status"), "Merged")

	def test_an_edit_of_a_row_that_came_over_refuses_it(self):
		log = self.merge("NGO", *self.names)
		self.kept.reload()
		(row,) = (row for row in self.kept.representatives if row.full_name == "Bor Kos")
		row.phone = "040 555 666"
		self.kept.save()

		with self.assertRefused("Phone of NGO"):
			undo_merge(log)

	def test_a_number_that_another_one_has_got_since_refuses_it(self):
		self.merged.db_set("registration_number", "5006350000")
		log = self.merge("NGO", *self.names)
		third = make_ngo(stage="Verified")
		frappe.db.set_value("NGO", third.name, "registration_number", "5006350000", update_modified=False)

		with self.assertRefused(f"5006350000 is that of {third.name}"):
			undo_merge(log)

	def test_the_name_of_the_one_that_went_is_not_given_to_the_next(self):
		log = self.merge("NGO", *self.names)

		self.assertNotEqual(make_ngo().name, self.merged.name)
		undo_merge(log)

	def test_the_open_form_of_the_kept_one_is_not_saved_over_it(self):
		log = self.merge("NGO", *self.names)
		opened = frappe.get_doc("NGO", self.kept.name)

		undo_merge(log)

		opened.website = "https://before.test"
		with self.assertRaises(frappe.TimestampMismatchError):
			opened.save()

	def test_the_preview_tells_what_goes_back(self):
		make_session(ngo=self.merged.name)
		plan = preview_undo(self.merge("NGO", *self.names))

		self.assertEqual((plan["title"], plan["obstacles"]), (self.merged.ngo_name, []))
		self.assertIn({"label": "Mentoring Session", "number": 1}, plan["parts"])

	def test_the_one_that_is_there_again_is_found_and_can_be_saved(self):
		undo_merge(self.merge("NGO", *self.names))

		for name in self.names:
			frappe.get_doc("NGO", name).save()
		self.assertFalse(frappe.db.exists("Deleted Document", {"deleted_name": self.merged.name}))
		merge_records("NGO", *self.names)

	def test_it_breaks_off_as_a_whole(self):
		log = self.merge("NGO", *self.names)
		for step in ("restore_marks", "follow", "write_down"):
			with self.subTest(step), patch.object(undo, step, side_effect=RuntimeError("killed")):
				with self.assertRaises(RuntimeError):
					undo_merge(log)
			self.assertFalse(frappe.db.exists("NGO", self.merged.name))
			self.assertTrue(frappe.db.get_value(LOG, log, "undo_values"))


class TestMergesOfMerges(UndoCase):
	def setUp(self):
		super().setUp()
		self.first, self.second, self.third = (make_ngo(stage="Verified").name for _number in range(3))

	def test_the_later_merge_is_undone_first(self):
		session = make_session(ngo=self.second)
		earlier = self.merge("NGO", self.first, self.second)
		later = self.merge("NGO", self.third, self.first)

		with self.assertRefused("Undo that merge first"):
			undo_merge(earlier)
		undo_merge(later)
		undo_merge(earlier)

		self.assertEqual(frappe.db.get_value("Mentoring Session", session.name, "ngo"), self.second)
		statuses = frappe.get_all(
			LOG, {"name": ("in", [earlier, later])}, pluck="status", order_by="name asc"
		)
		self.assertEqual(statuses, ["Undone", "Undone"])

	def test_of_two_that_went_into_one_each_comes_back(self):
		sessions = {
			name: make_session(ngo=name, days=-days).name
			for days, name in enumerate((self.second, self.third), start=1)
		}
		logs = [self.merge("NGO", self.first, name) for name in sessions]

		for log in logs:
			undo_merge(log)

		for name, session in sessions.items():
			self.assertEqual(frappe.db.get_value("Mentoring Session", session, "ngo"), name)


class TestOtherKinds(UndoCase):
	def test_a_stakeholder_comes_back(self):
		kept = make_stakeholder(stakeholder_name="Občina Tolmin", stakeholder_type="Municipality")
		merged = make_stakeholder(
			stakeholder_name="Mestna hiša", stakeholder_type="Municipality", phone="05 111 22 33"
		)
		make_network(members=[make_member(kept), make_member(merged)])

		self.assert_comes_back("Stakeholder", kept.name, merged.name)

	def test_a_place_comes_back_with_all_that_lies_in_it(self):
		kept, merged = make_municipality().name, make_municipality().name
		make_ngo(municipality=merged, area_of_operation=[{"municipality": merged}, {"municipality": kept}])
		make_ngo(municipality=kept)

		self.assert_comes_back("Municipality", kept, merged)

	def test_a_list_entry_comes_back_and_a_new_one_of_its_name_is_in_the_way(self):
		kept, merged = (
			frappe.get_doc({"doctype": "Field of Work", "field_name": name}).insert().name
			for name in ("Alfa", "Beta")
		)
		make_ngo(fields_of_work=[{"field_of_work": merged}, {"field_of_work": kept}])
		self.assert_comes_back("Field of Work", kept, merged)
		log = self.merge("Field of Work", kept, merged)
		frappe.get_doc({"doctype": "Field of Work", "field_name": merged}).insert()

		with self.assertRefused("there is a Field of Work Beta again"):
			undo_merge(log)

	def test_a_person_comes_back_though_the_log_names_nobody(self):
		kept, merged = (
			frappe.get_doc(
				{
					"doctype": "Contact",
					"first_name": "Ana",
					"last_name": "Novak",
					"email_ids": [{"email_id": email, "is_primary": 1}],
				}
			)
			.insert()
			.name
			for email in ("ana@undo.test", "ana.novak@undo.test")
		)
		log = self.merge("Contact", kept, merged)
		self.assertEqual(frappe.db.get_value(LOG, log, ["kept", "merged"]), (None, None))

		self.assertEqual(undo_merge(log), merged)

		emails = [row.email_id for row in frappe.get_doc("Contact", kept).email_ids]
		self.assertEqual(emails, ["ana@undo.test"])
		self.assertEqual(frappe.db.get_value("Contact", merged, "email_id"), "ana.novak@undo.test")


class TestWhoAndUntilWhen(UndoCase):
	def setUp(self):
		super().setUp()
		self.kept, self.merged = (
			make_ngo(stage="Verified", email="who@undo.test").name for _side in range(2)
		)
		self.log = self.merge("NGO", self.kept, self.merged)

	def test_managers_undo_and_it_is_written_down(self):
		with as_user(make_user(MANAGER, "Hub Manager")):
			undo_merge(self.log)

		log = frappe.get_doc(LOG, self.log)
		self.assertEqual((log.status, log.undone_by, log.undo_values), ("Undone", MANAGER, None))
		for name in (self.kept, self.merged):
			text = {"reference_name": name, "content": ("like", "%was undone%")}
			self.assertTrue(frappe.db.exists("Comment", text))

	def test_officers_do_not(self):
		with as_user(make_user(OFFICER, "Hub Officer")):
			for call in (preview_undo, undo_merge):
				with self.subTest(call.__name__), self.assertRaises(frappe.PermissionError):
					call(self.log)

	def test_nobody_reads_what_is_kept_for_it(self):
		for user, role in ((OFFICER, "Hub Officer"), (MANAGER, "Hub Manager")):
			with as_user(make_user(user, role)):
				self.assertFalse(get(LOG, self.log).get("undo_values"))
				rows = frappe.get_list(LOG, {"name": self.log}, ["name", "undo_values"], order_by="name asc")
				self.assertFalse(rows[0].get("undo_values"))

	def test_twice_is_refused(self):
		undo_merge(self.log)

		with self.assertRefused("undone already"):
			undo_merge(self.log)

	def test_after_a_month_it_is_forgotten(self):
		self.assertEqual(cstr(frappe.db.get_value(LOG, self.log, "undo_until")), add_days(today(), UNDO_DAYS))
		frappe.db.set_value(LOG, self.log, "undo_until", add_days(today(), -1))
		with self.assertRefused("within a month"):
			undo_merge(self.log)

		forget_expired()

		self.assertEqual(cint(bool(frappe.db.get_value(LOG, self.log, "undo_values"))), 0)

	def test_what_is_kept_stands_in_no_history(self):
		undo_merge(self.log)

		versions = frappe.get_all("Version", {"docname": self.log}, pluck="data", order_by="name asc")
		self.assertFalse([data for data in versions if "who@undo.test" in data])
