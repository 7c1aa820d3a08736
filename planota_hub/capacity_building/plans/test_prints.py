# SPDX-License-Identifier: GPL-3.0-only
"""What is printed of development plans and assessments, and for whom."""

import frappe

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	make_assessment,
	make_plan,
)
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

PLAN_PRINT = "Development Plan Record"


class TestPrints(HubTestCase):
	def setUp(self):
		super().setUp()
		self.user = make_user("ana@plan-print.test", "NGO Representative")
		goal = {
			"area": "Advocacy",
			"goal": "Speak up",
			"measure": "Two proposals",
			"result": "Reached",
			"result_remark": "Three were sent",
		}
		self.plan = make_plan(ngo=make_represented_ngo(self.user).name, goals=[goal], stage="Selected")
		self.plan.scores[0].remark = "Works in the whole region"
		self.plan.selection_remark = "The best of the round"
		self.plan.save()

	def test_a_plan_is_printed_with_its_goals_and_with_how_it_was_selected(self):
		html = frappe.get_print("Development Plan", self.plan.name, PLAN_PRINT)

		for text in ("Speak up", "Two proposals", "Three were sent"):
			self.assertIn(text, html)
		for text in ("Works in the whole region", "The best of the round"):
			self.assertIn(text, html)

	def test_the_ngo_prints_its_plan_without_the_selection(self):
		with as_user(self.user):
			html = frappe.get_print("Development Plan", self.plan.name, PLAN_PRINT)

		self.assertIn("Three were sent", html)
		for text in ("Works in the whole region", "The best of the round"):
			self.assertNotIn(text, html)

	def test_an_assessment_is_printed_with_levels_evidence_and_remarks(self):
		assessment = make_assessment(remark="A good year", participants="Board")
		assessment.scores[0].evidence = "Two positions were published"
		assessment.save()

		html = frappe.get_print("Capacity Assessment", assessment.name, "Capacity Assessment Record")

		for text in ("Two positions were published", "A good year", "Board", "<svg"):
			self.assertIn(text, html)
