# SPDX-License-Identifier: GPL-3.0-only
"""Workflows of the hub, with the states and actions that they need, put together from those of each area.

Their records lie in `fixtures/`, written by `setup.fixture_files`.
"""

import frappe

from planota_hub.advocacy import workflows as advocacy
from planota_hub.capacity_building import workflows as capacity_building
from planota_hub.funding import workflows as funding
from planota_hub.local_networks import workflows as local_networks
from planota_hub.partnerships import workflows as partnerships
from planota_hub.planota_hub import workflows as register
from planota_hub.setup.fixtures import get_brought

AREAS = (register, capacity_building, local_networks, funding, partnerships, advocacy)

WORKFLOWS = {name: definition for area in AREAS for name, definition in area.WORKFLOWS.items()}
WORKFLOW_STATES = {state: style for area in AREAS for state, style in area.STATE_STYLES.items()}
WORKFLOW_ACTIONS = sorted(
	{transition[1] for definition in WORKFLOWS.values() for transition in definition["transitions"]}
)

# brought by the framework itself at its own installation, and so never removed with the app
FRAMEWORK_STATES = frozenset({"Pending", "Approved", "Rejected"})
FRAMEWORK_ACTIONS = frozenset({"Approve", "Reject", "Review"})

WORKFLOW_ROLES = ("Hub Officer", "Hub Manager")


def build_states() -> list[dict]:
	"""Return the records of the states, each with the style of its button."""
	return [
		{
			"doctype": "Workflow State",
			"docstatus": 0,
			"name": state,
			"workflow_state_name": state,
			"style": style,
		}
		for state, style in WORKFLOW_STATES.items()
	]


def build_actions() -> list[dict]:
	return [
		{"doctype": "Workflow Action Master", "docstatus": 0, "name": action, "workflow_action_name": action}
		for action in WORKFLOW_ACTIONS
	]


def build_workflows() -> list[dict]:
	return [build_workflow(name, definition) for name, definition in WORKFLOWS.items()]


def build_workflow(name: str, definition: dict) -> dict:
	"""Return the record of a workflow: a row for each state or step and each role that it is open to."""
	roles = (*WORKFLOW_ROLES, *definition.get("more_roles", ()))
	return {
		"doctype": "Workflow",
		"docstatus": 0,
		"name": name,
		"workflow_name": name,
		"document_type": definition["document_type"],
		"workflow_state_field": definition["workflow_state_field"],
		"is_active": 1,
		"send_email_alert": 0,
		"override_status": definition.get("override_status", 0),
		"states": [
			{"state": state, "doc_status": "0", "allow_edit": role}
			for state in definition["states"]
			for role in (*roles, *definition.get("editors", {}).get(state, ()))
		],
		"transitions": [
			{
				"state": state,
				"action": action,
				"next_state": next_state,
				"allowed": role,
				"allow_self_approval": 1,
				**get_condition(definition, state, action),
			}
			for state, action, next_state, *only in definition["transitions"]
			for role in only or roles
		],
	}


def get_condition(definition: dict, state: str, action: str) -> dict[str, str]:
	"""Return the condition of a step, nothing for one that is always open."""
	condition = definition.get("conditions", {}).get((state, action))
	return {"condition": condition} if condition else {}


def remove_workflows() -> None:
	"""Remove the workflows, and those of their states and actions that no other workflow uses."""
	for name in get_brought("Workflow"):
		frappe.delete_doc("Workflow", name, ignore_permissions=True, force=True, ignore_missing=True)
	for state in sorted(set(get_brought("Workflow State")) - FRAMEWORK_STATES):
		if not is_used({"state": state}, "Workflow Document State", "Workflow Transition") and not is_used(
			{"next_state": state}, "Workflow Transition"
		):
			frappe.delete_doc(
				"Workflow State", state, ignore_permissions=True, force=True, ignore_missing=True
			)
	for action in sorted(set(get_brought("Workflow Action Master")) - FRAMEWORK_ACTIONS):
		if not is_used({"action": action}, "Workflow Transition"):
			frappe.delete_doc(
				"Workflow Action Master", action, ignore_permissions=True, force=True, ignore_missing=True
			)


def is_used(filters: dict, *doctypes: str) -> bool:
	return any(frappe.db.exists(doctype, filters) for doctype in doctypes)
