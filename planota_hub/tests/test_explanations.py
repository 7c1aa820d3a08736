# SPDX-License-Identifier: GPL-3.0-only
"""No figure without an explanation: a card, chart, report or metric that says nothing fails here."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import frappe
from frappe.desk.utils import slug
from frappe.utils import formatdate

from planota_hub.figures import explanations
from planota_hub.figures.page_numbers import explain_number
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.metrics.names import get_names
from planota_hub.metrics.registry import get_metrics
from planota_hub.rules.own_doctypes import APP_PATH
from planota_hub.tests.compat import HubTestCase, as_user, make_user

# a text that says no more than the name of the figure explains nothing
FEWEST_WORDS = 5


def find_definitions(folder: str) -> dict[str, dict]:
	"""Return the definitions of the app's cards, charts or reports by name."""
	files = [Path(path) for path in APP_PATH.glob(f"*/{folder}/*/*.json")]
	found = [json.loads(path.read_text(encoding="utf-8")) for path in files]
	return {definition["name"]: definition for definition in found}


class TestEveryFigureExplainsItself(HubTestCase):
	def test_every_card_and_chart_does(self):
		texts = explanations.get_explanations()
		for folder, kind in (("number_card", "cards"), ("dashboard_chart", "charts")):
			names = find_definitions(folder)
			self.assertTrue(names)
			for name in names:
				with self.subTest(name):
					self.assertGreaterEqual(len(texts[kind].get(name, "").split()), FEWEST_WORDS)

	def test_every_report_does_and_leads_to_its_records(self):
		reports = explanations.get_declared().reports
		names = set(find_definitions("report"))
		self.assertEqual(set(reports), names)
		for name, explanation in reports.items():
			with self.subTest(name):
				self.assertGreaterEqual(len(explanation.counts.split()), FEWEST_WORDS)
				meta = frappe.get_meta(explanation.doctype)
				for fieldname in {*explanation.filters.values(), *explanation.fixed}:
					self.assertTrue(fieldname == "name" or meta.has_field(fieldname), fieldname)

	def test_every_column_of_numbers_does(self):
		declared = explanations.get_declared().columns
		self.assertLessEqual(set(declared), set(find_definitions("report")))
		shown: dict[str, set[str]] = {}
		for name, filters in self.list_runs():
			columns = explanations.run(name, filters)["columns"]
			for column in columns:
				shown.setdefault(name, set()).add(column["fieldname"])
				if explanations.is_number(column):
					with self.subTest(name, column=column["fieldname"]):
						self.assertTrue({column["fieldname"], "*"} & set(declared.get(name, {})))
		for name, texts in declared.items():
			with self.subTest(name):
				self.assertEqual(set(texts) - shown[name] - {"*"}, set(), "no column of this name")

	def list_runs(self) -> list[tuple[str, dict]]:
		"""Return the reports with filters that show each of their columns."""
		fills = {"Indicator Evidence": [{"compare": 1}, {"group_by": "Municipality"}]}
		fills["Support Delivered"] = [{"group_by": "NGO"}, {"group_by": "Municipality"}]
		fills["Workshop Attendance and Satisfaction"] = [{"group_by": "Workshop"}, {"group_by": "Month"}]
		fills["ESF Participants"] = [{"funded_project": make_project().name}]
		fills["Policy Proposal Results"] = [{"group_by": "Proposal"}, {"group_by": "Year"}]
		fills["Capacity Before and After"] = [{"group_by": "Area"}, {"group_by": "NGO"}]
		fills["Open Decisions"] = fills["Seats Held by NGOs"] = [{"day": "2024-12-31"}]
		fills["Register Completeness"] = [{"confirmed_since": "2024-12-31"}]
		period = {"from_date": "2024-01-01", "to_date": "2024-12-31"}
		return [
			(name, {**period, **filters})
			for name in find_definitions("report")
			for filters in fills.get(name, [{}])
		]

	def test_every_number_of_a_page_is_declared_and_every_declared_one_stands_on_a_page(self):
		asked = re.compile(r"explain_number\(\"([^\"]+)\"\)")
		templates = [*APP_PATH.glob("www/*.html"), *APP_PATH.glob("templates/**/*.html")]
		named = {name for path in templates for name in asked.findall(path.read_text(encoding="utf-8"))}
		pages = explanations.get_declared().pages

		self.assertEqual(named, set(pages))
		for name, text in pages.items():
			with self.subTest(name):
				self.assertGreaterEqual(len(text.split()), FEWEST_WORDS)
				self.assertIn(text.split()[0], str(explain_number(name)))

	def test_a_report_says_what_its_columns_count(self):
		message = explanations.run("Support Delivered", {"group_by": "NGO"})["message"]

		self.assertIn("What the columns count", message)
		self.assertIn("<dt>Participants</dt><dd>Attendances; who came twice counts twice</dd>", message)

	def test_every_metric_does(self):
		for name in get_metrics():
			with self.subTest(name):
				self.assertGreaterEqual(len(get_names()[name][1].split()), FEWEST_WORDS)

	def test_every_declared_card_is_one(self):
		cards = explanations.get_declared().cards
		self.assertLessEqual(set(cards), set(find_definitions("number_card")))

	def test_a_card_that_counts_records_says_which(self):
		texts = explanations.get_explanations()["cards"]

		self.assertEqual(
			texts["Applications to Decide"],
			"Development Plan, those that you may see, as they are now; Stage: Applied / Under Assessment.",
		)
		self.assertIn("Overdue: Yes", texts["Overdue Joint Actions"])
		self.assertIn("Changed Records: > 0", texts["Reported Figures That Differ Today"])

	def test_a_report_says_what_counts_of_which_time_and_leads_to_the_records(self):
		filters = {"from_date": "2024-01-01", "to_date": "2024-12-31", "kind": "Mentoring", "group_by": "NGO"}

		answer = explanations.run("Support Delivered", json.dumps(filters))

		message = answer["message"]
		self.assertIn("Hours in the ledger of support", message)
		self.assertIn(f"From {formatdate('2024-01-01')} to {formatdate('2024-12-31')}", message)
		address = urlparse(message.split('href="')[1].split('"')[0].replace("&amp;", "&"))
		self.assertEqual(address.path, f"/app/{slug('Support Entry')}")
		self.assertEqual(
			parse_qs(address.query),
			{"kind": ["Mentoring"], "posting_date": ['["between", ["2024-01-01", "2024-12-31"]]']},
		)

	def test_what_is_typed_in_a_filter_is_no_markup(self):
		answer = explanations.run("Support Delivered", {"kind": '"><script>', "group_by": "NGO"})

		self.assertNotIn("<script>", answer["message"])

	def test_who_does_not_work_at_the_desk_gets_no_explanations(self):
		with as_user(make_user("explained-portal@hub.test", "NGO Representative")):
			self.assertRaises(frappe.PermissionError, explanations.get_explanations)
