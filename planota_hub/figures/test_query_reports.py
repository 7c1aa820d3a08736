# SPDX-License-Identifier: GPL-3.0-only
import json

import frappe

from planota_hub.figures.explanations import run
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.segments.test_segments import field, fix, make_segment
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.reports import get_report_rows

DAYS = {"from_date": "2019-01-01", "to_date": "2019-12-31"}


def get_own(report_type: str) -> list[frappe._dict]:
	"""Return the app's reports of a type."""
	modules = frappe.get_all("Module Def", {"app_name": "planota_hub"}, pluck="name", order_by="name asc")
	filters = {"module": ("in", modules), "report_type": report_type, "is_standard": "Yes"}
	return frappe.get_all("Report", filters, ["name", "ref_doctype", "json"], order_by="name asc")


class TestQueryReports(HubTestCase):
	def test_columns_and_choices_are_in_the_language_of_the_reader(self):
		ngo = make_ngo(stage="Verified")
		previous, frappe.local.lang = frappe.local.lang, "sl"
		self.addCleanup(setattr, frappe.local, "lang", previous)

		answer = run("NGOs without Support", DAYS)

		labels = {column["fieldname"]: column["label"] for column in answer["columns"]}
		self.assertEqual((labels["municipality"], labels["phone"]), ("Občina", "Telefon"))
		(row,) = [row for row in answer["result"] if row["ngo"] == ngo.name]
		self.assertEqual(row["legal_form"], "Društvo")

	def test_a_filter_that_is_missing_is_named(self):
		with self.assertRefused("To Date: please choose a value."):
			run("NGOs without Support", {"from_date": "2019-01-01"})

	def test_what_is_typed_in_a_filter_is_a_value_and_no_statement(self):
		ngo = make_ngo(stage="Verified")
		typed = "' OR 1=1); DELETE FROM `tabNGO`; --"

		with self.assertRefused("To Date: "):
			get_report_rows("NGOs without Support", **{**DAYS, "to_date": typed})

		self.assertTrue(frappe.db.exists("NGO", ngo.name))

	def test_a_segment_narrows_a_report_on_ngos_down_whatever_else_it_asks(self):
		ngo, other = make_ngo(stage="Verified", ngo_name="50 % več"), make_ngo(stage="Verified")
		segment = make_segment(field("ngo_name", "50 %", "like"), additions=fix(ngo)).name

		rows = get_report_rows("NGOs without Support", **DAYS, segment=segment)
		self.assertEqual([row["ngo"] for row in rows], [ngo.name])
		every = {row["ngo"] for row in get_report_rows("NGOs without Support", **DAYS)}
		self.assertLessEqual({ngo.name, other.name}, every)
		for report in get_own("Query Report"):
			if frappe.get_cached_doc("Report", report.name).query.find("by segment") > 0:
				with self.subTest(report.name):
					days = {**DAYS, "day": "2019-01-01", "confirmed_since": "2019-01-01"}
					rows = get_report_rows(report.name, **days, segment=segment)
					self.assertLessEqual({row["ngo"] for row in rows if row.get("ngo")}, {ngo.name})
					# where each row is a place, how many NGOs there are in it
					numbers = [row["ngos"] for row in rows if row.get("municipality") and "ngos" in row]
					self.assertIn(numbers[:1], ([], [1]))
		with self.assertRefused("no such segment"):
			get_report_rows("NGOs without Support", **DAYS, segment="no such segment")

	def test_only_who_sees_every_record_opens_them(self):
		for role in ("Hub Mentor", "Network Coordinator", "NGO Representative"):
			with as_user(make_user(f"{frappe.scrub(role)}@query.test", role)):
				for report in get_own("Query Report"):
					self.assertRaises(frappe.PermissionError, run, report.name, DAYS)


class TestReportBuilderViews(HubTestCase):
	"""Saved views of the Report Builder are JSON that nobody checks until somebody opens them."""

	def test_every_field_of_a_view_exists(self):
		for report in get_own("Report Builder"):
			view = json.loads(report.json)
			fields = [*view["fields"], *([row[1], row[0]] for row in view["filters"])]
			for fieldname, doctype in fields:
				with self.subTest(report.name, field=fieldname):
					meta = frappe.get_meta(doctype)
					standard = ("name", "docstatus", "_aggregate_column")
					self.assertTrue(fieldname in standard or meta.has_field(fieldname))
					self.assertTrue(doctype == report.ref_doctype or meta.istable)

	def test_every_view_can_be_sent_by_mail(self):
		for report in get_own("Report Builder"):
			with self.subTest(report.name):
				columns, _rows = frappe.get_doc("Report", report.name).get_data(limit=5)
				self.assertEqual(len(columns), len(json.loads(report.json)["fields"]))
