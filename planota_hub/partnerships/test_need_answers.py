# SPDX-License-Identifier: GPL-3.0-only
"""The chain from a need to what becomes of it: consortium, joint action plan and programme proposal."""

import frappe
from frappe.model.workflow import apply_workflow

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	agree,
	make_action,
	make_municipal_plan,
	make_plan,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
	make_consortium,
)
from planota_hub.partnerships.doctype.programme_proposal.test_programme_proposal import (
	bring_to,
	make_proposal,
	step,
)
from planota_hub.partnerships.need_answers import STATES, get_answers
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestNeedAnswers(HubTestCase):
	def setUp(self):
		super().setUp()
		self.need = make_need(stage="Accepted")
		self.rows = [{"need": self.need.name, "contribution": "One place for help"}]

	def get_stage(self) -> str:
		return frappe.db.get_value("Local Need", self.need.name, "stage")

	def test_every_stage_says_what_it_means_for_the_need(self):
		for doctype, states in STATES.items():
			options = frappe.get_meta(doctype).get_field("stage").options.split("\n")
			self.assertEqual(set(states), set(options), doctype)

	def test_a_need_is_in_action_with_the_signed_agreement_and_addressed_with_the_closed_consortium(self):
		make_consortium(addressed_needs=self.rows)
		self.assertEqual(self.get_stage(), "Accepted")
		consortium = make_active_consortium(addressed_needs=self.rows)
		self.assertEqual(self.get_stage(), "In Action")

		answer = next(row for row in get_answers([self.need.name]) if row["name"] == consortium.name)

		self.assertEqual((answer["state"], answer["title"]), ("In Action", consortium.consortium_name))

	def test_a_need_is_addressed_once_the_plan_is_done_and_the_consortium_closed(self):
		consortium = make_active_consortium(
			addressed_needs=self.rows, starts_on=f"{frappe.utils.today()[:4]}-01-01"
		)
		plan = make_plan(plan_of=consortium.name, addressed_needs=self.rows)
		action = make_action(plan)
		plan = agree(plan)
		action.reload().update({"status": "Done", "evidence": "Opened on the first of May"}).save()

		apply_workflow(plan.reload(), "Complete")
		self.assertEqual(self.get_stage(), "In Action")
		consortium.reload().update({"outcome": "Achieved"}).save()
		apply_workflow(consortium, "Close")

		self.assertEqual(self.get_stage(), "Addressed")

	def test_a_consortium_that_did_not_achieve_its_purpose_answers_nothing(self):
		consortium = make_active_consortium(addressed_needs=self.rows)
		consortium.update({"outcome": "Not Achieved"}).save()

		consortium = apply_workflow(consortium, "Close")

		self.assertEqual([row["state"] for row in get_answers([self.need.name])], ["Dropped"])
		self.assertEqual(self.get_stage(), "Accepted")

	def test_a_proposal_is_in_action_when_it_is_included_and_dropped_when_it_is_dropped(self):
		proposal = bring_to(make_proposal(addressed_needs=self.rows), "Included")
		self.assertEqual(self.get_stage(), "In Action")

		step(proposal, "Drop", next_reason="No lead any more")

		self.assertEqual(self.get_stage(), "Accepted")

	def test_a_deleted_document_answers_nothing_any_more(self):
		plan = make_municipal_plan(addressed_needs=self.rows)
		make_action(plan)
		agree(plan)
		self.assertEqual(self.get_stage(), "In Action")
		for name in frappe.get_all("Joint Action", {"joint_action_plan": plan.name}, pluck="name"):
			frappe.delete_doc("Joint Action", name)

		frappe.delete_doc("Joint Action Plan", plan.name)

		self.assertEqual(self.get_stage(), "Accepted")


class TestPlanOfANetwork(HubTestCase):
	def test_members_of_the_network_take_on_actions_and_nobody_else(self):
		network = make_network(members=[make_member()])
		plan = make_plan(plan_of_type="Local Network", plan_of=network.name, municipality="Tolmin")
		member = network.members[0]

		make_action(plan, partner_type="NGO", partner=member.member)
		with self.assertRefused("does not take part in"):
			make_action(plan, partner_type="NGO", partner=make_ngo(stage="Verified").name)

		self.assertEqual(plan.plan_of_name, network.network_name)

	def test_a_coordinator_sees_the_plans_of_the_own_networks(self):
		coordinator = make_user("partner-coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Tolmin", coordinator)
		own, other = (
			make_plan(
				plan_of_type="Local Network",
				plan_of=make_network(municipalities=[{"municipality": place}]).name,
			).name
			for place in ("Tolmin", "Vipava")
		)
		with as_user(coordinator):
			self.assertEqual(
				frappe.get_list("Joint Action Plan", {"name": ("in", [own, other])}, pluck="name"), [own]
			)
