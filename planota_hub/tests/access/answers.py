# SPDX-License-Identifier: GPL-3.0-only
"""Every report, card, chart, dashboard, workspace, print, web form and page, asked as every role.

Whatever comes back names no record that the reader may not open, and no text of a field that they may not read.
"""

import json
import re
from pathlib import Path

import frappe
from frappe.utils import today

from planota_hub.tests.access import page
from planota_hub.tests.access.asking import Question, ask, call
from planota_hub.tests.access.channels import REFUSALS
from planota_hub.tests.access.matrix import WHOLE
from planota_hub.tests.access.people import Person

WWW = Path(frappe.get_app_path("planota_hub", "www"))
# a guest may see a page of a record that is public by these addresses
ROUTES = [rule["from_route"] for rule in frappe.get_hooks("website_route_rules", app_name="planota_hub")]


def get_own(doctype: str, **filters) -> list[str]:
	"""Return the app's records of a DocType that has modules."""
	filters = {"module": ("in", page.get_modules()), **filters}
	return frappe.get_all(doctype, filters, pluck="name", order_by="name asc")


def get_filters(report: str) -> dict:
	"""Return filters that let everything through where a report can't do without."""
	if report in ("Stakeholder Reach", "Reach of the Sector", "Participation", "Votes of Members"):
		return {"from_date": "2000-01-01", "to_date": "2099-12-31"}
	if report == "ESF Participants":
		return {"funded_project": frappe.get_all("Funded Project", pluck="name", order_by="name asc")[0]}
	if frappe.get_cached_value("Report", report, "report_type") == "Query Report":
		days = {"from_date": "2000-01-01", "to_date": "2099-12-31", "confirmed_since": "2000-01-01"}
		return {**days, "day": today()}
	return {}


