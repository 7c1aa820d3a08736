# SPDX-License-Identifier: GPL-3.0-only
"""Every report opens for each of its roles: on a site without records and with one of each kind, without a chart of nothing."""

from collections.abc import Iterator

import frappe
from frappe.utils import add_days, today

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
	make_request,
	make_work,
)
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.figures.explanations import run
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.setup.roles import ROLES
from planota_hub.tests.compat import HubTestCase, as_user, make_user

# asks for one record of its own
OF_ONE_PROJECT = "ESF Participants"


def get_reports() -> list[str]:
	"""Return the reports of the app that run: its scripts and its statements."""
	modules = frappe.get_all("Module Def", {"app_name": "planota_hub"}, pluck="name", order_by="name asc")
	kinds = ["Script Report", "Query Report"]
	filters = {"module": ("in", modules), "report_type": ("in", kinds), "disabled": 0}
	return frappe.get_all("Report", filters, pluck="name", order_by="name asc")


def get_all_time() -> dict:
	"""Return the days that reports ask for."""
	days = {"day": today(), "on_date": today(), "confirmed_since": add_days(today(), -365)}
	return {"from_date": "2015-01-01", "to_date": today(), **days}


class TestReports(HubTestCase):
	def get_readers(self, report: str) -> Iterator[tuple[str, str]]:
		"""Yield the roles that may open a report, and a user of each."""
		for row in frappe.get_doc("Report", report).roles:
			if row.role in ROLES:
				yield row.role, make_user(f"{frappe.scrub(row.role)}@reports.test", row.role)

	def open(self, report: str) -> dict:
		filters = get_all_time()
		if report == OF_ONE_PROJECT:
			filters["funded_project"] = self.project
		return run(report, filters=filters)

	def check(self, report: str, answer: dict) -> None:
		self.assertTrue(answer["columns"], report)
		chart = answer.get("chart")
		if chart and chart["data"].get("labels"):
			values = [value for one in chart["data"]["datasets"] for value in one["values"]]
			self.assertTrue(any(values), f"{report} draws a chart of nothing")

	def check_all(self) -> None:
		self.project = make_project().name
		for report in get_reports():
			for role, user in self.get_readers(report):
				with self.subTest(f"{report}: {role}"), as_user(user):
					self.check(report, self.open(report))

	def test_every_report_opens_where_there_is_nothing(self):
		self.check_all()

	def test_every_report_opens_with_one_record(self):
		workshop = make_workshop()
		make_registration(workshop)
		make_request(stage="Resolved", work=[make_work()])
		make_need(stage="Accepted")
		make_network()
		make_meeting(stage="Held")
		make_call()
		make_campaign()
		make_proposal()
		self.check_all()

	def test_every_report_has_a_reader(self):
		for report in get_reports():
			with self.subTest(report):
				self.assertTrue(list(self.get_readers(report)))
