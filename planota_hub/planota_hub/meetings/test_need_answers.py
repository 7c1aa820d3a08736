# SPDX-License-Identifier: GPL-3.0-only
"""A decision of a meeting answers a need: in action while it is open, addressed when it is done."""

import frappe
from frappe.utils import getdate, today

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need, take_step
from planota_hub.local_networks.needs.traceability import get_answers
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_decision
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import take_step as take_meeting_step
from planota_hub.tests.compat import HubTestCase


class TestDecisionsAsAnswers(HubTestCase):
	def setUp(self):
		super().setUp()
		self.need = make_need(stage="Accepted")

	def get_stage(self, need=None) -> str:
		return frappe.db.get_value("Local Need", (need or self.need).name, "stage")

	def meet(self, stage: str = "Held", **decision):
		return make_meeting(stage=stage, decisions=[new_decision(need=self.need.name, **decision)])

	def save_decision(self, meeting, **values):
		meeting = frappe.get_doc("Hub Meeting", meeting.name)
		meeting.decisions[0].update(values)
		return meeting.save()

	def test_a_guest_need_goes_from_the_decision_into_action_and_is_addressed_when_it_is_done(self):
		need = make_need(stage="Under Review")
		meeting = make_meeting(stage="Held", decisions=[new_decision(need=need.name)])
		self.assertEqual(self.get_stage(need), "Under Review")

		self.assertEqual(take_step(frappe.get_doc("Local Need", need.name), "Accept").stage, "In Action")
		self.save_decision(meeting, status="Done")

		self.assertEqual(self.get_stage(need), "Addressed")

	def test_closing_the_task_of_the_decision_addresses_the_need(self):
		task = frappe.get_doc("ToDo", self.meet().decisions[0].todo)
		self.assertEqual(self.get_stage(), "In Action")

		task.status = "Closed"
		task.save()

		self.assertEqual(self.get_stage(), "Addressed")

	def test_what_is_dropped_taken_off_or_deleted_answers_no_more(self):
		meeting = self.meet()
		self.save_decision(meeting, status="Dropped")
		self.assertEqual(self.get_stage(), "Accepted")
		self.save_decision(meeting, status="Open")
		self.assertEqual(self.get_stage(), "In Action")
		self.save_decision(meeting, need=None)
		self.assertEqual(self.get_stage(), "Accepted")
		self.save_decision(meeting, need=self.need.name)
		frappe.delete_doc("Hub Meeting", meeting.name, force=True)
		self.assertEqual(self.get_stage(), "Accepted")

	def test_what_is_still_to_be_decided_is_planned(self):
		meeting = self.meet("Planned")

		(answer,) = get_answers([self.need.name])
		self.assertEqual((answer["state"], answer["since"]), ("Planned", getdate(meeting.creation)))
		self.assertEqual(self.get_stage(), "Accepted")

	def test_a_cancelled_meeting_answers_nothing(self):
		take_meeting_step(self.meet("Planned"), "Cancel Meeting")

		self.assertEqual(get_answers([self.need.name]), [])

	def test_an_answer_names_the_decision_and_its_meeting(self):
		meeting = self.meet(status="Done")

		expected = {
			"need": self.need.name,
			"doctype": "Hub Meeting",
			"name": meeting.name,
			"title": meeting.decisions[0].decision,
			"stage": "Done",
			"state": "Addressed",
			"since": getdate(today()),
		}
		self.assertEqual(get_answers([self.need.name]), [expected])
