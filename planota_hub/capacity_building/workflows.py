# SPDX-License-Identifier: GPL-3.0-only
"""Workflows of capacity building: what `planota_hub.setup.workflows` puts together.

Name of the workflow -> `document_type`, `workflow_state_field`, `states` and `transitions` (state, action, next
state). Optional: `more_roles` take the steps besides officers and managers, `editors` may edit at a state,
`override_status` leaves the colour in lists to the DocType.
"""

# state -> style of its button
STATE_STYLES = {
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

WORKFLOWS = {
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
