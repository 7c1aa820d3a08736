# SPDX-License-Identifier: GPL-3.0-only
"""The ledger of support stays exact, whatever happens to its sources and NGOs."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	ledger_of,
	make_session,
)
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
	make_request,
	make_work,
)
from planota_hub.capacity_building.doctype.support_entry.test_support_entry import get_entry_names, make_row
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.support import ledger
from planota_hub.capacity_building.support.ledger import (
	KINDS,
	check_ledger,
	check_portion,
	hours_by_kind,
	post_support,
	watch_ledger,
)
from planota_hub.operation.portions import begin_anew
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase, as_user, make_user

NO_HOURS = dict.fromkeys(KINDS, 0)


def get_sources() -> list[str]:
	return frappe.get_hooks("hub_support_sources")


def begin_round() -> None:
	"""Let the job begin with the first source and the first row."""
	for doctype in get_sources():
		begin_anew(f"ledger_{frappe.scrub(doctype)}")
	begin_anew("ledger_entries")


class TestPosting(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified").name
		self.source = frappe.get_doc({"doctype": "ToDo", "description": "Source"}).insert()

	def test_posting_again_changes_only_what_differs(self):
		rows = [make_row(self.ngo, key="a"), make_row(self.ngo, key="b"), make_row(self.ngo, key="c")]
		post_support(self.source, rows)
		before = get_entry_names(self.source)
		stamps = dict(frappe.get_all("Support Entry", fields=["name", "modified"], as_list=True))

		post_support(self.source, [rows[0], make_row(self.ngo, key="b", hours=3)])

		self.assertEqual(get_entry_names(self.source), before[:2])
		self.assertEqual(frappe.db.get_value("Support Entry", before[0], "modified"), stamps[before[0]])
		self.assertEqual(hours_by_kind(self.ngo)["Mentoring"], 5)

	def test_rows_that_can_not_be_right_are_refused_as_a_whole(self):
		for wrong, message in (
			({"kind": "Coffee"}, "the kind Coffee is none of"),
			({"hours": 0}, "more than 0 hours"),
			({"hours": -1}, "more than 0 hours"),
			({"participants": 0}, "at least one participant"),
			({"date": None}, "every row needs an NGO and a date"),
			({"key": "a"}, "the same key"),
		):
			with self.subTest(wrong), self.assertRefused(message):
				post_support(
					self.source, [make_row(self.ngo, key="a"), make_row(self.ngo, **{"key": "b", **wrong})]
				)
		self.assertFalse(get_entry_names(self.source))

	def test_hours_by_kind_names_every_kind_and_keeps_to_the_dates(self):
		self.assertEqual(hours_by_kind(self.ngo), NO_HOURS)
		post_support(
			self.source,
			[
				make_row(self.ngo, key="a", hours=0.1),
				make_row(self.ngo, key="b", hours=0.2, date=add_days(getdate(today()), -10)),
				make_row(self.ngo, key="c", kind="Information"),
			],
		)
		self.assertEqual(hours_by_kind(self.ngo), {**NO_HOURS, "Mentoring": 0.3, "Information": 2})
		self.assertEqual(hours_by_kind(self.ngo, from_date=today())["Mentoring"], 0.1)
		self.assertEqual(hours_by_kind(self.ngo, to_date=add_days(today(), -1))["Mentoring"], 0.2)


class TestMergedNGOs(HubTestCase):
	def setUp(self):
		super().setUp()
		self.keep, self.merge = make_ngo(stage="Verified").name, make_ngo(stage="Verified").name
		self.manager = make_user("merging-manager@hub.test", "Hub Manager")

	def merge_them(self):
		with as_user(self.manager):
			merge_ngos(keep=self.keep, merge=self.merge)

	def test_hours_move_with_the_ngo(self):
		make_session(ngo=self.merge, hours=2)
		make_session(ngo=self.keep, hours=1, days=-3)
		make_request(ngo=self.merge, work=[make_work(hours=0.5)])

		self.merge_them()

		self.assertEqual(hours_by_kind(self.keep), {**NO_HOURS, "Mentoring": 3, "Counselling": 0.5})
		self.assertEqual(hours_by_kind(self.merge), NO_HOURS)
		self.assertEqual(check_ledger(), [])

	def test_two_ngos_at_one_workshop_become_one_row(self):
		workshop = make_past_workshop()
		for ngo, hours in ((self.keep, 6), (self.merge, 4)):
			make_registration(workshop, ngo=ngo, attendance="Attended", attended_hours=hours)
		take_step(workshop, "Mark as Held")
		self.assertEqual(len(ledger_of(workshop)), 2)

		self.merge_them()

		self.assertEqual(list(ledger_of(workshop)), [(self.keep, "Workshop", 6, 2)])
		self.assertEqual(check_ledger(), [])

	def test_a_renamed_ngo_keeps_its_hours(self):
		session = make_session(ngo=self.keep)
		frappe.rename_doc("NGO", self.keep, "NGO-RENAMED", force=True)

		self.assertEqual(ledger_of(session)[0][0], "NGO-RENAMED")
		self.assertEqual(check_ledger(), [])

	def test_an_ngo_with_hours_can_not_be_deleted(self):
		make_session(ngo=self.keep)
		with self.assertRaises(frappe.LinkExistsError):
			frappe.delete_doc("NGO", self.keep)


class TestCheck(HubTestCase):
	def setUp(self):
		super().setUp()
		self.session = make_session()
		self.entry = get_entry_names(self.session)[0]

	def test_an_exact_ledger_has_no_differences(self):
		make_request(work=[make_work(), make_work(hours=0.25)])

		self.assertEqual(check_ledger(), [])

	def test_a_changed_row_is_found_with_what_it_should_say(self):
		frappe.db.set_value("Support Entry", self.entry, "hours", 99)

		(difference,) = check_ledger()

		self.assertEqual(difference["source_name"], self.session.name)
		self.assertEqual((difference["expected"]["hours"], difference["found"]["hours"]), (2, 99))

	def test_a_missing_row_is_found(self):
		frappe.db.delete("Support Entry", {"name": self.entry})

		(difference,) = check_ledger()

		self.assertEqual((difference["expected"]["hours"], difference["found"]), (2, None))

	def test_a_row_whose_source_is_gone_is_found(self):
		frappe.db.delete("Mentoring Session", {"name": self.session.name})

		(difference,) = check_ledger()

		self.assertEqual((difference["expected"], difference["found"]["hours"]), (None, 2))

	def test_a_row_of_a_foreign_document_is_found(self):
		source = frappe.get_doc({"doctype": "ToDo", "description": "Source"}).insert()
		post_support(source, [make_row(self.session.ngo)])

		self.assertEqual([row["source_doctype"] for row in check_ledger()], ["ToDo"])

	def test_posting_the_source_again_repairs_it(self):
		frappe.db.set_value("Support Entry", self.entry, "hours", 99)
		self.session.reload()
		self.session.save()

		self.assertEqual(check_ledger(), [])

	def test_the_job_checks_a_portion_after_the_other_and_finds_what_the_whole_check_finds(self):
		frappe.db.delete("Support Entry", {"name": self.entry})
		stray = {"source_doctype": "Mentoring Session", "source_name": "MTS-NOT-THERE", "row_key": ""}
		columns = ["name", "ngo", "kind", "posting_date", "hours", "participants", *stray]
		row = ("SUP-STRAY", self.session.ngo, "Mentoring", today(), 1, 1, *stray.values())
		frappe.db.bulk_insert("Support Entry", columns, [row])
		begin_round()

		found = []
		with patch.object(ledger, "SOURCES_AT_ONCE", 2), patch.object(ledger, "ROWS_AT_ONCE", 2):
			most = max(frappe.db.count(doctype) for doctype in (*get_sources(), "Support Entry"))
			for _run in range(most // 2 + 1):
				found += check_portion()

		self.assertCountEqual(found, check_ledger())
		self.assertEqual(len(found), 2)
		self.assertEqual(check_portion(), [])

	def test_the_job_leaves_an_entry_in_the_error_log(self):
		begin_round()
		watch_ledger()
		title = {"method": "The ledger of support differs from its sources"}
		self.assertFalse(frappe.db.exists("Error Log", title))
		frappe.db.delete("Support Entry", {"name": self.entry})
		begin_round()
		watch_ledger()
		self.assertTrue(frappe.db.exists("Error Log", title))
