# SPDX-License-Identifier: GPL-3.0-only
"""What answers a need, what follows for its stage, and which needs wait."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need, take_step
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.local_networks.needs.stages import derive_stage
from planota_hub.local_networks.needs.traceability import (
	answers_as_before,
	follow_answer,
	follow_answers,
	get_answers,
	get_chain,
	get_orphans,
	get_stalled,
	get_table_answers,
	refresh_stages,
)
from planota_hub.operation.portions import begin_anew
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ANSWERS = []
GET_HOOKS = frappe.get_hooks


def get_hooks(hook=None, *args, **kwargs):
	"""The hooks of a site on which only the area of these tests answers needs."""
	return (
		[f"{__name__}.get_test_answers"] if hook == "hub_need_answers" else GET_HOOKS(hook, *args, **kwargs)
	)


def get_test_answers(needs=None):
	"""Answers of an area that exists only in these tests."""
	return [answer for answer in ANSWERS if needs is None or answer["need"] in needs]


def make_answer(need, state: str, **overrides) -> dict:
	answer = {
		"need": need.name,
		"doctype": "Training Workshop",
		"name": "WRK-TEST",
		"title": "A workshop",
		"stage": "Announced",
		"state": state,
		"since": getdate(today()),
		**overrides,
	}
	ANSWERS.append(answer)
	return answer


class TestTraceability(HubTestCase):
	def setUp(self):
		super().setUp()
		ANSWERS.clear()
		patcher = patch.object(frappe, "get_hooks", get_hooks)
		patcher.start()
		self.addCleanup(patcher.stop)
		self.need = make_need(stage="Accepted")

	def get_stage(self, need=None) -> str:
		return frappe.db.get_value("Local Need", (need or self.need).name, "stage")


class TestDerivedStages(TestTraceability):
	def test_the_stage_follows_from_the_states_of_the_answers(self):
		for states, expected in (
			([], "Accepted"),
			(["Planned"], "Accepted"),
			(["Dropped"], "Accepted"),
			(["In Action"], "In Action"),
			(["Planned", "In Action"], "In Action"),
			(["Planned", "Addressed"], "In Action"),
			(["In Action", "Addressed"], "In Action"),
			(["Addressed"], "Addressed"),
			(["Addressed", "Dropped"], "Addressed"),
		):
			with self.subTest(states):
				self.assertEqual(derive_stage(states), expected)

	def test_a_need_goes_with_its_answer_and_back_when_it_is_dropped(self):
		answer = make_answer(self.need, "In Action")
		for state, expected in (
			("In Action", "In Action"),
			("Addressed", "Addressed"),
			("In Action", "In Action"),
			("Dropped", "Accepted"),
		):
			answer["state"] = state
			for _run in range(2):
				follow_answers([self.need.name])
				self.assertEqual(self.get_stage(), expected)

	def test_each_move_stands_in_the_history_of_the_need(self):
		make_answer(self.need, "Addressed")
		follow_answers([self.need.name])

		comments = frappe.get_all(
			"Comment",
			{"reference_name": self.need.name, "comment_type": "Workflow"},
			pluck="content",
			order_by="creation asc, name asc",
		)
		self.assertEqual(comments[-1], "Addressed")
		self.assertEqual(
			frappe.db.get_value("Local Need", self.need.name, "stage_changed_on"), getdate(today())
		)

	def test_what_is_not_accepted_stays_where_people_put_it(self):
		for stage in ("Submitted", "Under Review", "Rejected"):
			need = make_need(stage=stage)
			make_answer(need, "In Action")
			follow_answers([need.name])
			self.assertEqual(self.get_stage(need), stage)

	def test_a_need_with_an_answer_goes_on_as_soon_as_it_is_accepted(self):
		need = make_need(stage="Under Review")
		make_answer(need, "In Action")

		self.assertEqual(take_step(need, "Accept").stage, "In Action")

	def test_a_document_moves_the_needs_it_names_and_named_before(self):
		before, now = make_need(stage="Accepted"), make_need(stage="Accepted")
		row = frappe.get_doc({"doctype": "Addressed Need", "need": now.name})
		document = frappe._dict(
			get_all_children=lambda: [row],
			get_doc_before_save=lambda: frappe._dict(
				get_all_children=lambda: [frappe.get_doc({"doctype": "Addressed Need", "need": before.name})]
			),
		)
		make_answer(now, "In Action")
		frappe.db.set_value("Local Need", before.name, "stage", "In Action")

		follow_answer(document)

		self.assertEqual((self.get_stage(before), self.get_stage(now)), ("Accepted", "In Action"))

	def test_what_is_said_of_an_answer_changes_nothing_for_its_needs_and_what_is_chosen_does(self):
		def make(**values):
			plan = {"doctype": "Joint Action Plan", "stage": "Draft", "plan_title": "One"}
			return frappe.get_doc({**plan, "addressed_needs": [{"need": self.need.name}], **values})

		self.assertTrue(answers_as_before(make(plan_title="Another"), make()))
		self.assertFalse(answers_as_before(make(stage="Agreed"), make()))
		self.assertFalse(answers_as_before(make(addressed_needs=[]), make()))

	def test_the_nightly_job_brings_every_need_to_its_stage(self):
		make_answer(self.need, "Addressed")
		begin_anew("stages_of_needs")

		refresh_stages()

		self.assertEqual(self.get_stage(), "Addressed")

	def test_an_open_need_counts_for_its_network_until_it_is_addressed(self):
		network = make_network(municipalities=[{"municipality": "Idrija"}])
		need = make_need(municipality="Idrija", stage="Accepted")
		self.assertEqual(frappe.db.get_value("Local Network", network.name, "open_needs"), 1)
		make_answer(need, "Addressed")
		follow_answers([need.name])
		self.assertEqual(frappe.db.get_value("Local Network", network.name, "open_needs"), 0)


class TestWaitingNeeds(TestTraceability):
	def accept_before(self, need, days: int) -> None:
		frappe.db.set_value("Local Need", need.name, "accepted_on", add_days(today(), -days))

	def test_orphans_are_accepted_longer_than_the_limit_without_a_live_answer(self):
		answered, dropped, fresh = (make_need(stage="Accepted") for _number in range(3))
		for need, days in ((self.need, 61), (answered, 90), (dropped, 80), (fresh, 60)):
			self.accept_before(need, days)
		make_answer(answered, "Planned")
		make_answer(dropped, "Dropped")

		own = {self.need.name, answered.name, dropped.name, fresh.name}
		orphans = [orphan for orphan in get_orphans(60) if orphan["name"] in own]

		self.assertEqual(orphans, [{"name": dropped.name, "days": 80}, {"name": self.need.name, "days": 61}])

	def test_stalled_are_answered_needs_where_nothing_moves(self):
		moving = make_need(stage="Accepted")
		make_answer(self.need, "Planned", since=getdate(add_days(today(), -200)))
		make_answer(self.need, "Dropped")
		make_answer(moving, "Planned", since=getdate(add_days(today(), -200)))
		make_answer(moving, "Planned", since=getdate(add_days(today(), -10)))

		self.assertEqual(get_stalled(180), [{"name": self.need.name, "days": 200}])


class TestChain(TestTraceability):
	def test_answers_come_the_oldest_first(self):
		make_answer(self.need, "Planned", name="B", since=getdate("2024-02-02"))
		make_answer(self.need, "Planned", name="A", since=getdate("2024-03-03"))

		self.assertEqual([answer["name"] for answer in get_answers([self.need.name])], ["B", "A"])

	def test_a_reader_learns_of_hidden_answers_only_that_they_exist(self):
		mentor = make_user("mentor@chain.test", "Hub Mentor")
		workshop = make_workshop(stage="Draft")
		make_answer(self.need, "Planned", name=workshop.name)

		self.assertEqual(get_chain(self.need.name)[0]["title"], "A workshop")
		with as_user(mentor):
			(answer,) = get_chain(self.need.name)
		self.assertEqual((answer["name"], answer["title"], answer["stage"]), (None, None, None))
		self.assertEqual((answer["state"], answer["label"]), ("Planned", "Training Workshop"))

	def test_the_chain_of_a_hidden_need_is_refused(self):
		mentor = make_user("mentor@chain.test", "Hub Mentor")
		with as_user(mentor), self.assertRaises(frappe.PermissionError):
			get_chain(make_need().name)

	def test_answers_in_a_table_are_read_by_the_stage_of_their_document(self):
		workshop = make_workshop(stage="Draft")
		row = frappe.get_doc(
			{
				"doctype": "Addressed Need",
				"need": self.need.name,
				"parent": workshop.name,
				"parenttype": "Training Workshop",
				"parentfield": "addressed_needs",
			}
		)
		row.db_insert()

		expected = {
			"need": self.need.name,
			"doctype": "Training Workshop",
			"name": workshop.name,
			"title": workshop.workshop_title,
			"stage": "Draft",
			"state": "Planned",
			"since": getdate(workshop.stage_changed_on or workshop.creation),
		}
		for needs in (None, [self.need.name]):
			self.assertEqual(get_table_answers("Training Workshop", needs, {"Draft": "Planned"}), [expected])
		self.assertEqual(get_table_answers("Training Workshop", [], {"Draft": "Planned"}), [])
		self.assertEqual(get_table_answers("Training Workshop", None, {"Held": "Addressed"}), [])
