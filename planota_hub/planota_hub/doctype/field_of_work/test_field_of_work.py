# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.setup.masters import FIELDS_OF_WORK, create_masters
from planota_hub.tests.compat import HubTestCase


def make_field_of_work(**overrides):
	"""Create a field of work, with any field overridden."""
	values = {
		"doctype": "Field of Work",
		"field_name": f"Field {frappe.generate_hash(length=8)}",
		**overrides,
	}
	return frappe.get_doc(values).insert()


class TestFieldofWork(HubTestCase):
	def test_the_usual_fields_are_there_from_the_start(self):
		self.assertLessEqual(set(FIELDS_OF_WORK), set(frappe.get_all("Field of Work", pluck="name")))

	def test_what_the_site_changed_survives_when_masters_are_created_again(self):
		frappe.db.set_value("Field of Work", "Youth", "description", "Our own words")

		create_masters()

		self.assertEqual(frappe.db.get_value("Field of Work", "Youth", "description"), "Our own words")

	def test_a_description_may_be_a_list(self):
		self.assertEqual(make_field_of_work(description="- prva\n- druga").description, "- prva\n- druga")
