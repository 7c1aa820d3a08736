# SPDX-License-Identifier: GPL-3.0-only
import json
from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today
from werkzeug.exceptions import HTTPException

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.hub_network.publishing import building, public_page, signing
from planota_hub.hub_network.publishing.file_format import read_report
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase, as_user, make_user

DAYS = {"starts_on": "2018-01-01", "ends_on": "2018-06-30"}
METRIC = "planota_hub.local_networks.metrics.get_identified_needs"


def make_report(**overrides):
	"""Create a draft of a report on the first half of 2018."""
	return frappe.get_doc({"doctype": "Hub Report", **DAYS, **overrides}).insert()


def make_published(**overrides):
	report = make_report(**overrides)
	report.publish()
	return report


def make_rows(**numbers: int) -> list[dict]:
	"""Return rows of a metric: so many records in each municipality."""
	return [
		{
			"doctype": "Local Need",
			"name": f"{place}{number}",
			"date": getdate("2018-03-01"),
			"value": 1,
			"municipality": place,
		}
		for place, count in numbers.items()
		for number in range(count)
	]


class HubReportTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		signing.draw_key()
		change_settings(hub_name="Hub of the Test", report_threshold=5)
		# the records of the site are no part of the tests
		units = patch.object(building, "get_units", return_value={"needs_identified": "records"})
		units.start()
		self.addCleanup(units.stop)


class TestPublishing(HubReportTestCase):
	def test_a_published_report_is_signed_with_the_key_of_the_hub(self):
		report = make_published()

		file = read_report(report.content.encode())
		self.assertEqual((report.status, report.edition), ("Published", 1))
		self.assertEqual(file["signature"]["public_key"], signing.get_public_keys()[0]["public_key"])
		self.assertEqual(file["period"], DAYS)
		self.assertEqual(file["hub"]["name"], "Hub of the Test")

	def test_a_cell_of_few_is_left_out_with_another_one(self):
		with patch(METRIC, return_value=make_rows(Bovec=2, Tolmin=6, Kobarid=9)):
			figure = json.loads(make_published().content)["figures"][0]

		self.assertEqual((figure["key"], figure["value"]), ("needs_identified", 17))
		self.assertEqual(
			figure["tables"],
			[
				{
					"by": "municipality",
					"cells": [
						{"key": "Bovec", "value": None},
						{"key": "Kobarid", "value": 9},
						{"key": "Tolmin", "value": None},
					],
				}
			],
		)

	def test_a_figure_of_few_people_is_left_out_with_its_tables(self):
		building.get_units.return_value = {"needs_identified": "people"}
		with patch(METRIC, return_value=make_rows(Bovec=4)):
			figure = json.loads(make_published().content)["figures"][0]

		self.assertEqual((figure["value"], figure["tables"]), (None, []))

	def test_a_table_that_would_tell_of_few_is_not_shown_at_all(self):
		with patch(METRIC, return_value=make_rows(Bovec=1, Tolmin=1)):
			figure = json.loads(make_published().content)["figures"][0]

		self.assertEqual((figure["value"], figure["tables"]), (2, [{"by": "municipality", "cells": None}]))

	def test_indicators_of_locked_periods_come_with_their_targets(self):
		project = make_project()
		period = make_period(project)
		indicator = make_indicator(project, targets=[(period, 40)], final_target=40)
		period.compute_figures()
		period.db_set("stage", "Locked")

		report = make_published(reporting_period=period.name, starts_on=None, ends_on=None)

		rows = json.loads(report.content)["indicators"]
		self.assertEqual(
			[(row["name"], row["target"], row["value"]) for row in rows], [(indicator.indicator_name, 40, 0)]
		)
		self.assertEqual(getdate(report.starts_on), getdate(period.starts_on))

	def test_a_period_that_is_not_locked_is_refused(self):
		period = make_period(make_project())

		with self.assertRefused(f"From: the reporting period {period.period_title} falls into these days"):
			make_published()

	def test_a_period_that_is_not_over_is_refused(self):
		with self.assertRefused("To: expected is a day in the past"):
			make_published(starts_on=add_days(today(), -30), ends_on=today())

	def test_periods_do_not_overlap_and_the_same_days_are_a_new_edition(self):
		first = make_published()
		with self.assertRefused("From: the period overlaps with the published report"):
			make_published(ends_on="2018-09-30")

		second = make_published()

		first.reload()
		self.assertEqual((second.edition, first.status), (2, "Withdrawn"))
		self.assertEqual(first.withdrawal_reason, "Replaced by edition 2")

	def test_what_was_published_is_not_changed_and_not_deleted(self):
		report = make_published()

		with self.assertRefused("Status: a report that was published can't be changed"):
			report.update({"report_title": "Another"}).save()
		with self.assertRefused("was published and can't be deleted"):
			frappe.get_doc("Hub Report", report.name).delete()

	def test_publishing_twice_is_refused(self):
		report = make_published()

		with self.assertRefused("Status: expected is Draft, not Published"):
			report.publish()

	def test_only_managers_publish_and_withdraw(self):
		report = make_report()
		with as_user(make_user("officer@hubs.test", "Hub Officer")):
			for step in (report.publish, lambda: report.withdraw("Wrong")):
				with self.assertRaises(frappe.PermissionError):
					step()

	def test_a_report_is_withdrawn_with_a_reason(self):
		report = make_published()
		with self.assertRefused("Reason of the Withdrawal: please say why", frappe.MandatoryError):
			report.withdraw(" ")

		report.withdraw("Hours counted twice")

		self.assertEqual((report.status, report.withdrawal_reason), ("Withdrawn", "Hours counted twice"))

	def test_after_a_new_key_old_reports_stay_valid_and_both_keys_are_published(self):
		report = make_published()

		fingerprint = signing.replace_key()

		keys = public_page.describe_site()["keys"]
		self.assertEqual([bool(row["until"]) for row in keys[:2]], [False, True])
		self.assertEqual((keys[0]["fingerprint"], keys[1]["fingerprint"]), (fingerprint, report.fingerprint))
		self.assertTrue(read_report(report.content.encode()))

	def test_a_figure_that_fails_is_named_and_nothing_is_published(self):
		report = make_report()
		with (
			patch(METRIC, side_effect=ValueError("broken")),
			self.assertRefused("The figure needs_identified"),
		):
			report.publish()

		self.assertEqual(frappe.db.get_value("Hub Report", report.name, "status"), "Draft")

	def test_the_key_is_not_set_by_hand(self):
		before = frappe.db.get_single_value("Hub Settings", "report_keys")

		change_settings(report_keys="[]", report_fingerprint="0000")

		self.assertEqual(frappe.db.get_single_value("Hub Settings", "report_keys"), before)

	def test_a_threshold_that_protects_nobody_is_refused(self):
		for number in (0, 2, 101):
			with self.assertRefused("Fewest in a Cell: expected is a number from 3 to 100"):
				change_settings(report_threshold=number)


