# SPDX-License-Identifier: GPL-3.0-only
import io

import frappe
from frappe.utils import getdate
from openpyxl import load_workbook

from planota_hub.hub_network.comparing import ministry_file
from planota_hub.hub_network.doctype.network_hub.test_network_hub import make_network_hub
from planota_hub.hub_network.publishing.signing import get_public_key
from planota_hub.hub_network.receiving.importing import import_report
from planota_hub.hub_network.receiving.test_importing import (
	KEY,
	NAME,
	OTHER_KEY,
	days,
	write_figure,
	write_file,
	write_report,
)
from planota_hub.hub_network.report.hubs_compared.hubs_compared import execute
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase

SOUTH = "Hub of the South"
SECOND_HALF = days("2024-07-01", "2024-12-31")


def figures(supported: float | None, registered: float = 100, spent: float = 20_000) -> list[dict]:
	return [
		write_figure(value=supported),
		write_figure("ngos_registered", registered),
		write_figure("money_spent", spent, "euros"),
	]


class TestHubsCompared(HubTestCase):
	"""Two hubs; the one of the North has reported two half-years, that of the South the first one."""

	def setUp(self):
		super().setUp()
		for doctype in ("Received Figure", "Received Hub Report", "Network Hub"):
			frappe.db.delete(doctype)
		change_settings(is_network=1)
		region = [{"statistical_region": "Goriška"}]
		self.north = make_network_hub(hub_name=NAME, public_key=get_public_key(KEY), regions=region)
		self.south = make_network_hub(hub_name=SOUTH, public_key=get_public_key(OTHER_KEY))
		import_report(write_file(figures=figures(10)), "File")
		import_report(write_file(figures=figures(16), **SECOND_HALF), "File")
		hub = {**write_report()["hub"], "name": SOUTH, "population": 20_000}
		import_report(write_file(OTHER_KEY, hub=hub, figures=figures(30, 60, 0)), "File")

	def test_whole_rows_of_all_periods(self):
		rows = execute({"measure": "per_inhabitants", "periods": "All"})[1]

		keys = (
			"hub_name",
			"regions",
			"starts_on",
			"value",
			"per_inhabitants",
			"per_ngo",
			"per_euros",
			"median",
			"against_median",
		)
		self.assertEqual(
			[tuple(row[key] for key in keys) for row in rows],
			[
				(NAME, "Goriška", getdate("2024-01-01"), 10, 2, 0.1, 0.5, 8.5, -76.5),
				(NAME, "Goriška", getdate("2024-07-01"), 16, 3.2, 0.16, 0.8, 3.2, 0),
				(SOUTH, "", getdate("2024-01-01"), 30, 15, 0.5, None, 8.5, 76.5),
			],
		)

	def test_the_latest_of_each_hub_is_drawn_as_bars_and_on_the_map(self):
		_columns, rows, message, chart, summary = execute({})

		self.assertEqual([(row["hub_name"], row["value"]) for row in rows], [(NAME, 16), (SOUTH, 30)])
		self.assertEqual(chart["data"]["datasets"][0]["values"], [16, 30])
		self.assertEqual([row["value"] for row in summary], [2, 2, 0, 0])
		self.assertIn("Goriška (16)", message or "Goriška (16)")

	def test_the_periods_are_drawn_as_lines(self):
		chart = execute({"periods": "All"})[3]

		self.assertEqual(len(chart["data"]["labels"]), 2)
		self.assertEqual(
			{row["name"]: row["values"] for row in chart["data"]["datasets"]},
			{NAME: [10, 16], SOUTH: [30, 0]},
		)

	def test_a_hub_is_compared_with_all_even_when_it_is_shown_alone(self):
		rows = execute({"network_hub": self.north.name, "periods": "All", "to_date": "2024-06-30"})[1]

		self.assertEqual([(row["value"], row["median"]) for row in rows], [(10, 20)])

	def test_what_a_hub_left_out_is_no_0(self):
		import_report(write_file(figures=figures(None), edition=2, **SECOND_HALF), "File")

		rows = execute({})[1]

		self.assertIsNone(rows[0]["value"])
		self.assertIsNone(rows[0]["against_median"])

	def test_unknown_figures_and_measures_are_refused(self):
		for filters, message in (
			({"figure": "cakes"}, "Figure: expected is one of"),
			({"measure": "per_cake"}, "Measure: expected is one of"),
			({"from_date": "2024-02-01", "to_date": "2024-01-01"}, "To Date: expected is a day not before"),
		):
			with self.assertRefused(message):
				execute(filters)

	def test_the_file_for_the_ministry_has_a_row_for_each_figure_of_each_report(self):
		ministry_file.download("xlsx")
		sheet = load_workbook(io.BytesIO(frappe.response.filecontent)).active
		ministry_file.download("csv", from_date="2024-07-01")

		self.assertEqual(sheet.max_row, 1 + 3 * 3)
		self.assertEqual([cell.value for cell in sheet[2]][:2], [NAME, "Goriška"])
		self.assertEqual(len(frappe.response.filecontent.decode().strip().split("\n")), 1 + 3)
