# SPDX-License-Identifier: GPL-3.0-only
"""Workflows of local networks: what `planota_hub.setup.workflows` puts together.

Name of the workflow -> `document_type`, `workflow_state_field`, `states` and `transitions` (state, action, next
state). Optional: `more_roles` take the steps besides officers and managers, `editors` may edit at a state,
`override_status` leaves the colour in lists to the DocType.
"""

# state -> style of its button
STATE_STYLES = {
	"Submitted": "Warning",
	"Under Review": "Warning",
	"Accepted": "Primary",
	"In Action": "Primary",
	"Addressed": "Success",
	"Rejected": "Danger",
	"Duplicate": "",
	"Received": "Warning",
	"Declined": "Danger",
	"Draft": "",
	"Call Open": "Primary",
	"Consensus": "Warning",
	"Voting": "Primary",
	"Counted": "Warning",
	"Decided": "Success",
	"Cancelled": "Danger",
}

WORKFLOWS = {
	"Local Need Course": {
		"document_type": "Local Need",
		"workflow_state_field": "stage",
		"states": (
			"Submitted",
			"Under Review",
			"Accepted",
			"In Action",
			"Addressed",
			"Rejected",
			"Duplicate",
		),
		# nobody takes the steps to In Action and Addressed: they follow from what answers the need
		"transitions": (
			("Submitted", "Begin Review", "Under Review"),
			("Under Review", "Accept", "Accepted"),
			("Submitted", "Reject", "Rejected"),
			("Under Review", "Reject", "Rejected"),
			("Submitted", "Mark as Duplicate", "Duplicate"),
			("Under Review", "Mark as Duplicate", "Duplicate"),
			("Accepted", "Mark as Duplicate", "Duplicate"),
			("Accepted", "Reopen", "Under Review"),
			("Rejected", "Reopen", "Under Review"),
			("Duplicate", "Reopen", "Under Review"),
		),
		# takes the steps too, on the needs of the own municipalities
		"more_roles": ("Network Coordinator",),
	},
	"Network Join Course": {
		"document_type": "Network Join Request",
		"workflow_state_field": "stage",
		"states": ("Received", "Accepted", "Declined"),
		"transitions": (
			("Received", "Accept", "Accepted"),
			("Received", "Decline", "Declined"),
			("Declined", "Reopen", "Received"),
		),
		# answers for the networks of the own municipalities
		"more_roles": ("Network Coordinator",),
	},
	"Representative Election Course": {
		"document_type": "Representative Election",
		"workflow_state_field": "stage",
		"states": ("Draft", "Call Open", "Consensus", "Voting", "Counted", "Decided", "Cancelled"),
		"transitions": (
			("Draft", "Publish Call", "Call Open"),
			("Call Open", "Close Call", "Consensus"),
			("Consensus", "Open Voting", "Voting"),
			("Consensus", "Confirm Without a Vote", "Decided"),
			("Voting", "Count Ballots", "Counted"),
			("Counted", "Confirm Result", "Decided"),
			("Draft", "Cancel Election", "Cancelled"),
			("Call Open", "Cancel Election", "Cancelled"),
			("Consensus", "Cancel Election", "Cancelled"),
			("Voting", "Cancel Election", "Cancelled"),
			("Counted", "Cancel Election", "Cancelled"),
		),
	},
}
