# SPDX-License-Identifier: GPL-3.0-only
import io

import frappe
from openpyxl import load_workbook

from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import (
	ReadingTestCase,
	get_reading,
)
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import take_step
from planota_hub.funding.indicators import evidence_workbook, funder_report, report_drawings
from planota_hub.funding.indicators.evidence_links import add_forms
from planota_hub.funding.indicators.reported_records import announce_correction
from planota_hub.funding.report.indicator_evidence import indicator_evidence
from planota_hub.funding.report.indicator_progress import indicator_progress
from planota_hub.tests.compat import as_user, make_user
from planota_hub.tests.counting import read_evidence


class TestFunderReport(ReadingTestCase):
	def setUp(self):
		super().setUp()
		self.hours = make_indicator(
			self.project, [(self.first, 5), (self.second, 12)], indicator_name="Hours"
		)
		self.ngos = make_indicator(
			self.project,
			[(self.first, 1), (self.second, 2)],
			filters=[("hours", "1")],
			metric="ngos_supported",
			indicator_name="NGOs: with a [long] name that goes on and on",
		)
		self.first.compute_figures()
		self.second.compute_figures()

	def print(self, period) -> str:
		return frappe.get_print("Reporting Period", period.name, "Funder Report")

	def test_the_report_says_figures_hours_and_places(self):
		report = funder_report.get(self.second.reload())

		figures = [(figure.value, figure.records, figure.target, figure.percent) for figure in report.figures]
		self.assertEqual(figures, [(6, 2, 12, 50), (2, 2, 2, 100)])
		self.assertEqual(report.hours, [{"kind": "Mentoring", "entries": 1, "ngos": 1, "hours": 2}])
		self.assertEqual(report.places, {"Bovec": 2, "Tolmin": 2})

	def test_the_print_leads_from_each_figure_to_its_reading_and_from_there_to_its_records(self):
		html = self.print(self.second)

		self.assertIn("European Social Fund", html)
		self.assertIn("Draft: the figures may still change", html)
		self.assertIn("<svg", html)
		reading = get_reading(self.hours, self.second)
		self.assertIn(reading.name, html)
		for row in read_evidence(reading.name):
			self.assertIn(row.ref_name, html)

	def test_the_report_says_what_was_done_for_publicity_in_the_period(self):
		self.project.reload()
		for duty, done_on in (
			("Poster at the entrance", self.second.starts_on),
			("Article in the paper", self.first.starts_on),
			("Logo on the website", None),
		):
			self.project.append("publicity_duties", {"duty": duty, "done_on": done_on})
		self.project.save()

		html = self.print(self.second)

		self.assertIn("Poster at the entrance", html)
		self.assertNotIn("Article in the paper", html)
		self.assertNotIn("Logo on the website", html)

	def test_the_print_says_where_a_baseline_comes_from(self):
		self.hours.reload().update({"baseline": 3, "baseline_note": "Survey of 2023"}).save()

		self.assertIn("Survey of 2023", self.print(self.second))

	def test_a_later_edit_leaves_the_submitted_report_unchanged(self):
		take_step(self.first, "Submit Report")
		take_step(self.first, "Lock Period")
		before = self.print(self.first)

		announce_correction("Mentoring Session", self.march.name, "The sign-in sheet says nine hours.")
		self.march.reload().update({"hours": 9}).save()
		self.tolmin.reload().update({"ngo_name": "Another name"}).save()
		self.project.reload().update({"project_title": "Another title"}).save()

		self.assertEqual(self.print(self.first), before)

	def test_a_sheet_of_the_workbook_has_as_many_rows_as_the_figure_and_adds_up_to_it(self):
		workbook = load_workbook(io.BytesIO(evidence_workbook.make_workbook(self.second.reload())))

		_overview, hours, ngos = workbook.worksheets
		self.assertEqual(ngos.max_row - 1, get_reading(self.ngos, self.second).value)
		values = [row[3] for row in hours.iter_rows(min_row=2, values_only=True)]
		self.assertEqual(sum(values), get_reading(self.hours, self.second).value)

	def test_a_name_that_looks_like_a_formula_is_written_as_text(self):
		# no form takes such a name; it may stand there from before the app
		self.tolmin.db_set("ngo_name", '=HYPERLINK("http://evil.test")')

		workbook = load_workbook(io.BytesIO(evidence_workbook.make_workbook(self.second.reload())))

		cells = [cell for row in workbook.worksheets[1].iter_rows() for cell in row]
		self.assertIn('=HYPERLINK("http://evil.test")', [cell.value for cell in cells])
		self.assertEqual([cell.coordinate for cell in cells if cell.data_type == "f"], [])

	def test_the_names_on_the_map_cover_neither_each_other_nor_a_circle(self):
		circles = {"Nova Gorica": (100, 100, 20), "Šempeter": (104, 112, 8), "Renče": (110, 124, 3)}
		drawn = list(report_drawings.place_labels(circles, {name: name for name in circles}).values())

		self.assertEqual([text.count("text-anchor") for text in drawn], [1, 1, 1])
		self.assertEqual(len({text.split('y="')[1].split('"')[0] for text in drawn}), 3)

	def test_a_counted_row_of_a_table_is_opened_in_its_document(self):
		row = self.project.reload().funders[0]
		rows = [
			{"doctype": "Project Funder", "name": row.name},
			{"doctype": "NGO", "name": self.bovec.name},
			{"doctype": "Project Funder", "name": "gone"},
		]

		add_forms(rows)

		self.assertEqual(
			[(row["form_doctype"], row["form_name"]) for row in rows],
			[
				("Funded Project", self.project.name),
				("NGO", self.bovec.name),
				("Project Funder", "gone"),
			],
		)

	def test_a_record_that_a_machine_has_named_is_called_by_its_title(self):
		told = frappe.new_doc("Briefing Recipient")
		told.update(
			{"organisation": "Občina Bovec", "recipient_doctype": "NGO", "recipient": self.bovec.name}
		)
		told.db_insert()

		labels = [
			row["form_label"]
			for row in add_forms(
				[
					{"doctype": "Briefing Recipient", "name": told.name},
					{"doctype": "Briefing Recipient", "name": "gone"},
					{"doctype": "NGO", "name": self.bovec.name},
				]
			)
		]

		self.assertEqual(labels, ["Občina Bovec", "gone", self.bovec.name])

	def test_who_may_not_export_gets_no_workbook(self):
		with as_user(make_user("mentor@hub.test", "Hub Mentor")), self.assertRaises(frappe.PermissionError):
			evidence_workbook.download(self.second.name)

	def test_whole_rows_of_the_progress(self):
		rows = indicator_progress.execute({"project": self.project.name})[1]

		keys = ("name", "actual", "target", "expected", "percent", "final_target", "forecast", "state")
		self.assertEqual(
			[tuple(row[key] for key in keys) for row in rows],
			[
				(self.hours.name, 6, 12, 12, 50, 12, 6, "Behind Plan"),
				(self.ngos.name, 2, 2, 2, 100, 2, 2, "Reached"),
			],
		)

	def test_the_progress_up_to_a_period(self):
		filters = {"reporting_period": self.first.name}
		rows = indicator_progress.execute(filters)[1]

		self.assertEqual(
			[(row["actual"], row["target"], row["state"]) for row in rows],
			[(4, 5, "Behind Plan"), (1, 1, "On Plan")],
		)
		# 4 hours in 181 of 365 days
		self.assertEqual(rows[0]["forecast"], 8.1)

	def test_whole_rows_of_the_evidence_and_its_parts(self):
		reading = get_reading(self.hours, self.second)
		rows, summary = indicator_evidence.execute({"reading": reading.name})[1::3]
		self.assertEqual(
			[(row.doctype, row.value, row.municipality) for row in rows],
			[("Support Entry", 4, "Tolmin"), ("Support Entry", 2, "Bovec")],
		)
		self.assertEqual(summary[0]["value"], summary[1]["value"])

		parts = indicator_evidence.execute({"indicator": self.hours.name, "group_by": "Municipality"})[1]
		self.assertEqual(
			parts,
			[{"part": "Tolmin", "records": 1, "value": 4}, {"part": "Bovec", "records": 1, "value": 2}],
		)

	def test_the_evidence_says_what_has_changed_since(self):
		take_step(self.first, "Submit Report")
		self.march.reload().update({"hours": 5}).save()

		rows = indicator_evidence.execute(
			{"reading": get_reading(self.hours, self.first).name, "compare": 1}
		)[1]

		self.assertEqual(
			[(row["value"], row["now"], row["state_label"]) for row in rows], [(4, 5, "Changed")]
		)

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("Group By: please choose one of"):
			indicator_evidence.execute({"group_by": "Colour"})
