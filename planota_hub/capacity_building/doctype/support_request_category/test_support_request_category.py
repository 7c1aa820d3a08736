# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import ledger_of
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_category(**overrides) -> str:
	"""Create a category of counselling without targets or person of its own; return its name."""
	category = {
		"doctype": "Support Request Category",
		"category_name": f"Questions {frappe.generate_hash(length=8)}",
		"kind": "Counselling",
		**overrides,
	}
	return frappe.get_doc(category).insert().name


class TestSupportRequestCategory(HubTestCase):
	def test_a_category_that_changes_later_moves_no_hours(self):
		# the test of the request makes its categories here
		from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
			make_request,
			make_work,
		)

		request = make_request(work=[make_work()])
		category = frappe.get_doc("Support Request Category", request.category)
		category.kind = "Information"
		category.save()
		request.reload()
		request.subject = "Another question"
		request.save()

		self.assertEqual(ledger_of(request)[0][1], "Counselling")

	def test_only_who_supports_ngos_is_responsible_for_a_category(self):
		mentor = make_user("mentor@category.test", "Hub Mentor")
		self.assertTrue(make_category(responsible=mentor))
		with self.assertRefused("Responsible"):
			make_category(responsible=make_user("auditor@category.test", "Hub Auditor"))

	def test_a_name_is_given_once_and_is_plain_text(self):
		name = make_category()
		with self.assertRaises(frappe.DuplicateEntryError):
			make_category(category_name=name)
		with self.assertRefused("please write plain text"):
			make_category(description="<b>Questions</b>")

	def test_only_managers_change_categories(self):
		category = frappe.get_doc("Support Request Category", make_category())
		for role, may_write in {"Hub Manager": True, "Hub Officer": False, "Hub Mentor": False}.items():
			with self.subTest(role), as_user(make_user(f"{frappe.scrub(role)}@category.test", role)):
				self.assertEqual(category.has_permission("write"), may_write)
