# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	make_workshop,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import fill
from planota_hub.tests.alerts import send_alerts_of_today
from planota_hub.tests.compat import HubTestCase, make_user


class TestWorkshopNotifications(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user("officer@hub.test", "Hub Officer")

	def get_alerts(self, document_type: str, names: list[str]) -> list[str]:
		"""Return the subjects of what the officer finds under the bell about these records."""
		filters = {
			"for_user": self.officer,
			"document_type": document_type,
			"document_name": ("in", names),
		}
		return frappe.get_all("Notification Log", filters, pluck="subject", order_by="creation asc")

	def test_staff_are_told_once_that_people_wait(self):
		workshop = make_workshop(capacity=1)

		names = fill(workshop, 4)

		(subject,) = self.get_alerts("Workshop Registration", names)
		self.assertIn(workshop.workshop_title, subject)

	def test_staff_are_reminded_of_attendance_and_of_drafts(self):
		over, draft, held = (
			make_past_workshop(),
			make_workshop(stage="Draft", days=14),
			make_past_workshop(stage="Held"),
		)

		send_alerts_of_today("Workshop Awaits Attendance")
		send_alerts_of_today("Workshop Draft Near Its Date")

		self.assertIn("Attendance to record", self.get_alerts("Training Workshop", [over.name])[0])
		self.assertIn("Still a draft", self.get_alerts("Training Workshop", [draft.name])[0])
		self.assertEqual(self.get_alerts("Training Workshop", [held.name]), [])
