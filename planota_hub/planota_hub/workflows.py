# SPDX-License-Identifier: GPL-3.0-only
"""Workflows of the register: what `planota_hub.setup.workflows` puts together.

Name of the workflow -> `document_type`, `workflow_state_field`, `states` and `transitions` (state, action, next
state). Optional: `conditions`, (state, action) -> Python on `doc`; `more_roles` take the steps besides officers and managers, `editors` may edit at a state,
`override_status` leaves the colour in lists to the DocType.
"""

# state -> style of its button
STATE_STYLES = {
	"Submitted": "Warning",
	"Received": "Warning",
	"Granted": "Success",
	"Verified": "Success",
	"Inactive": "",
	"Rejected": "Danger",
	"Listed": "Info",
	"Under Review": "Warning",
	"Published": "Success",
	"Withdrawn": "",
	"Declined": "Danger",
	"Planned": "",
	"Called": "Primary",
	"Held": "Success",
	"Minutes Adopted": "Success",
	"Cancelled": "Danger",
	"Draft": "",
	"Announced": "Primary",
	"Voting": "Primary",
	"Open": "Primary",
	"Closed": "Warning",
}

WORKFLOWS = {
	"NGO Verification": {
		"document_type": "NGO",
		"workflow_state_field": "stage",
		"states": ("Submitted", "Verified", "Inactive", "Rejected", "Listed"),
		"transitions": (
			("Submitted", "Verify", "Verified"),
			("Submitted", "Reject", "Rejected"),
			("Verified", "Deactivate", "Inactive"),
			("Inactive", "Reactivate", "Verified"),
			("Rejected", "Reopen", "Submitted"),
			("Listed", "Begin Contact", "Submitted"),
			("Listed", "Verify", "Verified"),
			("Listed", "Reject", "Rejected"),
			("Listed", "Deactivate", "Inactive"),
			("Inactive", "Return to List", "Listed"),
			("Rejected", "Return to List", "Listed"),
		),
		# who was known from the business register only goes back there, not among those in contact
		"conditions": {
			("Inactive", "Reactivate"): "doc.verified_on or not doc.listed_on",
			("Inactive", "Return to List"): "doc.listed_on and not doc.verified_on",
			("Rejected", "Return to List"): "doc.listed_on",
		},
	},
	"Portal Access Course": {
		"document_type": "Portal Access Request",
		"workflow_state_field": "stage",
		"states": ("Received", "Granted", "Declined"),
		"transitions": (
			("Received", "Grant Access", "Granted"),
			("Received", "Decline", "Declined"),
			("Declined", "Reopen", "Received"),
		),
	},
	"Good Practice Review": {
		"document_type": "Good Practice",
		"workflow_state_field": "stage",
		"states": ("Submitted", "Under Review", "Published", "Withdrawn", "Declined"),
		"transitions": (
			("Submitted", "Review", "Under Review"),
			("Under Review", "Publish", "Published"),
			("Published", "Withdraw", "Withdrawn"),
			("Withdrawn", "Publish", "Published"),
			("Submitted", "Decline", "Declined"),
			("Under Review", "Decline", "Declined"),
			("Declined", "Reopen", "Under Review"),
		),
	},
	"Event Course": {
		"document_type": "Hub Event",
		"workflow_state_field": "stage",
		"states": ("Draft", "Announced", "Closed", "Held", "Cancelled"),
		"transitions": (
			("Draft", "Announce", "Announced"),
			("Announced", "Close Registration", "Closed"),
			("Closed", "Reopen Registration", "Announced"),
			("Announced", "Mark as Held", "Held"),
			("Closed", "Mark as Held", "Held"),
			("Draft", "Cancel Event", "Cancelled"),
			("Announced", "Cancel Event", "Cancelled"),
			("Closed", "Cancel Event", "Cancelled"),
		),
	},
	"Meeting Course": {
		"document_type": "Hub Meeting",
		"workflow_state_field": "stage",
		"states": ("Planned", "Called", "Held", "Minutes Adopted", "Cancelled"),
		"transitions": (
			("Planned", "Send Invitations", "Called"),
			("Planned", "Mark as Held", "Held"),
			("Called", "Mark as Held", "Held"),
			("Held", "Adopt Minutes", "Minutes Adopted"),
			("Minutes Adopted", "Reopen Minutes", "Held"),
			("Planned", "Cancel Meeting", "Cancelled"),
			("Called", "Cancel Meeting", "Cancelled"),
			("Cancelled", "Reinstate Meeting", "Planned"),
		),
		# take the steps too, for the meetings in their municipalities
		"more_roles": ("Network Coordinator",),
		# the list shows which decision is overdue rather than the stage
		"override_status": 1,
	},
	"Member Vote Course": {
		"document_type": "Member Vote",
		"workflow_state_field": "stage",
		"states": ("Draft", "Voting", "Closed", "Withdrawn"),
		"transitions": (
			("Draft", "Open Voting", "Voting"),
			("Voting", "Close Voting", "Closed"),
			("Draft", "Withdraw Vote", "Withdrawn"),
			("Voting", "Withdraw Vote", "Withdrawn"),
		),
		# take the steps too, of the votes that they hold
		"more_roles": ("Network Coordinator",),
		# the list shows the outcome rather than that a vote is closed
		"override_status": 1,
	},
	"Survey Course": {
		"document_type": "Survey",
		"workflow_state_field": "stage",
		"states": ("Draft", "Open", "Closed", "Withdrawn"),
		"transitions": (
			("Draft", "Open Survey", "Open"),
			("Open", "Close Survey", "Closed"),
			("Draft", "Withdraw Survey", "Withdrawn"),
			("Open", "Withdraw Survey", "Withdrawn"),
		),
		# take the steps too, of the surveys that they hold
		"more_roles": ("Network Coordinator",),
	},
}
