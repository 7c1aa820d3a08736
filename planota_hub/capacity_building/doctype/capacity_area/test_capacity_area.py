# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import make_plan
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_capacity_area(**overrides):
	"""Create a capacity area of its own name."""
	values = {"doctype": "Capacity Area", "area_name": f"Area {frappe.generate_hash(length=8)}"}
	return frappe.get_doc({**values, **overrides}).insert()


class TestCapacityArea(HubTestCase):
	def test_a_name_is_given_once(self):
		area = make_capacity_area()
		with self.assertRaises(frappe.DuplicateEntryError):
			make_capacity_area(area_name=area.name)

	def test_texts_are_plain(self):
		with self.assertRefused("please write plain text"):
			make_capacity_area(description="<i>Advocacy</i>")

	def test_an_area_that_a_plan_names_can_not_be_deleted_but_renamed(self):
		area = make_capacity_area()
		plan = make_plan(goals=[{"area": area.name, "goal": "Grow"}])
		with self.assertRaises(frappe.LinkExistsError):
			area.delete()

		renamed = frappe.rename_doc("Capacity Area", area.name, f"{area.name} renamed")
		self.assertEqual(frappe.get_doc("Development Plan", plan.name).goals[0].area, renamed)

	def test_officers_keep_the_areas_and_only_managers_delete_one(self):
		area = make_capacity_area()
		for role, rights in {
			"Hub Manager": (True, True, True),
			"Hub Officer": (True, True, False),
			"Hub Mentor": (True, False, False),
			"Hub Auditor": (True, False, False),
		}.items():
			with self.subTest(role), as_user(make_user(f"{frappe.scrub(role)}@area.test", role)):
				found = tuple(area.has_permission(ptype) for ptype in ("read", "write", "delete"))
				self.assertEqual(found, rights)
