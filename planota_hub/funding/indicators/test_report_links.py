# SPDX-License-Identifier: GPL-3.0-only
import json
from urllib.parse import parse_qsl, unquote, urlsplit

import frappe
from frappe.desk.utils import slug
from frappe.utils import flt

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.report.support_delivered import support_delivered
from planota_hub.funding.doctype.funded_project.test_funded_project import spend
from planota_hub.funding.doctype.indicator_reading.indicator_reading import approve_reading
from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import ReadingTestCase, get_reading
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.indicators import funder_report, report_drawings
from planota_hub.funding.indicators.progress import get_progress
from planota_hub.funding.indicators.report_links import get_links
from planota_hub.funding.report.indicator_evidence import indicator_evidence
from planota_hub.funding.report.project_spending import project_spending
from planota_hub.tests.compat import HubTestCase, as_user, make_user

LISTS = ("Support Entry", "Workshop Registration", "Indicator Reading")
REPORTS = {
	"Indicator Evidence": indicator_evidence,
	"Project Spending": project_spending,
	"Support Delivered": support_delivered,
}


def open_list(address: str, fieldname: str) -> list:
	"""Return a field of the records that the list at an address shows."""
	parts = urlsplit(address)
	doctype = next(doctype for doctype in LISTS if parts.path == f"/app/{slug(doctype)}")
	filters = {
		name: json.loads(value) if value.startswith("[") else value for name, value in parse_qsl(parts.query)
	}
	return frappe.get_list(
		doctype, filters=filters, pluck=fieldname, order_by="name asc", limit_page_length=0
	)


def open_report(address: str) -> list[dict]:
	"""Return the rows that the report at an address shows."""
	parts = urlsplit(address)
	report = unquote(parts.path.removeprefix("/app/query-report/"))
	return REPORTS[report].execute(frappe._dict(parse_qsl(parts.query)))[1]


