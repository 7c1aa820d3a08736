# SPDX-License-Identifier: GPL-3.0-only
import json
from unittest.mock import patch

import frappe
from frappe.utils import cint

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import get_reading
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period, take_step
from planota_hub.funding.indicators import drift
from planota_hub.funding.indicators.hub_report import get_reported_indicators
from planota_hub.funding.indicators.report_links import explain_figure
from planota_hub.funding.own_metrics import counting, form, ready_made
from planota_hub.metrics import registry
from planota_hub.metrics.counted import MetricError
from planota_hub.partnerships.doctype.promotion_activity.test_promotion_activity import make_promotion
from planota_hub.tests.compat import HubTestCase, as_user, count_queries, make_user
from planota_hub.tests.counting import read_evidence

DEFINITION = "Metric Definition"
MANAGER, OFFICER, AUDITOR = "metrics.manager@hub.test", "metrics.officer@hub.test", "metrics.auditor@hub.test"
YEAR = ("2018-01-01", "2018-12-31")


def write(*filters: list) -> str:
	return json.dumps(filters)


def new_definition(**overrides):
	"""Return a definition that counts promotion activities by their day, not saved."""
	return frappe.get_doc(
		{
			"doctype": DEFINITION,
			"metric_title": f"Promotion {frappe.generate_hash(length=8)}",
			"counted_doctype": "Promotion Activity",
			"date_field": "activity_date",
			"counting": "Records",
			**overrides,
		}
	)


def make_definition(**overrides):
	return new_definition(**overrides).insert()


def make_activities(*days: str, **overrides) -> list[str]:
	return [make_promotion(activity_date=day, **overrides).name for day in days]


