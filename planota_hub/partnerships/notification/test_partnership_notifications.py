# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	make_action,
	make_municipal_plan,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
	make_consortium,
)
from planota_hub.partnerships.doctype.programme_proposal.test_programme_proposal import (
	bring_to,
	make_proposal,
)
from planota_hub.partnerships.doctype.regional_programme.test_regional_programme import make_programme
from planota_hub.partnerships.reminders import announce_deadlines
from planota_hub.tests.compat import HubTestCase, make_user


class TestPartnershipNotifications(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user("officer@hub.test", "Hub Officer")

	def get_alerts(self, doc) -> list[str]:
		"""Return the subjects of what the officer finds under the bell about a record."""
		filters = {"for_user": self.officer, "document_type": doc.doctype, "document_name": doc.name}
		return frappe.get_all("Notification Log", filters, pluck="subject", order_by="creation asc")

	def test_staff_are_told_of_what_ends_or_is_due_soon(self):
		ends_on = add_days(today(), 60)
		active, forming = make_active_consortium(ends_on=ends_on), make_consortium(ends_on=ends_on)
		day = getdate(add_days(today(), 7))
		action = make_action(make_municipal_plan(year=day.year), starts_on=f"{day.year}-01-01", due_on=day)
		programme = make_programme(proposals_until=add_days(today(), 14))

		announce_deadlines()
		announce_deadlines()

		self.assertIn("Agreement ends soon", self.get_alerts(active)[0])
		self.assertEqual(len(self.get_alerts(active)), 1)
		self.assertEqual(self.get_alerts(forming), [])
		self.assertIn("Due in a week", self.get_alerts(action)[0])
		self.assertIn("two more weeks", self.get_alerts(programme)[0])

	def test_staff_are_told_when_a_proposal_came_into_a_programme(self):
		proposal = bring_to(make_proposal(responsible=self.officer), "Submitted")
		self.assertEqual(self.get_alerts(proposal), [])

		proposal.update({"next_decision_reference": "7/2026"}).save()
		apply_workflow(proposal, "Include")

		self.assertIn("Included", self.get_alerts(proposal)[0])
