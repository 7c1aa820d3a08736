# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.capacity_building.doctype.capacity_assessment.capacity_assessment import (
	draw_radar,
	get_proposal,
)
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	make_assessment,
	make_plan,
	take_step,
)
from planota_hub.capacity_building.plans import radar
from planota_hub.capacity_building.plans.capacity_levels import compare, draw_comparison
from planota_hub.setup.masters import CAPACITY_AREAS
from planota_hub.tests.compat import HubTestCase

LEVEL = {"area": "Advocacy", "level": 3, "wanted_level": 4}


class TestCapacityAssessment(HubTestCase):
	def test_levels_outside_one_to_five_are_refused_with_their_row(self):
		for fieldname, wrong, label in (
			("level", 0, "Level"),
			("level", 6, "Level"),
			("wanted_level", -1, "Wanted"),
			("wanted_level", 6, "Wanted"),
		):
			with (
				self.subTest(f"{fieldname} {wrong}"),
				self.assertRefused(f"Levels, row 1, {label}: expected is a number from 1 to 5"),
			):
				make_assessment(scores=[{**LEVEL, fieldname: wrong}])

	def test_one_baseline_and_one_final_per_plan(self):
		plan = make_plan().name
		first = make_assessment(development_plan=plan)
		with self.assertRefused(first.name, frappe.DuplicateEntryError):
			make_assessment(development_plan=plan)
		make_assessment(development_plan=plan, assessment_type="Final")
		with self.assertRefused("one of the kind Final", frappe.DuplicateEntryError):
			make_assessment(development_plan=plan, assessment_type="Final")

	def test_as_many_interim_ones_as_help(self):
		plan = make_plan().name
		make_assessment(development_plan=plan)
		for _number in range(2):
			make_assessment(development_plan=plan, assessment_type="Interim")

	def test_the_baseline_comes_first(self):
		plan = make_plan().name
		with self.assertRefused("the plan needs its baseline first"):
			make_assessment(development_plan=plan, assessment_type="Interim")
		make_assessment(development_plan=plan)
		with self.assertRefused("Assessed On: the baseline comes first"):
			make_assessment(development_plan=plan, assessment_type="Final", assessed_on=add_days(today(), -1))

	def test_a_baseline_with_later_ones_cannot_be_deleted(self):
		plan = make_plan().name
		baseline = make_assessment(development_plan=plan)
		make_assessment(development_plan=plan, assessment_type="Interim")
		with self.assertRefused("delete them first"):
			baseline.delete()

	def test_the_future_is_not_assessed(self):
		with self.assertRefused("Assessed On: the date lies in the future"):
			make_assessment(assessed_on=add_days(today(), 1))

	def test_an_area_twice_is_refused(self):
		with self.assertRefused("Levels: Advocacy is there twice"):
			make_assessment(scores=[LEVEL, LEVEL])

	def test_a_plan_that_is_over_is_not_assessed(self):
		plan = take_step(make_plan(), "Withdraw")
		with self.assertRefused("Development Plan: the plan is Withdrawn"):
			make_assessment(development_plan=plan.name)

	def test_averages_leave_out_what_is_not_agreed(self):
		assessment = make_assessment(
			scores=[{**LEVEL, "wanted_level": 0}, {"area": "Digital", "level": 2, "wanted_level": 5}]
		)
		self.assertEqual((assessment.average_level, assessment.average_wanted), (2.5, 5))

	def test_before_and_after_are_the_baseline_and_the_newest_later_one(self):
		plan = make_plan().name
		make_assessment(development_plan=plan, scores=[LEVEL], assessed_on=add_days(today(), -9))
		make_assessment(development_plan=plan, assessment_type="Final", scores=[{**LEVEL, "level": 5}])
		make_assessment(
			development_plan=plan,
			assessment_type="Interim",
			scores=[{**LEVEL, "level": 4}],
			assessed_on=add_days(today(), -2),
		)

		self.assertEqual(compare([plan])[plan]["Advocacy"], {"baseline": 3, "latest": 5, "wanted": 4})

	def test_a_new_assessment_offers_every_area_with_the_wanted_levels_agreed_before(self):
		plan = make_plan().name
		make_assessment(development_plan=plan, scores=[LEVEL])

		proposal = get_proposal(plan)

		rows = proposal["scores"]
		self.assertEqual(proposal["assessment_type"], "Interim")
		self.assertEqual([row["area"] for row in rows][: len(CAPACITY_AREAS)], list(CAPACITY_AREAS))
		self.assertEqual({row["area"]: row["wanted_level"] for row in rows}["Advocacy"], 4)

	def test_the_radar_chart_shows_every_line_and_nothing_that_could_run(self):
		plan = make_plan().name
		make_assessment(development_plan=plan)
		make_assessment(development_plan=plan, assessment_type="Final")

		chart = draw_comparison(plan)

		self.assertEqual(chart.count("<polygon"), radar.BEST_LEVEL + 3)
		self.assertIn("Baseline: Advocacy 2", chart)
		line = radar.Series("<script>", "#000000", [1, 2, 3])
		self.assertNotIn("<script", radar.draw(["<img src=x>", "b", "c"], [line]))

	def test_fewer_than_three_areas_make_no_radar(self):
		self.assertEqual(draw_radar(make_assessment(scores=[LEVEL]).as_json()), "")
