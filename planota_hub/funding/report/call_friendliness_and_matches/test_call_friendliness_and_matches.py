# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, getdate, today

from planota_hub.funding.doctype.call_application.test_call_application import make_application
from planota_hub.funding.doctype.funding_call.test_funding_call import (
	FRIENDLY,
	UNFRIENDLY,
	closed_call,
	make_call,
	make_funder,
)
from planota_hub.funding.report.call_friendliness_and_matches.call_friendliness_and_matches import execute
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with

ANCIENT = {"minimum_age_years": 900}


class TestCallFriendlinessAndMatches(HubTestCase):
	"""Two calls of one funder: a friendly one for foundations in Bovec, and an unfriendly one for nobody."""

	def setUp(self):
		super().setUp()
		self.funder = make_funder(stakeholder_name="Ministrstvo za preizkus")
		dates = {"opens_on": add_days(today(), -10), "closes_on": add_days(today(), 30)}
		self.friendly = make_call(
			funder=self.funder,
			**{**FRIENDLY, **dates},
			maximum_amount=6000,
			for_foundations=1,
			eligible_municipalities=[{"municipality": "Bovec"}],
			asks=[{"ask": "Advance", "result": "Accepted"}, {"ask": "Lump sums", "result": "Open"}],
		)
		self.unfriendly = make_call(funder=self.funder, **{**UNFRIENDLY, **dates}, **ANCIENT)
		self.before = {row["funding_call"]: row["matches"] for row in self.get_rows()}
		self.ngo = make_ngo(
			stage="Verified",
			municipality="Bovec",
			legal_form="Foundation",
			founded_on="2010-01-01",
		)
		make_application(funding_call=self.friendly.name, ngo=self.ngo.name)

	def get_rows(self, **filters) -> list[dict]:
		return execute({"funder": self.funder, **filters})[1]

	def test_whole_row_of_the_friendliest_call(self):
		row, other = self.get_rows()

		self.assertEqual(
			row,
			{
				"funding_call": self.friendly.name,
				"call_title": self.friendly.call_title,
				"funder": "Ministrstvo za preizkus",
				"status": "Open",
				"closes_on": getdate(add_days(today(), 30)),
				"minimum_amount": 0,
				"maximum_amount": 6000,
				"friendliness_score": 100,
				"matches": self.before[self.friendly.name] + 1,
				"to_check": 0,
				"told": 0,
				"applications": 1,
				"asks": 2,
				"asks_accepted": 1,
			},
		)
		self.assertEqual((other["funding_call"], other["matches"]), (self.unfriendly.name, 0))

	def test_chart_and_summary(self):
		_columns, rows, _message, chart, summary = execute({"funder": self.funder})

		mean = (rows[0]["friendliness_score"] + rows[1]["friendliness_score"]) / 2
		self.assertEqual(chart["data"]["labels"], ["Ministrstvo za preizkus"])
		self.assertEqual(chart["data"]["datasets"][0]["values"], [mean])
		self.assertEqual(
			[row["value"] for row in summary][:1] + [row["value"] for row in summary][2:], [2, 1, 2, 1]
		)

	def test_filters(self):
		closed = closed_call(funder=self.funder, eligible_fields=[{"field_of_work": "Youth"}])
		names = [row["funding_call"] for row in self.get_rows(status="Closed")]
		self.assertEqual(names, [closed.name])
		self.assertEqual(len(self.get_rows(from_date=today())), 2)
		self.assertEqual(len(self.get_rows(to_date=today())), 1)
		self.assertEqual(len(self.get_rows(field_of_work="Health")), 2)
		self.assertEqual(len(self.get_rows(field_of_work="Youth")), 3)
		with self.assertRefused("To Date: expected is a day not before"):
			self.get_rows(from_date=today(), to_date=add_days(today(), -1))

	def test_a_coordinator_sees_no_drafts_and_no_alerts(self):
		draft = make_call(funder=self.funder, stage="Draft")
		with as_user(user_with("Network Coordinator")):
			rows = self.get_rows()

		self.assertNotIn(draft.name, [row["funding_call"] for row in rows])
		self.assertEqual([row["told"] for row in rows], [0, 0])
