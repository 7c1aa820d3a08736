# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.partnerships.doctype.programme_proposal.test_programme_proposal import (
	bring_to,
	make_proposal,
	step,
)
from planota_hub.partnerships.doctype.regional_programme.test_regional_programme import make_programme
from planota_hub.partnerships.report.programme_inclusion.programme_inclusion import execute
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with


class TestProgrammeInclusion(HubTestCase):
	"""Three proposals for one programme: two become priority, one is dropped after it was included."""

	def setUp(self):
		super().setUp()
		self.programme = make_programme(programme_type="Regional Implementation Plan").name
		values = {"regional_programme": self.programme, "municipality": "Brda", "field_of_work": "Youth"}
		for _number in range(2):
			bring_to(make_proposal(**values), "Priority")
		step(bring_to(make_proposal(**values), "Included"), "Drop", next_reason="No lead any more")

	def test_whole_rows(self):
		self.assertEqual(
			execute({"regional_programme": self.programme})[1],
			[
				{
					"programme": self.programme,
					"idea": 3,
					"submitted": 3,
					"included": 3,
					"priority": 2,
					"financed": 0,
					"dropped": 1,
					"proposed_amount": 3000,
					"included_amount": 3000,
					"financed_amount": 0,
				}
			],
		)

	def test_the_chart_is_the_funnel_and_the_summary_its_figures(self):
		_columns, _rows, _note, chart, summary = execute({"regional_programme": self.programme})

		self.assertEqual(chart["data"]["datasets"][0]["values"], [3, 3, 3, 2, 0])
		self.assertEqual([row["value"] for row in summary], [3, 3, 2, 100, 3000])

	def test_every_filter(self):
		for filters in (
			{"programme_type": "Regional Implementation Plan"},
			{"municipality": "Brda"},
			{"field_of_work": "Youth"},
		):
			with self.subTest(filters):
				self.assertIn(self.programme, [row["programme"] for row in execute(filters)[1]])
		for filters in (
			{"programme_type": "Municipal Programme"},
			{"municipality": "Vipava"},
			{"field_of_work": "Health"},
		):
			filters = {**filters, "regional_programme": self.programme}
			with self.subTest(filters):
				self.assertEqual(execute(filters)[1], [])
				self.assertIsNone(execute(filters)[3])

	def test_a_coordinator_without_municipalities_sees_nothing(self):
		with as_user(user_with("Network Coordinator")):
			self.assertEqual(execute({"regional_programme": self.programme})[1], [])
