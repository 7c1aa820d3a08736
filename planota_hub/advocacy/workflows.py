# SPDX-License-Identifier: GPL-3.0-only
"""Workflows of advocacy: what `planota_hub.setup.workflows` puts together.

For the form of these definitions see `planota_hub.capacity_building.workflows`.
"""

# state -> style of its button
STATE_STYLES = {
	"Draft": "",
	"In Consultation": "Primary",
	"Consulted": "Warning",
	"Adopted": "Primary",
	"Submitted": "Warning",
	"Replied": "Warning",
	"Closed": "Warning",
	"Withdrawn": "",
	"Approved": "Success",
	"Active": "Primary",
	"Suspended": "Danger",
	"Evaluated": "Success",
}

WORKFLOWS = {
	"Policy Proposal Course": {
		"document_type": "Policy Proposal",
		"workflow_state_field": "stage",
		"states": (
			"Draft",
			"In Consultation",
			"Consulted",
			"Adopted",
			"Submitted",
			"Replied",
			"Closed",
			"Withdrawn",
		),
		"transitions": (
			("Draft", "Open Consultation", "In Consultation"),
			("In Consultation", "Close Consultation", "Consulted"),
			("Consulted", "Reopen Consultation", "In Consultation"),
			("Draft", "Adopt", "Adopted"),
			("Consulted", "Adopt", "Adopted"),
			("Adopted", "Take Back Adoption", "Consulted"),
			("Adopted", "Mark as Submitted", "Submitted"),
			("Submitted", "Record Reply", "Replied"),
			("Submitted", "Close Without Reply", "Closed"),
			("Replied", "Close", "Closed"),
			("Closed", "Reopen", "Submitted"),
			("Draft", "Withdraw", "Withdrawn"),
			("In Consultation", "Withdraw", "Withdrawn"),
			("Consulted", "Withdraw", "Withdrawn"),
			("Adopted", "Withdraw", "Withdrawn"),
			("Submitted", "Withdraw", "Withdrawn"),
		),
		# the list shows the result rather than that a proposal is closed
		"override_status": 1,
	},
	"Advocacy Campaign Course": {
		"document_type": "Advocacy Campaign",
		"workflow_state_field": "stage",
		"states": ("Draft", "Approved", "Active", "Suspended", "Evaluated", "Closed"),
		"transitions": (
			("Draft", "Approve", "Approved"),
			("Approved", "Return to Draft", "Draft"),
			("Approved", "Start Campaign", "Active"),
			("Active", "Suspend", "Suspended"),
			("Suspended", "Resume", "Active"),
			("Active", "Evaluate", "Evaluated"),
			("Suspended", "Evaluate", "Evaluated"),
			("Evaluated", "Reopen", "Active"),
			("Evaluated", "Close", "Closed"),
			("Closed", "Reopen", "Evaluated"),
		),
	},
}
