# SPDX-License-Identifier: GPL-3.0-only
"""Whatever comes with a request is read as what is expected, or refused with one message that names it."""

import importlib
import json
import re
from pathlib import Path

import frappe
from frappe.utils import getdate

from planota_hub.capacity_building.doctype.capacity_assessment.capacity_assessment import draw_radar
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.workshops.attendance import record_attendance
from planota_hub.figures.chart_labels import get as get_chart
from planota_hub.local_networks.elections.form import get_calendar_entries
from planota_hub.partnerships.doctype.partnership_consortium.partnership_consortium import get_balance
from planota_hub.rules import arguments
from planota_hub.tests.compat import HubTestCase, as_user

NO_VALUES = ([], ["x"], {"a": 1}, [[["x"]]])
NO_DAYS = ("x", "31. 12. 2025", "2025-13-01", "0001-01-01", "9999-12-31", 5, "\ud800", "2025-01-01' OR 1=1")
NO_JSON = ("", "x", "[1", "null", "1", '"x"', "[" * 100_000)

SHOWN_FILTER = re.compile(r'fieldname:\s*"(\w+)".*?fieldtype:\s*"(\w+)"', re.S)
# the filters of `report_filters.js`, by what they are called with
SHARED_FILTER = re.compile(r'filters\.(by_record|by_choice|one_of)\("([^"]+)"(?:, "(\w+)")?')


def get_reports() -> list[Path]:
	"""Return the folder of every report of the hub that has filters."""
	return sorted(path.parent for path in Path(frappe.get_app_path("planota_hub")).glob("*/report/*/*.js"))


def get_shown_filters(report: Path) -> dict[str, str]:
	"""Return the filters that a report shows, each with its type."""
	script = (report / f"{report.name}.js").read_text(encoding="utf-8")
	shared = {
		fieldname or frappe.scrub(first): "Link" if helper == "by_record" else "Select"
		for helper, first, fieldname in SHARED_FILTER.findall(script)
	}
	if "filters.by_segment(" in script:
		shared["segment"] = "Link"
	return {**shared, **dict(SHOWN_FILTER.findall(script))}


def get_execute(report: Path):
	if not (report / f"{report.name}.py").exists():
		definition = json.loads((report / f"{report.name}.json").read_text(encoding="utf-8"))
		return frappe.get_doc("Report", definition["name"]).execute_query_report
	module = f"planota_hub.{report.parent.parent.name}.report.{report.name}.{report.name}"
	return importlib.import_module(module).execute


class TestFiltersOfReports(HubTestCase):
	def test_the_filters_that_are_no_text_are_known_by_their_names(self):
		known = {
			"Date": arguments.DATE_FILTERS,
			"Int": arguments.NUMBER_FILTERS,
			"Check": arguments.CHECK_FILTERS,
		}
		for report in get_reports():
			for fieldname, fieldtype in get_shown_filters(report).items():
				with self.subTest(f"{report.name}: {fieldname}"):
					found = next((kind for kind, names in known.items() if fieldname in names), "text")
					self.assertEqual(found, fieldtype if fieldtype in known else "text")

	def test_every_report_refuses_what_is_no_single_value_and_names_the_filter(self):
		for report in get_reports():
			for fieldname in get_shown_filters(report):
				for value in NO_VALUES:
					with self.subTest(f"{report.name}: {fieldname}={value!a}"):
						with self.assertRefused(f"{frappe.unscrub(fieldname)}: please enter one value."):
							get_execute(report)({fieldname: value})

	def test_every_report_refuses_a_day_that_is_none_and_names_the_filter(self):
		for report in get_reports():
			for fieldname in arguments.DATE_FILTERS & set(get_shown_filters(report)):
				for value in NO_DAYS:
					with self.subTest(f"{report.name}: {fieldname}={value!a}"):
						with self.assertRefused(f"{frappe.unscrub(fieldname)}: "):
							get_execute(report)({fieldname: value})

	def test_every_report_answers_or_refuses_whatever_the_filters_are(self):
		for report in get_reports():
			for value in (
				"x",
				"'; DROP TABLE tabNGO; --",
				"%",
				"\x00",
				"\ud800",
				-1,
				10**30,
				1.5,
				True,
				"1e308",
			):
				for fieldname in get_shown_filters(report):
					with self.subTest(f"{report.name}: {fieldname}={value!a}"):
						try:
							get_execute(report)({fieldname: value})
						except (frappe.ValidationError, frappe.PermissionError) as refusal:
							self.assertTrue(str(refusal))

	def test_filters_that_are_no_filters_are_refused(self):
		for filters in (["x"], "x", 1):
			with self.subTest(ascii(filters)), self.assertRefused("Filters: expected is"):
				arguments.read_filters(filters)

	def test_values_come_as_what_they_are(self):
		filters = arguments.read_filters(
			{"from_date": "2025-03-01", "days": "30", "compare": "1", "ngo": " x\x00 "}
		)

		self.assertEqual(
			(filters.from_date, filters.days, filters.compare, filters.ngo),
			(getdate("2025-03-01"), 30, 1, "x"),
		)
		self.assertIsNone(arguments.read_filters({"to_date": ""}).to_date)
		self.assertEqual(arguments.read_filters(None), {})


class TestJson(HubTestCase):
	def test_what_is_no_json_of_the_kind_is_refused_by_its_name(self):
		for value in (*NO_JSON, "[]", None, 1):
			with self.subTest(ascii(value)[:20]), self.assertRefused("Values: expected is an object (JSON)."):
				arguments.read_json("Values", value, dict)

	def test_forms_that_can_not_be_read_are_refused(self):
		for function in (get_balance, draw_radar):
			for value in NO_JSON:
				with (
					self.subTest(f"{function.__name__}: {value[:20]!a}"),
					self.assertRefused("expected is an object"),
				):
					function(value)

	def test_a_form_with_a_wrong_field_is_refused_by_the_name_of_the_field(self):
		for partners, message in (
			("x", "Partners: expected is a list (JSON)."),
			([1], "Partners: expected is an object (JSON)."),
			([{"from_date": "x"}], "From"),
			([{"partner": ["x"]}], "please enter one value"),
		):
			with self.subTest(str(partners)), self.assertRefused(message):
				get_balance(json.dumps({"partners": partners}))

	def test_who_may_read_no_such_record_is_told_that_first(self):
		with as_user("Guest"):
			for function in (get_balance, draw_radar):
				with self.subTest(function.__name__), self.assertRaises(frappe.PermissionError):
					function("x")

	def test_the_calendar_refuses_what_is_no_time_and_no_filter(self):
		for start, end, filters, message in (
			("x", "2025-01-01", None, "Start: x is not a day"),
			("2025-01-01", "", None, "End:"),
			("2025-01-01", "2025-02-01", "{}", "Filters: expected is a list"),
			("2025-01-01", "2025-02-01", "[1]", "Filters: expected is a list"),
		):
			with self.subTest(message), self.assertRefused(message):
				get_calendar_entries(start, end, filters)

	def test_attendance_is_a_list_of_names(self):
		workshop = make_workshop().name
		for attended in ("x", "{}", "[1]", "[[]]"):
			with self.subTest(ascii(attended)), self.assertRefused("Attended: expected is a list (JSON)."):
				record_attendance(workshop, attended)

	def test_a_chart_has_a_name_or_a_definition(self):
		for chart in (None, "x", "[]"):
			with self.subTest(ascii(chart)), self.assertRefused("Chart: expected is an object (JSON)."):
				get_chart(chart=chart)
