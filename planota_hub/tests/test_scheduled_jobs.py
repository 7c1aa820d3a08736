# SPDX-License-Identifier: GPL-3.0-only
"""Scheduled jobs fall due in time, whatever zone the site had when they were made."""

import frappe
from frappe.utils import add_to_date, get_datetime, now_datetime

from planota_hub.setup.scheduled_jobs import bring_to_present
from planota_hub.tests.compat import HubTestCase

JOB, HOURLY = "Scheduled Job Type", "planota_hub.capacity_building.workshops.jobs.close_registrations"


class TestScheduledJobs(HubTestCase):
	def setUp(self):
		super().setUp()
		self.job = frappe.db.get_value(JOB, {"method": HOURLY})

	def stamp(self, **stamps) -> None:
		frappe.db.set_value(JOB, self.job, stamps, update_modified=False)

	def get_stamp(self, stamp: str):
		return get_datetime(frappe.db.get_value(JOB, self.job, stamp))

	def test_a_job_made_in_the_future_is_due_within_its_interval(self):
		self.stamp(creation=add_to_date(now_datetime(), hours=4), last_execution=None)

		bring_to_present()

		next_run = frappe.get_doc(JOB, self.job).get_next_execution()
		self.assertLessEqual(next_run, add_to_date(now_datetime(), hours=1))

	def test_a_job_that_ran_in_the_future_is_due_within_its_interval(self):
		self.stamp(last_execution=add_to_date(now_datetime(), hours=4))

		bring_to_present()

		self.assertLessEqual(self.get_stamp("last_execution"), now_datetime())

	def test_a_job_of_the_past_keeps_its_stamps(self):
		past = get_datetime("2020-01-01 10:00:00")
		self.stamp(creation=past, last_execution=past)

		bring_to_present()

		self.assertEqual((self.get_stamp("creation"), self.get_stamp("last_execution")), (past, past))

	def test_a_change_of_the_time_zone_brings_the_jobs_along(self):
		settings = frappe.get_doc("System Settings")
		settings.flags.ignore_mandatory = True
		settings.time_zone = "Asia/Kolkata"
		settings.save()
		ahead = now_datetime()
		self.stamp(creation=ahead, last_execution=ahead)

		settings.time_zone = "Europe/Ljubljana"
		settings.save()

		for stamp in ("creation", "last_execution"):
			self.assertLess(self.get_stamp(stamp), add_to_date(ahead, hours=-3))
		self.assertLessEqual(self.get_stamp("last_execution"), add_to_date(now_datetime(), seconds=1))
