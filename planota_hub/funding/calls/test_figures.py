# SPDX-License-Identifier: GPL-3.0-only
"""Cards, metrics and notifications of calls and applications: each figure equals its records."""

from datetime import timedelta

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.funding.applications.figures import summarise
from planota_hub.funding.calls import cards as call_cards
from planota_hub.funding.doctype.call_application.test_call_application import (
	make_application,
	make_deadline,
	make_help,
	take_step,
)
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.metrics import registry
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

COLUMNS = ("doctype", "name", "date", "value", "ngo", "municipality", "field_of_work", "legal_form")


class TestMetrics(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified", fields_of_work=[{"field_of_work": "Youth"}])

	def rows_of(self, metric: str, first: int = 0, last: int = 0) -> list[dict]:
		"""Return what is counted of the NGO, from a day to a day as counted from today."""
		day = getdate(today())
		rows = registry.count(metric, day + timedelta(days=first), day + timedelta(days=last))
		return [row for row in rows if row["ngo"] == self.ngo.name]

	def test_an_application_counts_once_on_the_day_of_the_first_help(self):
		yesterday = add_days(today(), -1)
		application = make_application(
			ngo=self.ngo.name, help_rows=[make_help(), make_help(work_date=yesterday), make_help()]
		)
		make_application(ngo=self.ngo.name)

		(row,) = self.rows_of("applications_supported", first=-1)

		expected = ("Call Application", application.name, getdate(yesterday), 1.0)
		place = (self.ngo.name, "Tolmin", "Youth", "Association")
		self.assertEqual(tuple(row[column] for column in COLUMNS), (*expected, *place))
		self.assertEqual(self.rows_of("applications_supported"), [])

	def test_only_what_the_hub_helped_to_win_counts_with_the_amount_in_force(self):
		helped = make_application(ngo=self.ngo.name, stage="Approved", help_rows=[make_help()])
		make_application(ngo=self.ngo.name, stage="Approved")
		make_application(ngo=self.ngo.name, stage="Rejected", help_rows=[make_help()])

		self.assertEqual(
			[(row["name"], row["value"]) for row in self.rows_of("amounts_won")], [(helped.name, 4000)]
		)
		self.assertEqual([row["value"] for row in self.rows_of("applications_won")], [1])
		self.assertEqual(self.rows_of("amounts_won", first=1, last=1), [])


class TestFigures(HubTestCase):
	def test_success_is_the_share_of_the_decided_ones(self):
		stages = ("Approved", "Approved", "Rejected", "Submitted", "Withdrawn", "In Preparation")
		rows = [make_application(stage=stage).as_dict() for stage in stages]

		figures = summarise(rows)

		self.assertEqual(
			{key: figures[key] for key in ("applications", "approved", "rejected", "waiting", "withdrawn")},
			{"applications": 6, "approved": 2, "rejected": 1, "waiting": 1, "withdrawn": 1},
		)
		self.assertEqual(
			(figures["success_rate"], figures["requested"], figures["granted"]), (66.7, 20000, 8000)
		)
		self.assertIsNone(summarise([])["success_rate"])


class TestCards(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(closing_soon_days=14, report_reminder_days=14)
		self.officer = user_with("Hub Officer")

	def grow(self, card, make) -> float:
		"""Return by how much a card grows when something is made."""
		before = card()["value"]
		make()
		answer = card()
		listed = frappe.get_list(
			answer["route"][1], filters=answer["route_options"], pluck="name", limit_page_length=0
		)
		if answer["fieldtype"] == "Int":
			self.assertEqual(len(listed), answer["value"], "the list behind the card")
		return answer["value"] - before

	def test_calls_that_close_soon(self):
		card = call_cards.get_calls_closing_soon
		self.assertEqual(self.grow(card, lambda: make_call(closes_on=add_days(today(), 14))), 1)
		self.assertEqual(self.grow(card, lambda: make_call(closes_on=add_days(today(), 15))), 0)

	def test_reports_that_are_due(self):
		def make(days):
			application = make_application(stage="Approved")
			application.append("reporting_deadlines", make_deadline(days))
			application.save()

		card = call_cards.get_reports_due
		self.assertEqual(self.grow(card, lambda: make(14)), 1)
		self.assertEqual(self.grow(card, lambda: make(15)), 0)
		self.assertEqual(self.grow(card, lambda: make_application(stage="Approved")), 0, "none is due")

	def test_amount_won_this_year_and_only_what_the_reader_may_see(self):
		card = call_cards.get_amount_won_this_year
		self.assertEqual(self.grow(card, lambda: make_application(stage="Approved")), 4000)
		with as_user(make_user("call-mentor@hub.test", "Hub Mentor")):
			self.assertEqual(card()["value"], 0)


class TestNotifications(HubTestCase):
	def test_who_helped_is_told_of_the_decision(self):
		officer = make_user("officer@hub.test", "Hub Officer")
		application = make_application(stage="Submitted", responsible=officer)
		filters = {"document_name": application.name, "for_user": officer, "subject": ("like", "Approved%")}

		take_step(application, "Approve")

		self.assertEqual(frappe.db.count("Notification Log", filters), 1)
