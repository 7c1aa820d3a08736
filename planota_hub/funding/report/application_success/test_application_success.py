# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.funding.doctype.call_application.test_call_application import make_application, make_help
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call, make_funder
from planota_hub.funding.report.application_success.application_success import execute
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestApplicationSuccess(HubTestCase):
	"""One funder, two calls: two applications approved or waiting in Tolmin, one rejected in Bovec."""

	def setUp(self):
		super().setUp()
		self.funder = make_funder(stakeholder_name="Ministrstvo za preizkus")
		first, second = (make_call(funder=self.funder, call_title=f"Razpis {n}").name for n in (1, 2))
		self.tolmin = make_ngo(stage="Verified", ngo_name="Društvo Tolmin").name
		bovec = make_ngo(
			stage="Verified", ngo_name="Zavod Bovec", municipality="Bovec", legal_form="Private Institute"
		).name
		make_application(
			ngo=self.tolmin, funding_call=first, stage="Approved", help_rows=[make_help(hours=3)]
		)
		make_application(ngo=self.tolmin, funding_call=second, stage="Submitted")
		make_application(ngo=bovec, funding_call=first, stage="Rejected")

	def run_report(self, **filters):
		return execute({"funder": self.funder, **filters})

	def get_counts(self, **filters) -> dict[str, tuple]:
		rows = self.run_report(**filters)[1]
		return {row["label"]: (row["applications"], row["approved"], row["rejected"]) for row in rows}

	def test_whole_row_of_a_funder(self):
		_columns, rows, _message, chart, summary = self.run_report()

		self.assertEqual(
			rows,
			[
				{
					"label": "Ministrstvo za preizkus",
					"applications": 3,
					"in_preparation": 0,
					"waiting": 1,
					"approved": 1,
					"rejected": 1,
					"withdrawn": 0,
					"success_rate": 50,
					"requested": 15000,
					"granted": 4000,
					"application_hours": 3,
					"report_hours": 0,
				}
			],
		)
		self.assertEqual(chart["data"]["labels"], ["Ministrstvo za preizkus"])
		self.assertEqual([row["value"] for row in summary], [3, 1, "50%", 4000])

	def test_each_grouping(self):
		for group_by, expected in (
			("Funding Call", {"Razpis 1": (2, 1, 1), "Razpis 2": (1, 0, 0)}),
			("NGO", {"Društvo Tolmin": (2, 1, 0), "Zavod Bovec": (1, 0, 1)}),
			("Municipality", {"Tolmin": (2, 1, 0), "Bovec": (1, 0, 1)}),
			("Legal Form", {"Association": (2, 1, 0), "Private Institute": (1, 0, 1)}),
			("Main Field of Work", {"Not specified": (3, 1, 1)}),
			("Year", {today()[:4]: (3, 1, 1)}),
		):
			with self.subTest(group_by):
				self.assertEqual(self.get_counts(group_by=group_by), expected)

	def test_filters(self):
		tomorrow = add_days(today(), 1)
		self.assertEqual(self.get_counts(ngo=self.tolmin, group_by="NGO"), {"Društvo Tolmin": (2, 1, 0)})
		self.assertEqual(self.get_counts(municipality="Bovec", group_by="NGO"), {"Zavod Bovec": (1, 0, 1)})
		self.assertEqual(self.get_counts(only_helped=1, group_by="NGO"), {"Društvo Tolmin": (1, 1, 0)})
		self.assertEqual(self.get_counts(from_date=tomorrow), {})

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("Group By: please choose one of"):
			self.run_report(group_by="Colour")
		with self.assertRefused("To Date: expected is a day not before"):
			self.run_report(from_date=today(), to_date=add_days(today(), -1))

	def test_a_mentor_counts_the_own_applications_only(self):
		with as_user(make_user("report-mentor@hub.test", "Hub Mentor")):
			self.assertEqual(self.run_report()[1], [])
			self.assertIsNone(self.run_report()[3])

	def test_every_reader_of_the_report_can_run_it(self):
		roles = {row.role for row in frappe.get_doc("Report", "Application Success").roles}
		self.assertEqual(
			roles, {"Hub Manager", "Hub Officer", "Hub Mentor", "Network Coordinator", "Hub Auditor"}
		)