class TestEveryFigureOfTheReportLeadsToItsRecords(ReadingTestCase):
	"""Besides the hours of mentoring a workshop of 2018, spending on two lines and three indicators."""

	def setUp(self):
		super().setUp()
		# of the same time and kind, and of no project: it stands in no figure of this one
		self.hold(self.bovec, "2018-08-07", 9, project="")
		self.project.reload().update(
			{"spending": [spend(100), spend(40, spent_on="2018-08-01"), spend(20, "2", "2018-08-02")]}
		).save()
		self.periodic = make_indicator(self.project, cumulative=0, filters=[("kind", "Mentoring")])
		self.running = make_indicator(self.project)
		self.none = make_indicator(self.project, filters=[("kind", "Workshop")])
		for period in (self.first, self.second):
			period.compute_figures()

	def get(self):
		report = funder_report.get(self.second.reload())
		return report, get_links(self.second, report)

	def test_what_was_reached_so_far_is_the_sum_of_the_readings_behind_it(self):
		report, links = self.get()

		figures = {figure.indicator: figure for figure in report.figures}
		for indicator, value in ((self.periodic, 6), (self.running, 6), (self.none, 0)):
			figure = figures[indicator.name]
			self.assertEqual(figure.actual, value)
			address = links.figures[figure.name].so_far
			if indicator.cumulative:
				self.assertTrue(address.endswith(f"/app/indicator-reading/{figure.name}"), address)
			else:
				self.assertEqual(sorted(open_list(address, "value")), [2, 4])

	def test_forms_and_reports_lead_to_the_same_readings(self):
		_report, links = self.get()

		for row in get_progress([self.project.name], until=self.second.name):
			self.assertTrue(links.figures[row.reading].so_far.endswith(row.actual_address))

	def test_the_parts_of_a_figure_lead_to_the_records_that_make_them_up(self):
		report, links = self.get()

		for figure in report.figures:
			for by, parts in figure.parts.items():
				for part, value in parts.items():
					if part:
						rows = open_report(links.figures[figure.name].parts[by][part])
						self.assertEqual(flt(sum(row.value for row in rows), 2), value, (by, part))

	def test_the_numbers_of_the_map_lead_to_as_many_records(self):
		report, links = self.get()

		self.assertEqual(report.places, {"Bovec": 1, "Tolmin": 1})
		for place, number in report.places.items():
			rows = open_report(links.places[place])
			self.assertEqual([row.municipality for row in rows], [place] * number)
		self.assertIn(frappe.utils.escape_html(links.places["Bovec"]), self.second.draw_map())

	def test_hours_lead_to_the_ledger_and_to_the_ngos_that_got_them(self):
		self.hold(self.tolmin, "2018-08-09", 1.5)
		report, links = self.get()

		(row,) = report.hours
		self.assertEqual((row.kind, row.entries, row.ngos, row.hours), ("Mentoring", 2, 2, 3.5))
		self.assertEqual(sorted(open_list(links.hours["Mentoring"].entries, "hours")), [1.5, 2])
		ngos = open_report(links.hours["Mentoring"].ngos)
		self.assertEqual(
			{ngo["group"]: ngo["hours"] for ngo in ngos}, {self.bovec.name: 2, self.tolmin.name: 1.5}
		)

	def test_participants_of_a_workshop_lead_to_their_registrations(self):
		workshop = make_workshop()
		came, absent = make_registration(workshop), make_registration(workshop)
		frappe.db.set_value("Workshop Registration", came.name, "attendance", "Attended")
		frappe.db.set_value("Workshop Registration", absent.name, "attendance", "Absent")
		held = {"stage": "Held", "starts_on": "2018-09-03 09:00:00", "funded_project": self.project.name}
		frappe.db.set_value("Training Workshop", workshop.name, held)
		report, links = self.get()

		self.assertEqual([(row.name, row.participants) for row in report.workshops], [(workshop.name, 1)])
		self.assertEqual(open_list(links.workshops[workshop.name].participants, "name"), [came.name])

	def test_spending_leads_to_its_entries(self):
		report, links = self.get()

		found = {line.line_code: (line.in_period, line.so_far) for line in report.money.lines}
		found[""] = (report.money.in_period, report.money.so_far)
		self.assertEqual(found, {"1": (40, 140), "2": (20, 20), "": (60, 160)})
		for code, figures in found.items():
			money = links.money[code]
			for address, figure in zip((money.in_period, money.so_far), figures, strict=True):
				self.assertEqual(sum(row.spent for row in open_report(address)), figure)

	def test_the_print_says_what_each_indicator_counts(self):
		level = make_indicator(
			self.project, measurement="Manual", metric=None, figure_kind="Level", cumulative=0, baseline=40
		)
		self.second.compute_figures()
		reading = get_reading(level, self.second)
		reading.update({"entered_value": "0"}).save()
		with as_user(make_user("second@hub.test", "Hub Manager")):
			approve_reading(reading.name)
		html = frappe.get_print("Reporting Period", self.second.name, "Funder Report")

		self.assertIn("Kind of Support: Mentoring. Records of this project alone. So far: the sum", html)
		self.assertIn("Each figure holds those of the earlier periods.", html)
		self.assertIn("approved by a second person. A state on the last day; the last figure holds.", html)
		_report, links = self.get()
		self.assertTrue(links.figures[reading.name].so_far.endswith(reading.name))
		self.assertIn(f'{links.figures[reading.name].value}">0</a>', html)

	def test_what_a_metric_of_no_project_counts_is_not_said_to_be_of_this_one(self):
		needs = make_indicator(self.project, metric="needs_identified")
		self.second.compute_figures()

		reading = get_reading(needs, self.second)
		self.assertFalse(reading.metric_filters)
		# as readings of earlier releases have it
		reading.db_set("metric_filters", f"funded_project: {self.project.name}")
		_report, links = self.get()
		self.assertNotIn("this project alone", links.figures[reading.name].counts)

	def test_a_value_that_waits_for_approval_says_so_in_the_draft_and_its_target_is_known(self):
		manual = make_indicator(
			self.project, [(self.first, 3), (self.second, 5)], measurement="Manual", metric=None, cumulative=0
		)
		self.second.compute_figures()
		reading = get_reading(manual, self.second)
		reading.update({"entered_value": "5"}).save()

		report, _links = self.get()
		figure = next(figure for figure in report.figures if figure.name == reading.name)
		self.assertEqual((figure.value, figure.actual, figure.target_so_far), (5, None, 8))
		html = frappe.get_print("Reporting Period", self.second.name, "Funder Report")
		self.assertIn('<div class="quiet">To Approve</div>', html)

	def test_every_number_in_the_tables_of_the_print_is_a_link(self):
		html = frappe.get_print("Reporting Period", self.second.name, "Funder Report")
		tables = html.split('<table class="rows">')[2:]

		cells = [
			cell.split("</td>")[0]
			for table in tables
			for cell in table.split("</table>")[0].split('<td class="right">')[1:]
		]
		self.assertGreater(len(cells), 20)
		self.assertEqual([cell for cell in cells if "<a href" not in cell], [])


class TestDrawings(HubTestCase):
	def test_a_bar_has_the_colour_of_the_state_that_the_desk_shows(self):
		figure = frappe._dict(indicator_name="Hours", percent=66.7)
		colors = {
			state: report_drawings.draw_progress([frappe._dict({**figure, "state": state})])
			for state in ("On Plan", "Behind Plan")
		}

		self.assertNotIn(report_drawings.ORANGE, colors["On Plan"])
		self.assertIn(report_drawings.ORANGE, colors["Behind Plan"])


class TestThePeriodsRecords(ReadingTestCase):
	def test_figures_of_different_indicators_are_not_added_up(self):
		make_indicator(self.project)
		self.first.compute_figures()

		for more in ({"group_by": "Municipality"}, {"compare": 1}):
			answer = indicator_evidence.execute({"reporting_period": self.first.name, **more})
			self.assertEqual(answer[1], [])
			self.assertIn("can't be added up", answer[2])
