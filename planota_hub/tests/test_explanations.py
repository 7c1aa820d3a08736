# SPDX-License-Identifier: GPL-3.0-only
"""No figure without an explanation: a card, chart, report or metric that says nothing fails here."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import frappe
from frappe.desk.utils import slug
from frappe.utils import formatdate

from planota_hub.figures import explanations
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
