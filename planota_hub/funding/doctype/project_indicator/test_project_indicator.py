# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.reporting_period.test_reporting_period import (
	FIRST_HALF,
	SECOND_HALF,
	make_period,
	take_step,
)
from planota_hub.rules.unknown_numbers import get_known
from planota_hub.tests.compat import HubTestCase


def make_indicator(project, targets=(), filters=(), **overrides):
	"""Create an indicator that counts hours of support; `targets` are pairs of period and target."""
	return frappe.get_doc(
		{
			"doctype": "Project Indicator",
			"indicator_name": f"Hours {frappe.generate_hash(length=8)}",
			"project": project.name,
			"unit": "hours",
			"measurement": "Computed",
			"metric": "support_hours",
			"targets": [{"reporting_period": period.name, "target": target} for period, target in targets],
			"metric_filters": [{"filter_name": name, "filter_value": value} for name, value in filters],
			**overrides,
		}
	).insert()


class TestMetricOfAnIndicator(HubTestCase):
	def setUp(self):
		super().setUp()
		self.project = make_project()

	def test_an_unknown_metric_is_refused_with_those_that_there_are(self):
		with self.assertRefused("Metric: dreams: there is no metric of this name. Expected is one of"):
			make_indicator(self.project, metric="dreams")

	def test_a_computed_indicator_needs_a_metric_and_a_manual_one_has_none(self):
		with self.assertRefused("Metric"):
			make_indicator(self.project, metric=None)
		manual = make_indicator(self.project, measurement="Manual", filters=[("kind", "Mentoring")])
		self.assertFalse(manual.metric or manual.metric_filters)

	def test_filters_that_a_metric_does_not_know_are_refused(self):
		with self.assertRefused("this metric knows no filter colour; expected is one of municipality"):
			make_indicator(self.project, filters=[("colour", "red")])
		with self.assertRefused("this metric knows no filter funded_project"):
			make_indicator(self.project, filters=[("funded_project", self.project.name)])
		with self.assertRefused("the filter kind stands there twice"):
			make_indicator(self.project, filters=[("kind", "Mentoring"), ("kind", "Workshop")])

	def test_a_filter_with_certain_values_takes_no_other(self):
		with self.assertRefused("there is no Kind of Support Dancing; expected is one of Workshop"):
			make_indicator(self.project, filters=[("kind", "Dancing")])

	def test_values_of_shared_filters_must_exist_and_may_be_several(self):
		with self.assertRefused("there is no Municipality Atlantis"):
			make_indicator(self.project, filters=[("municipality", "Atlantis")])
		with self.assertRefused("there is no Legal Form Club"):
			make_indicator(self.project, filters=[("legal_form", "Club")])
		indicator = make_indicator(
			self.project,
			filters=[("municipality", "Tolmin"), ("municipality", "Bovec"), ("kind", "Mentoring")],
		)
		self.assertEqual(indicator.get_filters(), {"municipality": ["Tolmin", "Bovec"], "kind": "Mentoring"})


class TestTargets(HubTestCase):
	def setUp(self):
		super().setUp()
		self.project = make_project()
		self.first = make_period(self.project)
		self.second = make_period(self.project, SECOND_HALF)

	def test_the_target_of_the_project_is_the_last_or_the_sum(self):
		targets = [(self.second, 30), (self.first, 10)]

		self.assertEqual(make_indicator(self.project, targets).final_target, 30)
		self.assertEqual(make_indicator(self.project, targets, cumulative=0).final_target, 40)

	def test_a_level_ends_at_its_last_target_and_is_never_counted_on(self):
		targets = [(self.first, 10), (self.second, 30)]
		level = make_indicator(self.project, targets, measurement="Manual", figure_kind="Level")

		self.assertEqual((level.final_target, level.cumulative), (30, 0))

	def test_the_metric_says_whether_a_computed_figure_is_a_level(self):
		lasting = make_indicator(self.project, metric="municipalities_in_dialogue", figure_kind="Flow")
		event = make_indicator(self.project, figure_kind="Level")

		self.assertEqual((lasting.figure_kind, event.figure_kind), ("Level", "Flow"))

	def test_a_promise_of_zero_is_a_promise(self):
		none = make_indicator(self.project)
		zero = make_indicator(self.project, [(self.first, 0)], direction="Decrease")

		self.assertEqual([get_known(row, "final_target") for row in (none, zero)], [None, 0])
		self.assertEqual([row.get_target(self.first.name) for row in (none, zero)], [None, 0])

	def test_targets_of_another_project_and_two_of_one_period_are_refused(self):
		other = make_period(make_project(), FIRST_HALF)
		with self.assertRefused("this period belongs to another project"):
			make_indicator(self.project, [(other, 1)])
		with self.assertRefused("there are two targets for this period"):
			make_indicator(self.project, [(self.first, 1), (self.first, 2)])

	def test_indicators_are_put_in_the_order_in_which_they_come(self):
		self.assertEqual([make_indicator(self.project).position for _number in range(2)], [1, 2])

	def test_what_was_reported_can_not_be_measured_in_another_way(self):
		indicator = make_indicator(self.project, [(self.first, 10)])
		take_step(self.first, "Submit Report")
		for change in (
			{"unit": "days"},
			{"metric": "workshops_held"},
			{"cumulative": 0},
			{"baseline": 5},
			{"figure_kind": "Level"},
		):
			with self.assertRefused("this indicator was reported already"):
				frappe.get_doc("Project Indicator", indicator.name).update(change).save()
		indicator.reload().update({"means_of_verification": "Lists", "disabled": 1}).save()
