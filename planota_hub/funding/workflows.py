"""Workflows of funding and accountability; see `planota_hub.capacity_building.workflows` for their form.

A transition with a fourth part is taken by that role alone.
"""

# state -> style of its button
STATE_STYLES = {
	"Open": "Primary",
	"Submitted": "Warning",
	"Locked": "Success",
}

WORKFLOWS = {
	"Reporting Period Course": {
		"document_type": "Reporting Period",
		"workflow_state_field": "stage",
		"states": ("Open", "Submitted", "Locked"),
		"transitions": (
			("Open", "Submit Report", "Submitted"),
			("Submitted", "Return Report", "Open", "Hub Manager"),
			("Submitted", "Lock Period", "Locked", "Hub Manager"),
		),
	},
}
