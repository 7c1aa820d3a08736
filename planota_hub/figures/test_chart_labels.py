# SPDX-License-Identifier: GPL-3.0-only
from functools import partial

import frappe
from frappe.utils import today

from planota_hub.figures.chart_labels import get
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.readable import show_month, show_quarter
from planota_hub.tests.compat import HubTestCase, as_user, count_queries, make_user


class TestChartLabels(HubTestCase):
	def get_labels(self, chart: str, language: str) -> list[str]:
		"""Return the labels of a chart for a reader of a language."""
		before, frappe.local.lang = frappe.local.lang, language
		try:
			return get(chart_name=chart, refresh=1)["labels"]
		finally:
			frappe.local.lang = before

	def test_choices_are_shown_in_the_language_of_the_reader(self):
		make_ngo(stage="Verified")
		make_chart("By Stage", "stage")

		self.assertIn("Verified", self.get_labels("By Stage", "en"))
		labels = self.get_labels("By Stage", "sl")
		self.assertIn(frappe._("Verified", "sl"), labels)
		self.assertNotIn("Verified", labels)

	def test_months_and_quarters_are_named_in_the_language_of_the_reader(self):
		make_ngo(stage="Verified")
		for interval, english, slovene in (
			("Monthly", partial(show_month, in_short=True), r"[a-zč]{3}\.? 20\d\d"),
			("Quarterly", show_quarter, r"[1-4]\. čet\. 20\d\d"),
		):
			with self.subTest(interval):
				chart = {
					"chart_name": f"NGOs, {interval}",
					"chart_type": "Count",
					"document_type": "NGO",
					"timeseries": 1,
					"based_on": "creation",
					"timespan": "Last Year",
					"time_interval": interval,
					"type": "Line",
					"filters_json": "[]",
				}
				frappe.get_doc({"doctype": "Dashboard Chart", **chart}).insert()
				with speaking("en"):
					self.assertEqual(self.get_labels(chart["chart_name"], "en")[-1], english(today()))
				self.assertRegex(self.get_labels(chart["chart_name"], "sl")[-1], rf"^{slovene}$")

	def test_names_of_records_stay_as_they_are(self):
		make_ngo(stage="Verified", municipality="Tolmin")
		make_chart("By Place", "municipality")

		self.assertIn("Tolmin", self.get_labels("By Place", "sl"))

	def test_records_are_named_by_their_titles_in_as_many_queries_however_many_there_are(self):
		places = [make_municipality(municipality_name=f"Kraj {number}").name for number in range(3)]
		make_ngo(municipality=places[0])
		make_ngo(municipality=places[0])
		make_chart("By Place at Once", "municipality")

		def ask():
			return get(chart_name="By Place at Once", refresh=1)

		figures = ask()
		few = count_queries(ask)
		for place in places[1:]:
			make_ngo(municipality=place)
		many = count_queries(ask)

		self.assertEqual(
			dict(zip(figures["labels"], figures["datasets"][0]["values"], strict=True))["Kraj 0"], 2
		)
		self.assertIn("Kraj 2", ask()["labels"])
		self.assertEqual(many, few)

	def test_a_chart_counts_for_each_reader_whoever_looked_before(self):
		make_ngo(stage="Verified", municipality="Tolmin")
		make_ngo(municipality=make_municipality(municipality_name="Skriti Kraj").name)
		make_chart("By Place Anew", "municipality")
		self.assertIn("Skriti Kraj", get(chart_name="By Place Anew", refresh=1)["labels"])

		with as_user(make_user("chart-mentor@hub.test", "Hub Mentor")):
			labels = get(chart_name="By Place Anew")["labels"]

		self.assertNotIn("Skriti Kraj", labels)
		self.assertIn("Tolmin", labels)

	def test_a_chart_is_refused_to_the_portal(self):
		make_chart("By Stage Refused", "stage")

		with as_user(make_user("chart-portal@hub.test", "NGO Representative")):
			self.assertRaises(frappe.PermissionError, get, chart_name="By Stage Refused")

	def test_other_charts_are_left_to_the_framework(self):
		make_call()
		chart = {
			"name": "Calls",
			"chart_type": "Count",
			"document_type": "Funding Call",
			"based_on": "creation",
			"timespan": "Last Year",
			"time_interval": "Yearly",
			"filters_json": "[]",
			"type": "Line",
		}
		self.assertTrue(get(chart=frappe.as_json(chart), no_cache=1)["labels"])


def make_chart(name: str, field: str) -> None:
	"""Create a chart that counts NGOs by a field."""
	frappe.get_doc(
		{
			"doctype": "Dashboard Chart",
			"chart_name": name,
			"chart_type": "Group By",
			"document_type": "NGO",
			"group_by_type": "Count",
			"group_by_based_on": field,
			"filters_json": "[]",
			"type": "Bar",
		}
	).insert()
