# SPDX-License-Identifier: GPL-3.0-only
"""Every way on which a table leaves the Desk, with a name in it that a spreadsheet would run."""

import io
import json

import frappe
from frappe.core.doctype.data_export import exporter
from frappe.desk import query_report, reportview
from frappe.utils.response import build_response
from openpyxl import load_workbook

from planota_hub.guards import lists
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.sheets.answers import make_answer_safe
from planota_hub.tests.compat import HubTestCase

FORMULA = '=HYPERLINK("http://evil.test")'
PERIOD = json.dumps({"from_date": "2024-01-01", "to_date": "2024-12-31"})


class TestAnswers(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(ngo_name=FORMULA, municipality="Tolmin", stage="Verified")
		frappe.local.response = frappe._dict()
		self.addCleanup(setattr, frappe.local, "response", frappe._dict())

	def answer(self, function, *args, **form):
		frappe.local.response = frappe._dict(docs=[])
		frappe.local.form_dict = frappe._dict(form)
		function(*args)
		response = build_response()
		make_answer_safe(response, None)
		self.assertEqual(response.status_code, 200)
		return response.get_data()

	def assertSafeText(self, content: bytes):
		text = content.decode()
		self.assertTrue(text.startswith("\ufeff"), text[:20])
		self.assertIn("'=HYPERLINK", text)

	def assertSafeWorkbook(self, content: bytes):
		cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
		self.assertIn(FORMULA, [cell.value for cell in cells])
		self.assertEqual([cell.coordinate for cell in cells if cell.data_type == "f"], [])

	def test_lists_and_the_report_builder(self):
		form = {
			"doctype": "NGO",
			"fields": json.dumps(["`tabNGO`.`name`", "`tabNGO`.`ngo_name`"]),
			"filters": json.dumps({"name": self.ngo.name}),
			"order_by": "`tabNGO`.`name` asc",
		}
		self.assertSafeText(self.answer(reportview.export_query, file_format_type="CSV", **form))
		self.assertSafeWorkbook(self.answer(reportview.export_query, file_format_type="Excel", **form))

	def test_reports(self):
		make_stakeholder(stakeholder_name=FORMULA)
		form = {"report_name": "Stakeholder Reach", "filters": PERIOD, "visible_idx": "[]"}
		self.assertSafeText(self.answer(query_report.export_query, file_format_type="CSV", **form))
		self.assertSafeWorkbook(self.answer(query_report.export_query, file_format_type="Excel", **form))

	def test_templates_and_exports_of_data(self):
		fields = json.dumps({"NGO": ["name", "ngo_name"]})
		filters = json.dumps({"name": self.ngo.name})
		for file_type, check in (("CSV", self.assertSafeText), ("Excel", self.assertSafeWorkbook)):
			check(self.answer(lists.download_template, "NGO", fields, "by_filter", filters, file_type))
			check(
				self.answer(exporter.export_data, "NGO", None, False, True, fields, file_type, False, filters)
			)

	def test_a_table_that_cannot_be_made_safe_is_not_sent(self):
		frappe.local.response = frappe._dict(type="binary", filename="a.xlsx", filecontent=b"no workbook")
		response = build_response()
		make_answer_safe(response, None)
		self.assertEqual((response.status_code, response.get_data()), (500, b""))

	def test_a_report_that_is_made_in_the_background_is_safe_when_it_is_kept(self):
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "report.csv",
				"attached_to_doctype": "Report",
				"attached_to_name": "NGO Contact List",
				"content": f'"Ime"\r\n"{FORMULA.replace(chr(34), chr(34) * 2)}"\r\n'.encode(),
				"is_private": 1,
			}
		).insert()
		with open(file.get_full_path(), "rb") as kept:
			self.assertSafeText(kept.read())

	def test_a_report_that_is_mailed_is_safe(self):
		doc = frappe.new_doc("Auto Email Report", report="NGO Contact List", report_type="Script Report")
		doc.update({"user": "Administrator", "email_to": "a@example.org", "no_of_rows": 500, "filters": "{}"})
		for kind, check in (("CSV", self.assertSafeText), ("XLSX", self.assertSafeWorkbook)):
			doc.format = kind
			check(doc.get_report_content())
