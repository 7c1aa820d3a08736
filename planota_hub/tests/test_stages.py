# SPDX-License-Identifier: GPL-3.0-only
"""The stages of a document are the same ones wherever they are spelled: form, workflow, board and code."""

from importlib import import_module

import frappe
from frappe.model.base_document import get_controller

from planota_hub.rules.announced_events import AnnouncedEvent
from planota_hub.setup.boards import BOARDS
from planota_hub.setup.workflows import WORKFLOWS
from planota_hub.tests.compat import HubTestCase

# DocType -> the module with its first stage and with what its steps need
MODULES = {
	"NGO": "planota_hub.planota_hub.doctype.ngo.ngo",
	"Portal Access Request": "planota_hub.planota_hub.doctype.portal_access_request.portal_access_request",
	"Good Practice": "planota_hub.planota_hub.doctype.good_practice.good_practice",
	"Hub Meeting": "planota_hub.planota_hub.meetings.rules",
	"Hub Event": "planota_hub.planota_hub.events.rules",
	"Member Vote": "planota_hub.planota_hub.votes.rules",
	"Survey": "planota_hub.planota_hub.surveys.rules",
	"Training Workshop": "planota_hub.planota_hub.taking_part.stages",
	"Development Plan": "planota_hub.capacity_building.plans.stages",
	"NGO Support Request": "planota_hub.capacity_building.support.request_stages",
	"Local Need": "planota_hub.local_networks.needs.stages",
	"Network Join Request": "planota_hub.local_networks.doctype.network_join_request.network_join_request",
	"Representative Election": "planota_hub.local_networks.elections.rules",
	"Funding Call": "planota_hub.funding.calls.stages",
	"Call Application": "planota_hub.funding.applications.stages",
	"Reporting Period": "planota_hub.funding.indicators.period_stages",
	"Partnership Consortium": "planota_hub.partnerships.consortia.stages",
	"Joint Action Plan": "planota_hub.partnerships.action_plans.stages",
	"Programme Proposal": "planota_hub.partnerships.programmes.stages",
	"Policy Proposal": "planota_hub.advocacy.proposals.stages",
	"Advocacy Campaign": "planota_hub.advocacy.campaigns.stages",
}


def get_options(doctype: str, fieldname: str = "stage") -> list[str]:
	return frappe.get_meta(doctype).get_field(fieldname).options.strip().split("\n")


class TestStages(HubTestCase):
	def test_the_options_of_the_field_are_the_states_of_the_workflow(self):
		for name, workflow in WORKFLOWS.items():
			with self.subTest(name):
				options = get_options(workflow["document_type"], workflow["workflow_state_field"])
				self.assertEqual(options, list(workflow["states"]))

	def test_the_columns_of_a_board_are_the_options_of_its_field(self):
		for name, board in BOARDS.items():
			with self.subTest(name):
				options = get_options(board["reference_doctype"], board["field_name"])
				self.assertEqual(sorted(board["columns"]), sorted(options))

	def test_steps_lead_from_one_state_of_the_workflow_to_another(self):
		for name, workflow in WORKFLOWS.items():
			with self.subTest(name):
				steps = workflow["transitions"]
				named = {state for start, _action, end, *_only in steps for state in (start, end)}
				self.assertLessEqual(named, set(workflow["states"]))

	def test_every_document_with_a_workflow_begins_at_its_first_state(self):
		for workflow in WORKFLOWS.values():
			doctype = workflow["document_type"]
			with self.subTest(doctype):
				self.assertEqual(import_module(MODULES[doctype]).FIRST_STAGE, workflow["states"][0])

	def test_conditions_and_needs_are_those_of_stages_that_there_are(self):
		for doctype, path in MODULES.items():
			module = import_module(path)
			for constant in ("STAGES", "CONDITIONS", "NEEDS"):
				with self.subTest(f"{doctype}: {constant}"):
					self.assertLessEqual(set(getattr(module, constant, ())), set(get_options(doctype)))

	def test_what_comes_next_is_a_step_of_the_workflow(self):
		for workflow in WORKFLOWS.values():
			steps = {(start, end) for start, _action, end, *_only in workflow["transitions"]}
			following = getattr(import_module(MODULES[workflow["document_type"]]), "NEXT_STAGE", {})
			with self.subTest(workflow["document_type"]):
				self.assertLessEqual(set(following.items()), steps)

	def test_an_event_is_announced_at_stages_that_there_are(self):
		for doctype in ("Hub Meeting", "Training Workshop", "Hub Event", "Representative Election"):
			with self.subTest(doctype):
				controller = get_controller(doctype)
				self.assertTrue(issubclass(controller, AnnouncedEvent) and controller.announced_stages)
				self.assertLessEqual(set(controller.announced_stages), set(get_options(doctype)))
				known = {controller.announced_end, *controller.announced_fields}
				self.assertLessEqual(known, set(frappe.get_meta(doctype).get_valid_columns()))
