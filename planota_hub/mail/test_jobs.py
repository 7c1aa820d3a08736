# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.mail.jobs import one_of_many
from planota_hub.tests.compat import HubTestCase


class TestOneOfMany(HubTestCase):
	def test_what_fails_is_undone_as_a_whole_and_logged_and_the_others_stay(self):
		for number in range(3):
			with one_of_many("A note could not be made", "Note", str(number)):
				frappe.get_doc({"doctype": "Note", "title": f"Job {number}", "content": "-"}).insert()
				if number == 1:
					raise ValueError("no")

		made = frappe.get_all("Note", {"title": ("like", "Job %")}, pluck="title", order_by="title asc")
		self.assertEqual(made, ["Job 0", "Job 2"])
		log = frappe.get_last_doc("Error Log")
		self.assertEqual((log.method, log.reference_name), ("A note could not be made", "1"))
		self.assertIn("ValueError: no", log.error)