class Answers:
	"""Tests that `test_matrix.py` runs with its people and records."""

	def find(self, questions: list[Question], people: list[Person]) -> list[str]:
		"""Return what the answers to questions show to whom it should not."""
		return [
			f"{question.path} {question.values}: {wrong}"
			for person in people
			for question in questions
			for wrong in self.find_foreign(person, question, ask(person.user, question))
		]

	def get_limited(self) -> list[Person]:
		"""Return those who do not see everything."""
		return [person for person in self.people if person.role not in WHOLE]

	def test_reports_show_what_their_reader_may_open_and_answer_nobody_else(self):
		wrong = []
		for name in page.get_reports():
			report = frappe.get_doc("Report", name)
			allowed = {row.role for row in report.roles}
			filters = json.dumps(get_filters(name))
			question = call("frappe.desk.query_report.run", report_name=name, filters=filters)
			if report.report_type == "Report Builder":
				question = call(
					"frappe.desk.reportview.get",
					doctype=report.ref_doctype,
					fields=json.dumps(["*"]),
					page_length=500,
				)
			for person in self.people:
				answer = ask(person.user, question)
				if answer.is_given != bool(person.has_desk and person.role in allowed):
					if report.report_type != "Report Builder" or not person.has_desk:
						wrong.append(f"{name}, {person}: {answer.status} {answer.text[:300]}")
				wrong += [f"{name}: {leak}" for leak in self.find_foreign(person, question, answer)]
		self.assertNothing("reports", wrong)

	def test_number_cards_answer_who_may_read_what_they_count(self):
		wrong = []
		for name in get_own("Number Card"):
			card = frappe.get_doc("Number Card", name)
			question = call(card.method) if card.type == "Custom" else get_count(card)
			for person in self.people:
				rights = self.expected[card.document_type][person.role].rights if person.role else ()
				answer = ask(person.user, question)
				if answer.is_given != (person.has_desk and "read" in rights):
					wrong.append(f"{name}, {person}: {answer.status} {answer.text[:200]}")
				wrong += [f"{name}: {leak}" for leak in self.find_foreign(person, question, answer)]
		self.assertNothing("number cards", wrong)

	def test_charts_count_what_their_reader_may_open_whoever_looked_before(self):
		"""The framework keeps the data of a chart for all readers: who sees everything looks first."""
		wrong = []
		for name in get_own("Dashboard Chart", chart_type=("in", ("Group By", "Count", "Sum", "Average"))):
			chart = frappe.get_doc("Dashboard Chart", name)
			question = call("frappe.desk.doctype.dashboard_chart.dashboard_chart.get", chart_name=name)
			for person in self.people:
				fresh = ask(person.user, Question(question.path, {**question.values, "refresh": 1}))
				ask("Administrator", Question(question.path, {**question.values, "refresh": 1}))
				answer = ask(person.user, question)
				rights = self.expected[chart.document_type][person.role].rights if person.role else ()
				is_wrong = answer.is_given and answer.text != fresh.text
				if is_wrong or answer.is_given != (person.has_desk and "read" in rights):
					wrong.append(f"{name}, {person}: {answer.status} {answer.text[:200]} {fresh.text[:200]}")
				wrong += [f"{name}: {leak}" for leak in self.find_foreign(person, question, answer)]
		self.assertNothing("charts", wrong)

	def test_dashboards_and_workspaces_name_no_record_that_their_reader_may_not_open(self):
		questions = [
			call(f"frappe.desk.doctype.dashboard.dashboard.{function}", dashboard_name=name)
			for name in get_own("Dashboard")
			for function in ("get_permitted_charts", "get_permitted_cards")
		]
		questions += [
			call("frappe.desk.desktop.get_desktop_page", page=json.dumps({"name": name, "title": name}))
			for name in get_own("Workspace")
		]
		self.assertNothing("dashboards and workspaces", self.find(questions, self.get_limited()))

	def test_print_formats_print_what_their_reader_may_open_and_no_higher_level(self):
		wrong = []
		for print_format in get_own("Print Format"):
			doctype = frappe.db.get_value("Print Format", print_format, "doc_type")
			for person, record in self.pairs():
				if record.doctype != doctype:
					continue
				question = call(
					"frappe.www.printview.get_html_and_style",
					doc=doctype,
					name=record.name,
					print_format=print_format,
				)
				answer = ask(person.user, question)
				if answer.is_given != self.may(person, record, "read") and answer.status != 417:
					wrong.append(f"{print_format}, {person}, {record}: {answer.status} {answer.text[:300]}")
				wrong += [f"{print_format}: {leak}" for leak in self.find_foreign(person, question, answer)]
		self.assertNothing("print formats", wrong)

	def test_pages_show_guests_what_is_public_and_the_portal_what_is_their_own(self):
		pages = [
			Question(f"/{path.stem}") for path in WWW.glob("*.html") if path.with_suffix(".html").exists()
		]
		details = [
			Question("/" + re.sub(r"<\w+>", record.name, route.strip("/")))
			for route in ROUTES
			for record in self.records
			if is_shown_at(route, record.doctype)
		]
		self.assertNothing("pages", self.find(pages + details, self.get_limited()))

	def test_web_forms_give_nobody_what_is_not_theirs(self):
		questions = []
		for name in get_own("Web Form"):
			form = frappe.get_doc("Web Form", name)
			questions += [Question(f"/{form.route}/{part}") for part in ("new", "list")]
			for record in (record for record in self.records if record.doctype == form.doc_type):
				questions.append(Question(f"/{form.route}/{record.name}"))
				questions.append(
					call(
						"frappe.website.doctype.web_form.web_form.get_form_data",
						"POST",
						doctype=record.doctype,
						docname=record.name,
						web_form_name=name,
					)
				)
		self.assertNothing("web forms", self.find(questions, self.get_limited()))

	def test_functions_of_the_app_refuse_guests_and_log_ins_without_a_role(self):
		"""Those that count and list for the Desk; what guests may call is signed and asked elsewhere."""
		for name in get_own("Number Card", type="Custom"):
			method = frappe.db.get_value("Number Card", name, "method")
			for person in self.people:
				if person.has_desk:
					continue
				with self.subTest(f"{method}: {person}"):
					self.assertIn(ask(person.user, call(method)).status, REFUSALS)


def get_count(card) -> Question:
	"""Return the question by which the Desk fills a card that counts records."""
	return call(
		"frappe.desk.doctype.number_card.number_card.get_result",
		doc=json.dumps({"document_type": card.document_type, "function": "Count"}),
		filters=card.filters_json or "[]",
	)


def is_shown_at(route: str, doctype: str) -> bool:
	"""Tell whether a page of one record is about records of a DocType: by the last word of its name."""
	word = doctype.rsplit(" ", maxsplit=1)[-1].lower().rstrip("y")
	return word in route or (doctype == "Policy Proposal" and "consultations" in route)