class TestWhatCanBeDefined(HubTestCase):
	def test_bad_input_is_refused_with_the_field_and_what_is_expected(self):
		for overrides, message in (
			(
				{"counted_doctype": "Signing Key"},
				"Records: Signing Key is no longer there, or can't be counted",
			),
			({"counted_doctype": "Dreams"}, "Records: Dreams is no longer there"),
			({"counted_table": "agenda"}, "Rows of the Table: Promotion Activity has no table agenda"),
			(
				{"date_field": "dreamt_on"},
				"Day: the field dreamt_on of Promotion Activity is no longer there",
			),
			({"date_field": "municipality"}, "Day: Municipality is no day"),
			({"counting": "Sum of a Field"}, "Counted Field: please choose a field"),
			(
				{"counting": "Sum of a Field", "counted_field": "municipality"},
				"Counted Field: Municipality does not suit Sum of a Field",
			),
			({"municipality_field": "field_of_work"}, "Field of Work leads to no Municipality"),
			({"filters_json": "{}"}, "Filters: Filters: expected is a list (JSON)"),
			({"filters_json": "nonsense"}, "expected is a list (JSON)"),
			(
				{"filters_json": write(["Promotion Activity", "gone", "=", "1"])},
				"Filters: filter 1: the field gone of Promotion Activity is no longer there",
			),
			(
				{"filters_json": write(["Promotion Activity", "reach", ">", "many"])},
				"Filters: filter 1, Reach: Value: many is not a number",
			),
			(
				{"filters_json": write(["Promotion Activity", "status", "=", "Dreamt"])},
				"Filters: filter 1, Status: Value: Dreamt is none of these choices",
			),
			(
				{"filters_json": write(["Promotion Activity", "activity_date", "Timespan", "this year"])},
				"can't be compared with a span that moves on",
			),
			({"metric_title": "<b>Bold</b>"}, "Title: please write plain text"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_definition(**overrides)
		self.assertFalse(frappe.db.count(DEFINITION, {"metric_title": ("like", "Promotion %")}))

	def test_filters_are_stored_as_the_control_of_the_framework_writes_them(self):
		written = write(
			["Promotion Activity", "channel", "in", ["Event", "Newspaper"], False],
			["reach", ">", 5],
		)

		definition = make_definition(filters_json=written)

		self.assertEqual(
			json.loads(definition.filters_json),
			[
				["Promotion Activity", "channel", "in", '["Event","Newspaper"]'],
				["Promotion Activity", "reach", ">", "5"],
			],
		)
		self.assertEqual(
			registry.describe(definition.name)[1],
			"Promotion Activity: every record counts once, by the day in the field Date. "
			"Only: Channel: one of Event, Newspaper; Reach: more than 5.",
		)


class TestWhoMayDefine(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(MANAGER, "Hub Manager")
		make_user(OFFICER, "Hub Officer")
		make_user(AUDITOR, "Hub Auditor")

	def test_managers_define_and_others_who_read_indicators_read(self):
		with as_user(MANAGER):
			definition = make_definition()
		for user in (OFFICER, AUDITOR):
			with as_user(user):
				frappe.get_doc(DEFINITION, definition.name).check_permission("read")
				for attempt in (
					make_definition,
					lambda: frappe.get_doc(DEFINITION, definition.name).update({"disabled": 1}).save(),
					lambda: frappe.delete_doc(DEFINITION, definition.name),
					lambda: form.preview(definition.as_json()),
					ready_made.add,
				):
					with self.assertRaises(frappe.PermissionError):
						attempt()
		mentor = make_user("metrics.mentor@hub.test", "Hub Mentor")
		with as_user(mentor), self.assertRaises(frappe.PermissionError):
			form.get_choices("Promotion Activity")

	def test_an_author_who_sees_only_some_of_the_records_is_refused(self):
		make_activities("2018-02-01")
		frappe.permissions.add_user_permission("Municipality", "Bovec", MANAGER)
		self.addCleanup(frappe.cache.hdel, "user_permissions", MANAGER)
		with as_user(MANAGER):
			for attempt in (make_definition, lambda: form.preview(new_definition().as_json())):
				with self.assertRefused(
					"does not see all records of Promotion Activity", frappe.PermissionError
				):
					attempt()

	def test_an_officer_who_computes_gets_the_figure_that_a_manager_gets(self):
		make_activities("2018-02-01", "2018-03-01")
		definition = make_definition()
		frappe.clear_document_cache(DEFINITION, definition.name)
		for user in (OFFICER, "Guest"):
			with as_user(user):
				self.assertEqual(registry.get_total(definition.name, *YEAR), 2)


class TestInIndicators(HubTestCase):
	"""A project with a period of 2018 in which three activities were carried out, one of them on the radio."""

	def setUp(self):
		super().setUp()
		self.project = make_project()
		self.period = make_period(self.project)
		make_activities("2018-02-01", "2018-03-01", municipality="Bovec")
		self.last = make_activities("2018-04-01", channel="Radio or Television")[0]
		self.definition = make_definition(
			filters_json=write(["Promotion Activity", "channel", "!=", "Radio or Television"]),
			municipality_field="municipality",
		)

	def count(self, **overrides):
		indicator = make_indicator(self.project, metric=self.definition.name, **overrides)
		result = self.period.compute_figures()
		return get_reading(indicator, self.period), result

	def test_the_evidence_makes_up_the_figure_and_shared_filters_narrow_it(self):
		reading, _result = self.count()
		narrowed, _result = self.count(filters=[("municipality", "Tolmin")])

		rows = read_evidence(reading.name)
		self.assertEqual((reading.value, narrowed.value), (2, 0))
		self.assertEqual([row.counted_value for row in rows], [1, 1])
		self.assertEqual({row.municipality for row in rows}, {"Bovec"})

	def test_it_stands_in_the_one_list_of_metrics_with_what_it_counts(self):
		offered = {metric["value"]: metric for metric in registry.get_options()["metrics"]}

		mine = offered[self.definition.name]
		self.assertEqual((mine["label"], mine["doctype"]), (self.definition.metric_title, DEFINITION))
		self.assertIn("not Radio or Television", mine["description"])
		self.assertIn("support_hours", offered)

	def test_the_report_explains_it_and_the_file_of_the_network_does_not_name_it(self):
		reading, _result = self.count()
		take_step(take_step(self.period, "Submit Report"), "Lock Period")
		indicator = frappe.get_doc("Project Indicator", reading.indicator)

		text = explain_figure(get_reading(indicator, self.period), indicator, "")
		(published,) = get_reported_indicators(*map(frappe.utils.getdate, YEAR))

		self.assertIn(f"{self.definition.metric_title}. Promotion Activity: every record counts once", text)
		self.assertEqual((published["value"], published["metric"]), (2, ""))

	def test_a_reported_definition_is_frozen_and_can_be_copied(self):
		self.count()
		self.definition.reload().update({"counting": "Records", "description": "Of the whole region"}).save()
		take_step(self.period, "Submit Report")
		for stage in ("Submitted", "Locked"):
			for change in (
				{"filters_json": None},
				{"metric_title": "Other"},
				{"counting": "Sum of a Field", "counted_field": "reach"},
			):
				message = f"figures of the period {self.period.period_title} ({stage}) were reported"
				with self.assertRefused(message):
					frappe.get_doc(DEFINITION, self.definition.name).update(change).save()
			if stage == "Submitted":
				take_step(self.period, "Lock Period")
		frappe.get_doc(DEFINITION, self.definition.name).update({"disabled": 1}).save()

		copy = frappe.copy_doc(frappe.get_doc(DEFINITION, self.definition.name))
		copy.update({"filters_json": None, "disabled": 0}).insert()
		self.assertEqual(registry.get_total(copy.name, *YEAR), 3)

	def test_a_returned_report_frees_the_definition(self):
		self.count()
		take_step(take_step(self.period, "Submit Report"), "Return Report")

		frappe.get_doc(DEFINITION, self.definition.name).update({"filters_json": None}).save()

		self.assertEqual(registry.get_total(self.definition.name, *YEAR), 3)

	def test_what_was_counted_later_shows_as_drift_and_a_locked_record_is_guarded(self):
		reading, _result = self.count()
		take_step(take_step(self.period, "Submit Report"), "Lock Period")
		make_activities("2018-05-01")

		found = drift.compare(reading.name)
		self.assertEqual((found.value, [row.state for row in found.rows if row.state == "New"]), (3, ["New"]))
		counted = read_evidence(reading.name)[0].ref_name
		with self.assertRefused("is counted in a locked report"):
			frappe.get_doc("Promotion Activity", counted).update({"channel": "Radio or Television"}).save()

	def test_what_is_gone_is_told_and_stops_nothing_else(self):
		other = make_indicator(self.project)
		reading, _result = self.count()
		broken = write(["Promotion Activity", "vanished", "=", "1"])
		for values, reason in (
			(
				{"filters_json": broken},
				"Filters: filter 1: the field vanished of Promotion Activity is no longer there",
			),
			({"counted_doctype": "Vanished Thing"}, "Records: Vanished Thing is no longer there"),
		):
			frappe.db.set_value(DEFINITION, self.definition.name, values)
			frappe.clear_document_cache(DEFINITION, self.definition.name)

			result = self.period.compute_figures()

			reading.reload()
			self.assertEqual(reading.status, "Failed")
			self.assertIn(reason, reading.failure)
			self.assertEqual(result["failures"][0]["metric"], self.definition.metric_title)
			self.assertEqual(get_reading(other, self.period).status, "Computed")
			document = frappe.get_doc(DEFINITION, self.definition.name)
			document.run_method("onload")
			self.assertIn(reason, document.get_onload("problem"))
			self.assertIn("It can't be counted", registry.describe(self.definition.name)[1])
			frappe.get_doc("Project Indicator", reading.indicator).save()
			document.update({"disabled": 1 - cint(document.disabled)}).save()
		with self.assertRefused("is out of use"):
			frappe.db.set_value(DEFINITION, self.definition.name, "disabled", 1)
			frappe.clear_document_cache(DEFINITION, self.definition.name)
			make_indicator(self.project, metric=self.definition.name)
		frappe.db.set_value(DEFINITION, self.definition.name, "disabled", 0)
		frappe.clear_document_cache(DEFINITION, self.definition.name)
		with self.assertRefused("can't be counted: Records: Vanished Thing"):
			make_indicator(self.project, metric=self.definition.name)

	def test_the_form_says_to_every_reader_by_what_it_is_filtered_and_since_when_it_stays(self):
		self.count()
		take_step(self.period, "Submit Report")
		document = frappe.get_doc(DEFINITION, self.definition.name)

		document.run_method("onload")

		self.assertEqual(document.get_onload("filters"), ["Channel: not Radio or Television"])
		self.assertEqual(document.get_onload("report").stage, "Submitted")

	def test_a_definition_in_use_is_not_deleted(self):
		indicator = make_indicator(self.project, metric=self.definition.name)
		with self.assertRefused(f"{indicator.indicator_name} is counted by this definition"):
			frappe.delete_doc(DEFINITION, self.definition.name)
		frappe.delete_doc(DEFINITION, make_definition().name)

	def test_too_many_records_are_told_and_not_read(self):
		with patch.object(counting, "MOST_RECORDS", 1):
			with self.assertRefused("it would count more than 1 records", MetricError):
				registry.get_total(self.definition.name, *YEAR)
			answer = form.preview(self.definition.as_json(), *YEAR)
		self.assertIn("more than 1 records", answer["problem"])

	def test_a_figure_costs_few_queries_however_many_records_there_are(self):
		registry.get_total(self.definition.name, *YEAR)
		self.assertLessEqual(count_queries(lambda: registry.get_total(self.definition.name, *YEAR)), 8)
