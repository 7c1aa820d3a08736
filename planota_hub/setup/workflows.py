"""Workflows of the hub, with the states and actions that they need, put together from those of each area."""

import frappe

from planota_hub.advocacy import workflows as advocacy
from planota_hub.capacity_building import workflows as capacity_building
from planota_hub.funding import workflows as funding
from planota_hub.local_networks import workflows as local_networks
from planota_hub.partnerships import workflows as partnerships
from planota_hub.planota_hub import workflows as register

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


def create_workflows() -> None:
	"""Create the missing states, actions and workflows; an existing workflow stays as the site has it."""
	for state, style in WORKFLOW_STATES.items():
		if not frappe.db.exists("Workflow State", state):
			frappe.get_doc(
				{"doctype": "Workflow State", "workflow_state_name": state, "style": style}
			).insert(ignore_permissions=True)
	for action in WORKFLOW_ACTIONS:
		if not frappe.db.exists("Workflow Action Master", action):
			frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": action}).insert(
				ignore_permissions=True
			)
	for name, definition in WORKFLOWS.items():
		if not frappe.db.exists("Workflow", name):
			create_workflow(name, definition)


def create_workflow(name: str, definition: dict) -> None:
	workflow = frappe.new_doc("Workflow")
	workflow.update(
		{
			"workflow_name": name,
			"document_type": definition["document_type"],
			"workflow_state_field": definition["workflow_state_field"],
			"is_active": 1,
			"send_email_alert": 0,
			"override_status": definition.get("override_status", 0),
		}
	)
	roles = (*WORKFLOW_ROLES, *definition.get("more_roles", ()))
	for state in definition["states"]:
		for role in (*roles, *definition.get("editors", {}).get(state, ())):
			workflow.append("states", {"state": state, "doc_status": "0", "allow_edit": role})
	for state, action, next_state, *only in definition["transitions"]:
		for role in only or roles:
			workflow.append(
				"transitions",
				{
					"state": state,
					"action": action,
					"next_state": next_state,
					"allowed": role,
					"allow_self_approval": 1,
				},
			)
	workflow.insert(ignore_permissions=True)


def remove_workflows() -> None:
	"""Remove the workflows, and those of their states and actions that no other workflow uses."""
	for name in WORKFLOWS:
		frappe.delete_doc("Workflow", name, ignore_permissions=True, force=True, ignore_missing=True)
	for state in sorted(WORKFLOW_STATES.keys() - FRAMEWORK_STATES):
		if not is_used({"state": state}, "Workflow Document State", "Workflow Transition") and not is_used(
			{"next_state": state}, "Workflow Transition"
		):
			frappe.delete_doc(
				"Workflow State", state, ignore_permissions=True, force=True, ignore_missing=True
			)
	for action in sorted(set(WORKFLOW_ACTIONS) - FRAMEWORK_ACTIONS):
		if not is_used({"action": action}, "Workflow Transition"):
			frappe.delete_doc(
				"Workflow Action Master", action, ignore_permissions=True, force=True, ignore_missing=True
			)


def is_used(filters: dict, *doctypes: str) -> bool:
	return any(frappe.db.exists(doctype, filters) for doctype in doctypes)
