# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import getdate

from planota_hub.funding.indicators import progress
from planota_hub.patches import set_figure_kinds
from planota_hub.rules.unknown_numbers import FIELD
from planota_hub.tests.compat import HubTestCase

YEAR = (getdate("2018-01-01"), getdate("2018-12-31"))
HALVES = ((getdate("2018-01-01"), getdate("2018-06-30")), (getdate("2018-07-01"), getdate("2018-12-31")))
# kind, cumulative, direction, baseline, targets of two half-years, figures of them ->
# actual, target, percent, forecast, state; in a project of one year, of which both halves are over.
# None as a figure: the second half has none yet
EXAMPLES = (
	# a flow that adds up: the baseline is no part of what the project has done
	(("Flow", 0, "Increase", None, (10, 10), (5, None)), (5, 10, 50, 10.1, "Behind Plan")),
	(("Flow", 0, "Increase", 5, (10, 10), (5, None)), (5, 10, 50, 10.1, "Behind Plan")),
	(("Flow", 0, "Increase", 5, (10, 10), (2, None)), (2, 10, 20, 4, "Behind Plan")),
	(("Flow", 0, "Increase", 5, (10, 10), (0, None)), (0, 10, 0, 0, "Behind Plan")),
	(("Flow", 0, "Increase", None, (10, 10), (10, 12)), (22, 20, 110, 22, "Reached")),
	(("Flow", 0, "Increase", None, (10, 0), (10, 0)), (10, 10, 100, 10, "Reached")),
	# a flow whose figures hold the earlier ones
	(("Flow", 1, "Increase", None, (10, 20), (10, 15)), (15, 20, 75, 15, "Behind Plan")),
	(("Flow", 1, "Increase", 100, (10, 20), (10, 20)), (20, 20, 100, 20, "Reached")),
	# a flow that is to shrink: from what it would have come to if nothing had changed
	(("Flow", 0, "Decrease", 20, (10, 10), (15, None)), (15, 10, 50, 30.2, "Behind Plan")),
	(("Flow", 0, "Decrease", 20, (10, 10), (15, 5)), (20, 20, 100, 20, "Reached")),
	(("Flow", 0, "Decrease", 20, (10, 10), (5, 5)), (10, 20, 150, 10, "Reached")),
	(("Flow", 0, "Decrease", 20, (0, 0), (0, 0)), (0, 0, 100, 0, "Reached")),
	(("Flow", 0, "Decrease", None, (10, 10), (5, None)), (5, 10, None, 10.1, "On Plan")),
	(("Flow", 1, "Decrease", 20, (10, 20), (15, 20)), (20, 20, 100, 20, "Reached")),
	# a level: the way from the baseline to the target
	(("Level", 0, "Increase", 15, (30, 50), (40, 53)), (53, 50, 108.6, 53, "Reached")),
	(("Level", 0, "Increase", 5, (10, 10), (5, None)), (5, 10, 0, 5, "Behind Plan")),
	(("Level", 0, "Increase", 0, (5, 10), (0, None)), (0, 5, 0, 0, "Behind Plan")),
	(("Level", 0, "Increase", None, (5, 10), (4, 5)), (5, 10, 50, None, "Behind Plan")),
	(("Level", 0, "Decrease", 40, (30, 20), (35, None)), (35, 30, 50, 29.9, "Behind Plan")),
	(("Level", 0, "Decrease", 40, (20, 0), (10, None)), (10, 20, 150, 0, "On Plan")),
	(("Level", 0, "Decrease", 40, (20, 0), (10, 0)), (0, 0, 100, 0, "Reached")),
	(("Level", 0, "Decrease", None, (30, 20), (35, 20)), (20, 20, None, None, "Reached")),
	(("Level", 0, "Decrease", 10, (10, 10), (10, None)), (10, 10, None, 10, "Reached")),
	# nothing promised, nothing known
	(("Flow", 0, "Increase", None, (None, None), (5, 5)), (10, None, None, 10, "No Target")),
	(("Level", 0, "Increase", 3, (5, 5), (None, None)), (None, None, None, None, "No Figure Yet")),
)


