# SPDX-License-Identifier: GPL-3.0-only
from datetime import date as Date

import frappe

from planota_hub.partnerships.doctype.joint_action.test_joint_action import make_overdue_action
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	YEAR,
	make_action,
	make_municipal_plan,
)
from planota_hub.partnerships.report.joint_action_progress.joint_action_progress import execute
from planota_hub.tests.compat import HubTestCase


class TestJointActionProgress(HubTestCase):
	def setUp(self):
		super().setUp()
		self.plan = make_municipal_plan("Bovec", plan_title="Letni dogovor", field_of_work="Youth")
		make_action(self.plan, status="Done", evidence="List", planned_cost=100, actual_cost=80)
		make_action(self.plan, progress_percent=50, planned_cost=50, due_on=f"{YEAR}-11-30")
		make_action(self.plan, status="Dropped", drop_reason="No venue", planned_cost=10)

	def get_rows(self, **filters) -> list[dict]:
		return [row for row in execute(filters)[1] if row["plan"] == self.plan.name]

	def test_whole_rows(self):
		self.assertEqual(
			self.get_rows(),
			[
				{
					"plan": self.plan.name,
					"plan_title": "Letni dogovor",
					"plan_of_name": "Bovec",
					"year": str(YEAR),
					"stage": "Draft",
					"actions": 2,
					"done": 1,
					"overdue": 0,
					"progress": 75,
					"planned_cost": 150,
					"actual_cost": 80,
					"next_due": Date(YEAR, 11, 30),
				}
			],
		)

	def test_every_filter(self):
		for filters in (
			{"year": YEAR},
			{"plan_of_type": "Municipality"},
			{"municipality": "Bovec"},
			{"field_of_work": "Youth"},
			{"stage": "Draft"},
		):
			with self.subTest(filters):
				self.assertTrue(self.get_rows(**filters))
		for filters in (
			{"year": 2001},
			{"plan_of_type": "Partnership Consortium"},
			{"municipality": "Tolmin"},
			{"field_of_work": "Health"},
			{"stage": "Cancelled"},
			{"overdue_only": 1},
		):
			with self.subTest(filters):
				self.assertFalse(self.get_rows(**filters))

	def test_what_is_overdue_is_found_and_drawn(self):
		plan = make_overdue_action().joint_action_plan

		_columns, rows, _note, chart, summary = execute({"overdue_only": 1})

		self.assertIn(plan, [row["plan"] for row in rows])
		overdue = sum(row["overdue"] for row in rows)
		self.assertEqual(summary[3]["value"], overdue)
		self.assertEqual([row["name"] for row in chart["data"]["datasets"]], ["Done", "Open", "Overdue"])
		self.assertIsNone(execute({"year": 2001})[3])

	def test_cancelled_plans_are_shown_only_when_they_are_asked_for(self):
		frappe.db.set_value("Joint Action Plan", self.plan.name, "stage", "Cancelled")

		self.assertFalse(self.get_rows())
		self.assertTrue(self.get_rows(stage="Cancelled"))
