# SPDX-License-Identifier: GPL-3.0-only
"""Workflows of funding: what `planota_hub.setup.workflows` puts together.

Name of the workflow -> `document_type`, `workflow_state_field`, `states` and `transitions` (state, action, next
state). Optional: `more_roles` take the steps besides officers and managers, `editors` may edit at a state,
`override_status` leaves the colour in lists to the DocType.
"""

# state -> style of its button
STATE_STYLES = {
	"Draft": "",
	"Published": "Primary",
	"Decided": "Success",
	"Withdrawn": "",
	"In Preparation": "Warning",
	"Submitted": "Warning",
	"Approved": "Success",
	"Rejected": "Danger",
	"Completed": "Success",
	"Open": "Primary",
	"Locked": "Success",
}

WORKFLOWS = {
	"Funding Call Course": {
		"document_type": "Funding Call",
		"workflow_state_field": "stage",
		"states": ("Draft", "Published", "Decided", "Withdrawn"),
		"transitions": (
			("Draft", "Publish", "Published"),
			("Published", "Mark as Decided", "Decided"),
			("Decided", "Reopen", "Published"),
			("Published", "Withdraw", "Withdrawn"),
			("Withdrawn", "Reopen", "Published"),
		),
		# the list shows whether the call is open rather than the stage
		"override_status": 1,
	},
	"Call Application Course": {
		"document_type": "Call Application",
		"workflow_state_field": "stage",
		"states": ("In Preparation", "Submitted", "Approved", "Rejected", "Completed", "Withdrawn"),
		"transitions": (
			("In Preparation", "Mark as Submitted", "Submitted"),
			("Submitted", "Return to Preparation", "In Preparation"),
			("Submitted", "Approve", "Approved"),
			("Submitted", "Reject", "Rejected"),
			("Approved", "Complete", "Completed"),
			("Approved", "Reopen", "Submitted"),
			("Rejected", "Reopen", "Submitted"),
			("Completed", "Reopen", "Approved"),
			("In Preparation", "Withdraw", "Withdrawn"),
			("Submitted", "Withdraw", "Withdrawn"),
			("Approved", "Withdraw", "Withdrawn"),
			("Withdrawn", "Reopen", "In Preparation"),
		),
		# take the steps too, on the applications that are theirs
		"more_roles": ("Hub Mentor",),
	},
	"Reporting Period Course": {
		"document_type": "Reporting Period",
		"workflow_state_field": "stage",
		"states": ("Open", "Submitted", "Locked"),
		# a fourth part names the role that alone takes the step
		"transitions": (
			("Open", "Submit Report", "Submitted"),
			("Submitted", "Return Report", "Open", "Hub Manager"),
			("Submitted", "Lock Period", "Locked", "Hub Manager"),
		),
	},
}
