# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.needs.test_traceability import ANSWERS, get_hooks, make_answer
from planota_hub.local_networks.report.need_to_outcome.need_to_outcome import execute
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_decision
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with


class TestNeedToOutcome(HubTestCase):
	def setUp(self):
		super().setUp()
		ANSWERS.clear()
		patcher = patch.object(frappe, "get_hooks", get_hooks)
		patcher.start()
		self.addCleanup(patcher.stop)
		self.place = make_municipality().name
		self.need = make_need(stage="Accepted", municipality=self.place)

	def run_report(self, **filters) -> list[dict]:
		return execute({"municipality": self.place, **filters})[1]

	def test_a_whole_row_of_an_answered_need(self):
		make_answer(self.need, "In Action", since=getdate(add_days(today(), -3)))

		self.assertEqual(
			self.run_report(),
			[
				{
					"need": self.need.name,
					"need_title": self.need.need_title,
					"municipality": self.place,
					"field_of_work": "Older People",
					"stage": "Accepted",
					"priority": 60,
					"accepted_on": getdate(today()),
					"waits": "",
					"answer_type": "Training Workshop",
					"answer": "WRK-TEST",
					"answer_title": "A workshop",
					"state": "In Action",
					"since": getdate(add_days(today(), -3)),
					"days": 3,
				}
			],
		)

	def test_a_need_with_two_answers_has_two_rows_and_one_without_has_one(self):
		make_answer(self.need, "Planned")
		make_answer(self.need, "Dropped", name="WRK-OTHER")
		other = make_need(stage="Accepted", municipality=self.place)

		rows = self.run_report()

		self.assertEqual(
			[(row["need"], row["answer"]) for row in rows],
			[(self.need.name, "WRK-OTHER"), (self.need.name, "WRK-TEST"), (other.name, None)],
		)
		self.assertEqual(execute({"municipality": self.place})[4][0]["value"], 2)

	def test_orphans_and_stalled_ones_are_found(self):
		frappe.db.set_value("Local Need", self.need.name, "accepted_on", add_days(today(), -400))
		self.assertEqual([row["waits"] for row in self.run_report(only="Orphans")], ["Orphans"])

		make_answer(self.need, "In Action", since=getdate(add_days(today(), -300)))
		self.assertEqual([row["waits"] for row in self.run_report(only="Stalled")], ["Stalled"])
		self.assertEqual(self.run_report(only="Orphans"), [])


class TestReadersOfNeedToOutcome(HubTestCase):
	"""A need that a meeting decided about which mentors may not open."""

	def test_what_the_reader_may_not_open_shows_kind_and_state_alone(self):
		place = make_municipality().name
		need = make_need(stage="Accepted", municipality=place)
		decision = new_decision(decision="Only for the council", need=need.name)
		meeting = make_meeting(stage="Held", decisions=[decision])

		shown = {}
		for role in ("Hub Officer", "Hub Mentor"):
			with as_user(user_with(role)):
				(row,) = execute({"municipality": place})[1]
			shown[role] = (row["answer_type"], row["answer"], row["answer_title"], row["state"])

		self.assertEqual(
			shown["Hub Officer"], ("Hub Meeting", meeting.name, "Only for the council", "In Action")
		)
		self.assertEqual(shown["Hub Mentor"], ("Hub Meeting", None, None, "In Action"))
