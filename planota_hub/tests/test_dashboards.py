# SPDX-License-Identifier: GPL-3.0-only
"""Every card and chart of the app answers, for whoever manages the hub and for whoever only reads."""

import json

import frappe
from frappe.desk.doctype.number_card.number_card import get_result
from frappe.desk.query_report import run
from frappe.utils import add_months, today

from planota_hub.capacity_building.cards import get_hours_this_year
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import deliver
from planota_hub.figures.chart_labels import get
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.reports import get_report_rows
from planota_hub.tests.test_permissions import user_with
from planota_hub.tests.test_static import read_records

READERS = ("Hub Manager", "Hub Auditor")


class TestDashboards(HubTestCase):
	def test_every_number_card_has_a_figure(self):
		for role in READERS:
			with as_user(user_with(role)):
				for _path, card in read_records("Number Card"):
					with self.subTest(f"{role}: {card['name']}"):
						self.assertGreaterEqual(get_figure(card), 0)

	def test_every_card_with_a_way_of_its_own_leads_to_a_page(self):
		for _path, card in read_records("Number Card"):
			if card["type"] != "Custom":
				continue
			with self.subTest(card["name"]):
				view, target, *_rest = frappe.get_attr(card["method"])()["route"]
				doctype = {"List": "DocType", "query-report": "Report"}[view]
				self.assertTrue(frappe.db.exists(doctype, target))

	def test_the_hours_of_the_card_are_those_of_the_chart_and_of_the_report_of_this_year(self):
		ngo = make_ngo(stage="Verified").name
		deliver(ngo, 5, days_ago=0)
		deliver(ngo, 7, days_ago=400)
		year = {"from_date": f"{today()[:4]}-01-01", "to_date": today(), "group_by": "Month"}
		chart = draw(
			frappe.get_doc("Dashboard Chart", "Hours of Support by Month").as_dict()
			| {"filters_json": json.dumps(year)}
		)
		drawn = sum(value for one in chart["data"]["datasets"] for value in one["values"])
		# the last row is the total
		reported = sum(
			row["hours"] for row in get_report_rows("Support Delivered", **year) if row.get("group")
		)
		self.assertEqual((get_hours_this_year()["value"], drawn), (reported, reported))

	def test_every_chart_can_be_drawn(self):
		for role in READERS:
			with as_user(user_with(role)):
				for _path, chart in read_records("Dashboard Chart"):
					with self.subTest(f"{role}: {chart['name']}"):
						draw(chart)


def get_figure(card: dict) -> float:
	if card["type"] == "Custom":
		return frappe.get_attr(card["method"])()["value"]
	return get_result(frappe.get_doc("Number Card", card["name"]), json.loads(card["filters_json"])) or 0


def draw(chart: dict) -> dict | None:
	if chart["chart_type"] == "Report":
		# what the browser works out for charts whose filters follow the day
		days = {"from_date": str(add_months(today(), -12)), "to_date": today()}
		filters = {**days, **json.loads(chart["filters_json"])}
		return run(chart["report_name"], filters=filters, ignore_prepared_report=True)["chart"]
	return get(chart_name=chart["name"], refresh=1)
