# SPDX-License-Identifier: GPL-3.0-only
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils import getdate

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import get_reading
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period, take_step
from planota_hub.metrics import registry as metric_registry
from planota_hub.metrics.names import get_label, get_names
from planota_hub.metrics.registry import get_description
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase

START, END = getdate("2018-01-01"), getdate("2018-06-30")
HERE = "planota_hub.metrics.test_registry"


# metrics as another app might bring them


def count_nothing(start, end, filters=None):
	return []


def divide_by_zero(start, end, filters=None):
	frappe.get_doc({"doctype": "ToDo", "description": "left behind by a metric"}).insert()
	return 1 / 0


def take_too_long(start, end, filters=None):
	began = metric_registry.monotonic()
	while metric_registry.monotonic() - began < 1.05:
		pass
	return []


def forget_the_value(start, end, filters=None):
	return [{"doctype": "NGO", "name": "NGO-1", "date": start}]


def count_another_year(start, end, filters=None):
	return [{"doctype": "NGO", "name": "NGO-1", "date": "2001-01-01", "value": 1}]


@metric_registry.accepts("topic", lasting=True)
def count_what_lasts(start, end, filters=None):
	"""Agreements that are in force on the last day."""
	return [{"doctype": "NGO", "name": "NGO-1", "date": "2001-01-01", "value": 1}]


@contextmanager
def other_app(**functions):
	"""Install an app for a moment that brings metrics: name -> function of this file."""
	known = metric_registry.get_metrics()
	brought = {name: f"{HERE}.{function}" for name, function in functions.items()}
	with patch.object(metric_registry, "get_metrics", return_value={**known, **brought}):
		yield


class TestMetricsThatFail(HubTestCase):
	def refused(self, message):
		return self.assertRefused(message, metric_registry.MetricError)

	def test_every_way_to_fail_is_named(self):
		with self.refused("there is no metric of this name"):
			metric_registry.count("dreams", START, END)
		with other_app(
			bad="nowhere", zero="divide_by_zero", bare="forget_the_value", old="count_another_year"
		):
			for name, reason in {
				"bad": "can't be loaded",
				"zero": "it failed: division by zero",
				"bare": "lacks doctype, name, date or value",
				"old": "outside the period",
			}.items():
				with self.subTest(name), self.refused(reason):
					metric_registry.count(name, START, END)

	def test_what_a_failing_metric_wrote_is_undone(self):
		with other_app(zero="divide_by_zero"), self.refused("it failed"):
			metric_registry.count("zero", START, END)
		self.assertFalse(frappe.db.exists("ToDo", {"description": ("like", "%left behind by a metric%")}))

	def test_a_slow_metric_is_named_with_its_limit(self):
		change_settings(metric_seconds=1)
		with other_app(slow="take_too_long"), self.refused("more than the 1 of Hub Settings"):
			metric_registry.count("slow", START, END)

	def test_a_slow_metric_stops_no_other(self):
		change_settings(metric_seconds=1)
		project = make_project()
		period = make_period(project)
		with other_app(slow="take_too_long", none="count_nothing"):
			make_indicator(project, metric="slow", indicator_name="Slow")
			quick = make_indicator(project, metric="none")
			result = period.compute_figures()

		self.assertEqual((result["computed"], len(result["failures"])), (1, 1))
		self.assertEqual(result["failures"][0]["indicator"], "Slow")
		self.assertIn("more than the 1 of Hub Settings", result["failures"][0]["reason"])
		self.assertEqual(get_reading(quick, period).status, "Computed")

	def test_what_lasts_may_have_begun_before_the_period(self):
		with other_app(lasting="count_what_lasts"):
			self.assertEqual(len(metric_registry.count("lasting", START, END)), 1)

	def test_the_others_are_computed_and_the_failures_named(self):
		project = make_project()
		period = make_period(project)
		make_session(
			ngo=make_ngo(stage="Verified").name, starts_on="2018-03-05 09:00:00", funded_project=project.name
		)
		with other_app(zero="divide_by_zero", none="count_nothing"):
			broken = make_indicator(project, metric="zero", indicator_name="Broken")
			good = make_indicator(project)
			gone = make_indicator(project, metric="none", indicator_name="Gone")
			result = period.compute_figures()
			self.assertEqual(result["computed"], 2)
			self.assertEqual(
				[(row["indicator"], row["reason"]) for row in result["failures"]],
				[("Broken", "it failed: division by zero")],
			)
		self.assertEqual(get_reading(good, period).value, 2)
		self.assertEqual(get_reading(broken, period).status, "Failed")

		with other_app(zero="divide_by_zero"):
			result = period.compute_figures()
			self.assertEqual([row["indicator"] for row in result["failures"]], ["Broken", "Gone"])
			self.assertIn("no metric of this name", get_reading(gone, period).failure)
			with self.assertRefused("Broken"):
				take_step(period, "Submit Report")


class TestTheRegistry(HubTestCase):
	def test_every_metric_of_the_app_can_be_computed(self):
		for name in metric_registry.get_metrics():
			with self.subTest(name):
				rows = metric_registry.count(name, getdate("2000-01-01"), getdate("2100-01-01"))
				self.assertIsInstance(rows, list)

	def test_every_metric_of_the_app_says_what_it_is_and_no_other_is_named(self):
		self.assertEqual(set(get_names()), set(metric_registry.get_metrics()))
		for name in get_names():
			self.assertTrue(get_label(name) and get_description(name), name)

	def test_a_metric_of_another_app_is_called_after_its_name_and_its_docstring(self):
		with other_app(agreements_in_force="count_what_lasts"):
			self.assertEqual(get_label("agreements_in_force"), "Agreements In Force")
			self.assertEqual(
				get_description("agreements_in_force"), "Agreements that are in force on the last day."
			)
			filters = metric_registry.get_options()["filters"]["agreements_in_force"]
			self.assertIn({"value": "topic", "label": "Topic"}, filters)

	def test_the_form_offers_metrics_with_their_filters(self):
		options = metric_registry.get_options()

		offered = {row["value"]: (row["label"], row["description"]) for row in options["metrics"]}
		self.assertEqual(
			offered["support_hours"],
			("Hours of support", "Hours in the ledger of support; filter them by kind."),
		)
		self.assertEqual(
			[row["label"] for row in options["filters"]["support_hours"]],
			["Municipality", "Administrative Unit", "Field of Work", "Legal Form", "Kind of Support"],
		)

	def test_the_form_offers_the_values_of_a_filter(self):
		find = metric_registry.find_filter_values
		self.assertEqual(find("municipality", txt="tolm"), [{"value": "Tolmin", "label": "Tolmin"}])
		self.assertIn({"value": "Foundation", "label": "Foundation"}, find("legal_form"))
		kinds = [row["value"] for row in find("kind", "support_hours")]
		self.assertEqual(kinds[:2], ["Workshop", "Mentoring"])
		# any number
		self.assertEqual(find("hours", "ngos_supported"), [])
