# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, today

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	deliver,
	make_assessment,
	make_plan,
	new_step,
)
from planota_hub.capacity_building.doctype.programme_round.test_programme_round import make_round
from planota_hub.capacity_building.report.ngos_with_potential_progress.ngos_with_potential_progress import (
	execute,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, count_queries, make_user


class TestNGOsWithPotentialProgress(HubTestCase):
	def setUp(self):
		super().setUp()
		self.round = make_round().name

	def run_report(self, **filters) -> list[dict]:
		return execute({"programme_round": self.round, **filters})[1]

	def test_a_whole_row(self):
		plan = make_plan(
			programme_round=self.round,
			stage="Active",
			steps=[
				new_step(due_date=add_days(today(), -1)),
				new_step(status="Done"),
				new_step(status="Dropped"),
				new_step(),
			],
		)
		deliver(plan.ngo, 7.5)
		deliver(plan.ngo, 5, "Workshop")
		make_assessment(
			development_plan=plan.name,
			assessment_type="Interim",
			scores=[{"area": "Advocacy", "level": 4, "wanted_level": 5}],
		)

		(row,) = self.run_report()

		self.assertEqual(
			row,
			{
				"plan": plan.name,
				"ngo_name": plan.ngo_name,
				"municipality": "Tolmin",
				"programme_round": self.round,
				"stage": "Active",
				"mentor": "mentor",
				"workshop": 5,
				"mentoring": 7.5,
				"counselling": 0,
				"information": 0,
				"application_help": 0,
				"report_help": 0,
				"delivered": 12.5,
				"required": 25,
				"missing": 12.5,
				"percent": 50,
				"steps": 3,
				"done": 1,
				"overdue": 1,
				"baseline": 2,
				"latest": 4,
			},
		)

	def test_plans_that_did_not_begin_are_shown_on_demand(self):
		make_plan(programme_round=self.round)

		self.assertEqual(self.run_report(), [])
		(row,) = self.run_report(stage="Applied")
		self.assertEqual((row["delivered"], row["percent"], row["baseline"]), (0, 0, None))

	def test_place_filters_follow_the_ngo(self):
		ngo = make_ngo(stage="Verified", municipality="Bovec")
		make_plan(programme_round=self.round, ngo=ngo.name, stage="Selected")

		self.assertEqual(len(self.run_report(municipality="Bovec")), 1)
		self.assertEqual(self.run_report(municipality="Tolmin"), [])

	def test_a_mentor_reads_the_own_plans(self):
		make_plan(programme_round=self.round, stage="Selected")

		with as_user("mentor@plan.test"):
			self.assertEqual(len(self.run_report()), 1)
		with as_user(make_user("other-mentor@plan.test", "Hub Mentor")):
			self.assertEqual(self.run_report(), [])

	def test_chart_and_summary_add_up(self):
		plan = make_plan(programme_round=self.round, stage="Active")
		deliver(plan.ngo, 26)

		_columns, _rows, _note, chart, summary = execute({"programme_round": self.round})

		self.assertEqual(chart["data"]["datasets"], [{"name": "Mentoring", "values": [26]}])
		values = {card["label"]: card["value"] for card in summary}
		self.assertEqual(
			values,
			{
				"NGOs with Potential": 1,
				"Hours Delivered": "26.00",
				"Threshold Reached": 1,
				"Completed": 0,
				"Overdue Steps": 0,
			},
		)

	def test_the_number_of_queries_does_not_grow_with_the_plans(self):
		make_plan(programme_round=self.round, stage="Selected")
		self.run_report()
		before = count_queries(self.run_report)
		for _number in range(2):
			make_plan(programme_round=self.round, stage="Selected")

		self.assertEqual(count_queries(self.run_report), before)
