# SPDX-License-Identifier: GPL-3.0-only
"""Under what is printed stand the statement and the logos of the project that paid for it."""

import frappe
from frappe.utils import add_days, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.projects.publicity import describe_publicity
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase


class TestPublicity(HubTestCase):
	def setUp(self):
		super().setUp()
		self.former = make_project(
			starts_on="2016-01-01", ends_on="2018-12-31", publicity_statement="Paid by the fund of then"
		)
		change_settings(publicity_statement="Paid by the ministry of today", funded_project=None)

	def test_the_project_of_the_record_comes_before_what_runs_today(self):
		running = make_project(starts_on=add_days(today(), -30), ends_on=add_days(today(), 300))
		change_settings(funded_project=running.name)
		session = make_session(starts_on="2017-03-01 10:00:00", funded_project=self.former.name)

		self.assertEqual(describe_publicity(session).statement, "Paid by the fund of then")

	def test_a_record_without_a_project_has_that_of_its_day(self):
		meeting = frappe._dict(doctype="Hub Meeting", starts_on="2017-03-01 10:00:00")
		self.assertEqual(describe_publicity(meeting).statement, "Paid by the fund of then")

	def test_where_two_projects_ran_the_hubs_own_stands(self):
		make_project(starts_on="2017-01-01", ends_on="2017-12-31")
		meeting = frappe._dict(doctype="Hub Meeting", starts_on="2017-03-01 10:00:00")
		self.assertEqual(describe_publicity(meeting).statement, "Paid by the ministry of today")

	def test_another_project_without_a_statement_does_not_borrow_that_of_the_hub(self):
		running = make_project(starts_on=add_days(today(), -30), ends_on=add_days(today(), 300))
		change_settings(funded_project=running.name)
		self.former.db_set("publicity_statement", None)
		frappe.clear_document_cache(self.former.doctype, self.former.name)

		publicity = describe_publicity(
			frappe._dict(doctype="Call Application", funded_project=self.former.name)
		)

		self.assertIn(self.former.project_title, publicity.statement)
		self.assertNotIn("today", publicity.statement)
		self.assertEqual(publicity.logos, [])

	def test_what_has_no_day_has_the_hubs_own(self):
		self.assertEqual(
			describe_publicity(frappe._dict(doctype="NGO")).statement, "Paid by the ministry of today"
		)
