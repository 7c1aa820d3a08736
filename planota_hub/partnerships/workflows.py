# SPDX-License-Identifier: GPL-3.0-only
"""Workflows of partnerships: what `planota_hub.setup.workflows` puts together.

`override_status` leaves the colour in lists to the DocType.
"""

# state -> style of its button
STATE_STYLES = {
	"Initiated": "Warning",
	"Forming": "Warning",
	"Agreement Signed": "Primary",
	"Active": "Primary",
	"Closed": "Warning",
	"Draft": "",
	"Agreed": "Primary",
	"Completed": "Success",
	"Cancelled": "Danger",
	"Idea": "",
	"Submitted": "Warning",
	"Included": "Primary",
	"Priority": "Primary",
	"Financed": "Success",
	"Dropped": "",
}

WORKFLOWS = {
	"Consortium Course": {
		"document_type": "Partnership Consortium",
		"workflow_state_field": "stage",
		"override_status": 1,
		"states": ("Initiated", "Forming", "Agreement Signed", "Active", "Closed"),
		"transitions": (
			("Initiated", "Start Forming", "Forming"),
			("Forming", "Sign Agreement", "Agreement Signed"),
			("Agreement Signed", "Activate", "Active"),
			("Agreement Signed", "Amend Agreement", "Forming"),
			("Active", "Amend Agreement", "Forming"),
			("Initiated", "Close", "Closed"),
			("Forming", "Close", "Closed"),
			("Agreement Signed", "Close", "Closed"),
			("Active", "Close", "Closed"),
			("Closed", "Reopen", "Forming"),
		),
	},
	"Joint Action Plan Course": {
		"document_type": "Joint Action Plan",
		"workflow_state_field": "stage",
		"override_status": 1,
		"states": ("Draft", "Agreed", "Completed", "Cancelled"),
		"transitions": (
			("Draft", "Agree", "Agreed"),
			("Agreed", "Complete", "Completed"),
			("Completed", "Reopen", "Agreed"),
			("Draft", "Cancel Plan", "Cancelled"),
			("Agreed", "Cancel Plan", "Cancelled"),
			("Cancelled", "Reopen", "Draft"),
		),
		# take the steps too, on the plans of their municipalities
		"more_roles": ("Network Coordinator",),
	},
	"Programme Proposal Course": {
		"document_type": "Programme Proposal",
		"workflow_state_field": "stage",
		"override_status": 1,
		"states": ("Idea", "Submitted", "Included", "Priority", "Financed", "Dropped"),
		"transitions": (
			("Idea", "Submit Proposal", "Submitted"),
			("Submitted", "Include", "Included"),
			("Included", "Make Priority", "Priority"),
			("Priority", "Finance", "Financed"),
			# not the next stage: only with a reason
			("Idea", "Include", "Included"),
			("Submitted", "Make Priority", "Priority"),
			("Included", "Finance", "Financed"),
			("Submitted", "Set Back", "Idea"),
			("Included", "Set Back", "Submitted"),
			("Priority", "Set Back", "Included"),
			("Financed", "Set Back", "Priority"),
			("Idea", "Drop", "Dropped"),
			("Submitted", "Drop", "Dropped"),
			("Included", "Drop", "Dropped"),
			("Priority", "Drop", "Dropped"),
			("Dropped", "Take Up Again", "Idea"),
		),
	},
}
