# SPDX-License-Identifier: GPL-3.0-only
from typing import ClassVar
from unittest.mock import patch

import frappe
from frappe.desk import query_report

from planota_hub.figures import explanations, exports
from planota_hub.figures.explanations import run
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.remembering import forget_kept
from planota_hub.tests.compat import HubTestCase, as_user, make_user

REPORT = "NGO Register Overview"


class TestReportsThatManyOpen(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officers = [make_user(f"{name}@kept.test", "Hub Officer") for name in ("ana", "bor")]
		self.coordinator = make_user("cene@kept.test", "Network Coordinator")
		forget_kept()

	def open(self, *users: str) -> int:
		"""Return how often a report runs for users who open it one after the other, nobody changing anything."""
		with (
			patch.object(
				query_report, "generate_report_result", wraps=query_report.generate_report_result
			) as running,
			patch.object(frappe.db, "transaction_writes", 0),
		):
			for user in users:
				with as_user(user):
					self.assertTrue(run(REPORT, filters={"group_by": "Municipality"})["columns"])
		return running.call_count

	def test_for_those_who_see_the_same_it_runs_once(self):
		self.assertEqual(self.open(*self.officers, self.officers[0]), 1)

	def test_it_runs_again_once_a_record_has_changed(self):
		self.open(*self.officers)
		forget_kept()
		self.assertEqual(self.open(*self.officers), 1)

	def test_who_sees_less_sees_the_own_figures(self):
		self.assertEqual(self.open(self.officers[0], self.coordinator, self.coordinator), 3)

	def test_who_may_not_open_it_is_refused_all_the_same(self):
		self.open(*self.officers)
		with patch.object(frappe.db, "transaction_writes", 0), as_user(make_user("dora@kept.test")):
			self.assertRaises(frappe.PermissionError, run, REPORT, filters={})

	def test_another_filter_is_another_question(self):
		self.open(self.officers[0])
		with (
			patch.object(
				query_report, "generate_report_result", wraps=query_report.generate_report_result
			) as running,
			patch.object(frappe.db, "transaction_writes", 0),
			as_user(self.officers[0]),
		):
			run(REPORT, filters={"group_by": "Legal Form"})
		self.assertEqual(running.call_count, 1)


class TestLongReports(HubTestCase):
	FILTERS: ClassVar[dict] = {"group_by": "Municipality"}

	def setUp(self):
		super().setUp()
		for place in ("Tolmin", "Bovec", "Idrija"):
			make_ngo(municipality=place)
		self.whole = run(REPORT, filters=self.FILTERS)["result"]

	def test_a_browser_gets_the_first_rows_with_the_total_of_all_and_is_told_so(self):
		with patch.object(explanations, "MOST_ROWS_SHOWN", 2):
			answer = run(REPORT, filters=self.FILTERS)

		self.assertEqual(answer["result"], [*self.whole[:2], self.whole[-1]])
		self.assertIn(f"first 2 of {len(self.whole) - 1} rows", answer["message"])

	def test_what_it_can_show_is_whole(self):
		self.assertNotIn("first", run(REPORT, filters=self.FILTERS)["message"].split("<")[0])

	def test_the_export_of_a_cut_report_has_all_rows_and_that_of_chosen_rows_these(self):
		for shown, wanted in ([0, 1, 2], "[]"), ([1], "[1]"):
			with (
				patch.object(exports, "MOST_ROWS_SHOWN", 2),
				patch.object(query_report, "export_query") as export,
				patch.dict(frappe.form_dict, {"visible_idx": frappe.as_json(shown, indent=None)}),
			):
				exports.export_query()
				self.assertEqual(frappe.form_dict.visible_idx.replace(" ", ""), wanted)
			export.assert_called_once()
