"""The stages of a DocType are the same ones wherever they are listed."""

import frappe

from planota_hub.setup.boards import BOARDS
from planota_hub.setup.workflows import WORKFLOWS
from planota_hub.tests.compat import HubTestCase


class TestStages(HubTestCase):
	def test_the_field_of_the_stage_offers_the_states_of_the_workflow(self):
		for name, workflow in WORKFLOWS.items():
			with self.subTest(name):
				options = get_options(workflow["document_type"], workflow["workflow_state_field"])
				self.assertEqual(options, list(workflow["states"]))

	def test_a_board_has_a_column_for_each_option_of_its_field(self):
		for name, board in BOARDS.items():
			with self.subTest(name):
				options = get_options(board["reference_doctype"], board["field_name"])
				self.assertEqual(sorted(board["columns"]), sorted(options))

	def test_every_step_leads_from_a_state_of_its_workflow_to_another(self):
		for name, workflow in WORKFLOWS.items():
			for state, action, next_state, *_role in workflow["transitions"]:
				with self.subTest(f"{name}: {action}"):
					self.assertLessEqual({state, next_state}, set(workflow["states"]))
					self.assertNotEqual(state, next_state)


def get_options(doctype: str, fieldname: str) -> list[str]:
	field = frappe.get_meta(doctype).get_field(fieldname)
	return [option for option in field.options.split("\n") if option]
