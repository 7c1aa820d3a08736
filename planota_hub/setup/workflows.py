"""Workflows of the hub, with the states and actions that they need."""

import frappe

# state -> style of its button
WORKFLOW_STATES = {
	"Submitted": "Warning",
	"Verified": "Success",
	"Inactive": "",
	"Rejected": "Danger",
	"Draft": "",
	"Announced": "Primary",
	"Closed": "Warning",
	"Held": "Success",
	"Evaluated": "Success",
	"Cancelled": "Danger",
	"Applied": "Warning",
	"Under Assessment": "Warning",
	"Selected": "Primary",
	"Not Selected": "",
	"Active": "Primary",
	"Completed": "Success",
	"Withdrawn": "",
	"Received": "Warning",
	"In Progress": "Primary",
	"Resolved": "Success",
	"Declined": "Danger",
}

WORKFLOW_ACTIONS = (
	"Verify",
	"Reject",
	"Deactivate",
	"Reactivate",
	"Reopen",
	"Announce",
	"Close Registration",
	"Reopen Registration",
	"Mark as Held",
	"Evaluate",
	"Cancel Workshop",
	"Assess",
	"Select",
	"Do Not Select",
	"Start Plan",
	"Complete",
	"Withdraw",
	"Start Work",
	"Resolve",
	"Decline",
)

# brought by the framework itself at its own installation, and so never removed with the app
FRAMEWORK_STATES = frozenset({"Pending", "Approved", "Rejected"})
FRAMEWORK_ACTIONS = frozenset({"Approve", "Reject", "Review"})

WORKFLOW_ROLES = ("Hub Officer", "Hub Manager")

# name -> document type, field of the state, and steps (state, action, next state)
WORKFLOWS = {
	"NGO Verification": {
		"document_type": "NGO",
		"workflow_state_field": "stage",
		"states": ("Submitted", "Verified", "Inactive", "Rejected"),
		"transitions": (
			("Submitted", "Verify", "Verified"),
			("Submitted", "Reject", "Rejected"),
			("Verified", "Deactivate", "Inactive"),
			("Inactive", "Reactivate", "Verified"),
			("Rejected", "Reopen", "Submitted"),
		),
	},
	"Workshop Course": {
		"document_type": "Training Workshop",
		"workflow_state_field": "stage",
		"states": ("Draft", "Announced", "Closed", "Held", "Evaluated", "Cancelled"),
		"transitions": (
			("Draft", "Announce", "Announced"),
			("Announced", "Close Registration", "Closed"),
			("Closed", "Reopen Registration", "Announced"),
			("Announced", "Mark as Held", "Held"),
			("Closed", "Mark as Held", "Held"),
			("Held", "Evaluate", "Evaluated"),
			("Evaluated", "Reopen", "Held"),
			("Draft", "Cancel Workshop", "Cancelled"),
			("Announced", "Cancel Workshop", "Cancelled"),
			("Closed", "Cancel Workshop", "Cancelled"),
		),
	},
	"Development Plan Course": {
		"document_type": "Development Plan",
		"workflow_state_field": "stage",
		"states": (
			"Applied",
			"Under Assessment",
			"Selected",
			"Not Selected",
			"Active",
			"Completed",
			"Withdrawn",
		),
		"transitions": (
			("Applied", "Assess", "Under Assessment"),
			("Under Assessment", "Select", "Selected"),
			("Under Assessment", "Do Not Select", "Not Selected"),
			("Not Selected", "Reopen", "Under Assessment"),
			("Selected", "Start Plan", "Active"),
			("Active", "Complete", "Completed"),
			("Completed", "Reopen", "Active"),
			("Applied", "Withdraw", "Withdrawn"),
			("Under Assessment", "Withdraw", "Withdrawn"),
			("Selected", "Withdraw", "Withdrawn"),
			("Active", "Withdraw", "Withdrawn"),
		),
		# besides those who take the steps: who may edit at which state
		"editors": {"Selected": ("Hub Mentor",), "Active": ("Hub Mentor",)},
	},
	"Support Request Course": {
		"document_type": "NGO Support Request",
		"workflow_state_field": "stage",
		"states": ("Received", "In Progress", "Resolved", "Declined"),
		"transitions": (
			("Received", "Start Work", "In Progress"),
			("Received", "Resolve", "Resolved"),
			("In Progress", "Resolve", "Resolved"),
			("Received", "Decline", "Declined"),
			("In Progress", "Decline", "Declined"),
			("Resolved", "Reopen", "In Progress"),
			("Declined", "Reopen", "In Progress"),
		),
		# take the steps too, on the requests that are theirs
		"more_roles": ("Hub Mentor",),
		# the list shows what is overdue rather than the stage
		"override_status": 1,
	},
}


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
	for state, action, next_state in definition["transitions"]:
		for role in roles:
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
