# SPDX-License-Identifier: GPL-3.0-only
"""A report beside the period before: which days, and what is said of each figure."""

from pathlib import Path

import frappe
from frappe.utils import getdate

import planota_hub
from planota_hub.figures.comparison import (
	FILTER,
	PERIOD,
	YEAR,
	compare,
	get_days_before,
	show_change,
	take_choice,
)
from planota_hub.figures.report_parts import decimal_figure
from planota_hub.tests.compat import HubTestCase

REPORTS = Path(planota_hub.__file__).parent.glob("*/report/*/*.js")


class TestComparison(HubTestCase):
	def test_before_whole_months_lie_whole_months_and_before_other_days_as_many(self):
		for chosen, days, expected in (
			(PERIOD, ("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
			(PERIOD, ("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")),
			(PERIOD, ("2026-03-10", "2026-03-12"), ("2026-03-07", "2026-03-09")),
			(YEAR, ("2026-03-10", "2026-03-12"), ("2025-03-10", "2025-03-12")),
			(YEAR, ("2024-02-29", "2024-02-29"), ("2023-02-28", "2023-02-28")),
		):
			with self.subTest(chosen, days=days):
				found = get_days_before(*map(getdate, days), chosen)
				self.assertEqual(found, tuple(map(getdate, expected)))

	def test_growth_is_told_in_percent_and_shares_in_points(self):
		for item, values, expected in (
			({}, (120, 100), "+20 %"),
			({}, (50, 100), "−50 %"),
			({}, (5, 0), "–"),
			({}, (0, 0), "0 %"),
			({"datatype": "Percent"}, (60, 50), "+10 points"),
		):
			with self.subTest(item=item, values=values):
				self.assertEqual(show_change(item, *values), expected)

	def test_figures_that_the_summary_writes_as_text_are_compared_by_their_numbers(self):
		before = {"report_summary": [decimal_figure("Hours", 8), {"label": "Rate", "number": 40.5}]}
		rate = {"label": "Rate", "value": "50 %", "datatype": "Data", "number": 50, "is_share": True}
		answer = {
			"report_summary": [
				decimal_figure("Hours", 10, decimals=2),
				rate,
				{"label": "Best", "value": "Tolmin"},
			]
		}
		filters = frappe._dict(from_date="2026-01-01", to_date="2026-12-31")

		html = compare(answer, PERIOD, filters, lambda _filters: before)

		for text in ("10.00", "8.00", "+25 %", "+9.5 points", "50%", "40.5%"):
			self.assertIn(text, html)
		self.assertNotIn("Tolmin", html)

	def test_each_figure_stands_beside_the_earlier_one_and_texts_are_safe(self):
		answer = {"report_summary": [{"label": "<b>Hours", "value": 12, "datatype": "Float"}]}
		asked = []

		def ask(filters):
			asked.append(filters)
			return {"report_summary": [{"label": "<b>Hours", "value": 10}]}

		filters = frappe._dict(from_date="2026-01-01", to_date="2026-12-31", ngo="NGO-1")
		html = compare(answer, PERIOD, filters, ask)

		self.assertEqual(asked, [{"from_date": "2025-01-01", "to_date": "2025-12-31", "ngo": "NGO-1"}])
		self.assertIn("+20 %", html)
		self.assertIn("&lt;b&gt;Hours", html)

	def test_without_a_period_nothing_is_compared_and_the_report_never_sees_the_choice(self):
		filters = frappe._dict({FILTER: PERIOD, "from_date": "2026-01-01"})
		self.assertIsNone(take_choice(filters))
		self.assertNotIn(FILTER, filters)

	def test_every_report_with_figures_of_a_period_can_be_compared(self):
		with_period = {file.stem for file in REPORTS if "compared_with()" in file.read_text(encoding="utf-8")}
		self.assertEqual(
			with_period,
			{
				"application_success",
				"call_friendliness_and_matches",
				"campaign_scorecard",
				"changes_in_the_sector",
				"participation",
				"policy_proposal_results",
				"reach_of_the_sector",
				"stakeholder_reach",
				"support_delivered",
				"votes_of_members",
				"workshop_attendance_and_satisfaction",
			},
		)