def describe(kind, cumulative, direction, baseline, targets, values, until=None):
	"""Return the row of an indicator of a project of 2018 with two half-years."""
	known = [target for target in targets if target is not None]
	final = None
	if known:
		final = sum(known) if kind == "Flow" and not cumulative else known[-1]
	numbers = {"baseline": baseline, "final_target": final}
	indicator = frappe._dict(
		figure_kind=kind,
		cumulative=cumulative,
		direction=direction,
		**{key: value or 0 for key, value in numbers.items()},
		**{FIELD: "".join(f",{key}," for key, value in numbers.items() if value is None)},
	)
	history = [
		frappe._dict(
			period=f"P{number}",
			period_title=f"Half {number}",
			starts_on=days[0],
			ends_on=days[1],
			target=target,
			value=value,
			reading=f"R{number}",
		)
		for number, (days, target, value) in enumerate(zip(HALVES, targets, values, strict=True), start=1)
	]
	return progress.describe(indicator, history, YEAR, until)


class TestMeasures(HubTestCase):
	def test_the_worked_examples(self):
		for given, expected in EXAMPLES:
			with self.subTest(given):
				row = describe(*given)
				self.assertEqual((row.actual, row.target, row.percent, row.forecast, row.state), expected)

	def test_a_period_that_runs_is_measured_by_its_part_until_today(self):
		# half of the second half-year is over: 92 of 184 days
		cases = (
			(("Flow", 0, "Increase", 5, (10, 10), (10, 5)), 15),
			(("Flow", 1, "Increase", 5, (10, 20), (10, 15)), 15),
			(("Level", 0, "Increase", 5, (10, 20), (10, 15)), 15),
			(("Flow", 0, "Decrease", None, (10, 10), (10, 5)), 15),
		)
		with patch.object(progress, "today", return_value="2018-09-30"):
			for given, expected in cases:
				with self.subTest(given):
					row = describe(*given)
					self.assertEqual((row.expected, row.state), (expected, "On Plan"))

	def test_a_shrinking_flow_is_not_reached_before_its_time_is_over(self):
		with patch.object(progress, "today", return_value="2018-09-30"):
			row = describe("Flow", 0, "Decrease", 20, (10, 10), (5, 1))
		self.assertEqual((row.state, row.percent), ("On Plan", None))
		self.assertEqual(describe("Flow", 0, "Decrease", 20, (10, 10), (5, 1), until="P1").state, "On Plan")

	def test_the_level_of_which_nobody_knows_the_beginning_promises_nothing_for_today(self):
		with patch.object(progress, "today", return_value="2018-03-31"):
			row = describe("Level", 0, "Decrease", None, (30, 20), (35, None))
		self.assertEqual((row.expected, row.state), (None, "No Target"))


class TestKindsOfOldIndicators(HubTestCase):
	def test_they_follow_from_how_the_figures_were_measured(self):
		cases = (
			({"measurement": "Manual", "cumulative": 1, "baseline": 2}, True),
			({"measurement": "Manual", "cumulative": 1, "baseline": 0}, False),
			({"measurement": "Manual", "cumulative": 0, "baseline": 2}, False),
			({"measurement": "Computed", "metric": "municipalities_in_dialogue"}, True),
			({"measurement": "Computed", "metric": "municipalities_in_dialogue", "name": "reported"}, False),
			({"measurement": "Computed", "metric": "support_hours"}, False),
			({"measurement": "Computed", "metric": "a metric that is gone"}, False),
		)
		for values, expected in cases:
			with self.subTest(values):
				self.assertEqual(set_figure_kinds.is_level(frappe._dict(values), {"reported"}), expected)