class TestPublicPage(HubReportTestCase):
	def test_the_page_says_what_the_file_says(self):
		with patch(METRIC, return_value=make_rows(Bovec=7, Tolmin=6)):
			report = make_published()

		page = public_page.get_page(report.name)

		self.assertIn(("Signed with the key", report.fingerprint), page.facts)
		texts = {
			section.heading: [(item.title, item.text) for item in section.items] for section in page.sections
		}
		self.assertEqual(texts["Figures"], [("Local needs identified", "13")])
		self.assertEqual(
			texts["By place, field of work, form and kind"],
			[("Local needs identified, by municipality", "Bovec 7 · Tolmin 6")],
		)

	def test_drafts_have_no_page_and_no_file_and_withdrawn_ones_are_gone(self):
		draft, published = make_report(starts_on="2017-01-01", ends_on="2017-06-30"), make_published()

		self.assertIsNone(public_page.get_page(draft.name))
		self.assertEqual(self.get_file(draft.name).status_code, 404)
		self.assertEqual(self.get_file(published.name).get_data(as_text=True), published.content)
		published.withdraw("Wrong")
		self.assertEqual(self.get_file(published.name).status_code, 410)
		self.assertTrue(public_page.get_public_area().is_gone(published.name))

	def get_file(self, name: str):
		renderer = public_page.HubReportFile(f"hub-report-files/{name}.json")
		self.assertTrue(renderer.can_render())
		return renderer.render()

	def test_what_the_hub_publishes_is_found_at_the_well_known_address(self):
		report = make_published()
		request = frappe._dict(path=public_page.WELL_KNOWN, method="GET")

		with (
			patch.object(frappe.local, "request", request, create=True),
			self.assertRaises(HTTPException) as answer,
		):
			public_page.answer_well_known()

		site = json.loads(answer.exception.response.get_data())
		self.assertEqual(site["hub"]["name"], "Hub of the Test")
		self.assertIn(report.digest, [row["digest"] for row in site["reports"]])
		self.assertNotIn("secret", json.dumps(site))
