# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import make_plan
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_template(*steps: dict, **overrides):
	"""Create a template with these steps, of two months when none are given."""
	return frappe.get_doc(
		{
			"doctype": "Development Plan Template",
			"template_name": f"Path {frappe.generate_hash(length=6)}",
			"steps": steps
			or [
				{"step_title": "Meet", "offset_days": 0},
				{"step_title": "Review", "offset_days": 30, "done_by": "Hub Staff"},
			],
			**overrides,
		}
	).insert()


class TestDevelopmentPlanTemplate(HubTestCase):
	def test_a_template_brings_its_steps_once_with_due_dates_from_the_first_day(self):
		officer = make_user("officer@plan.test", "Hub Officer")
		plan = make_plan(template=make_template().name, responsible=officer)

		self.assertEqual(plan.add_template_steps(), 2)
		self.assertEqual(plan.add_template_steps(), 0)

		plan.reload()
		self.assertEqual(
			[getdate(row.due_date) for row in plan.steps],
			[getdate(add_days(today(), -10)), getdate(add_days(today(), 20))],
		)
		self.assertEqual([row.assigned_to for row in plan.steps], [None, officer])

	def test_steps_are_due_from_the_first_day_to_ten_years_later(self):
		for days in (-1, 3651):
			with self.subTest(days), self.assertRefused("Steps, row 1, Due After Days"):
				make_template({"step_title": "X", "offset_days": days})
		self.assertEqual(make_template({"step_title": "X", "offset_days": 3650}).steps[0].offset_days, 3650)

	def test_texts_are_plain(self):
		with self.assertRefused("please write plain text"):
			make_template({"step_title": "<b>Meet</b>", "offset_days": 0})

	def test_a_mentor_reads_templates_and_changes_none(self):
		template = make_template()
		with as_user(make_user("mentor@plan.test", "Hub Mentor")):
			self.assertTrue(template.has_permission("read"))
			self.assertFalse(template.has_permission("write"))
