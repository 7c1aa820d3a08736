from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "campaign",
		"internal_links": {
			"Policy Proposal": ["proposals", "proposal"],
			"NGO": ["involved_ngos", "ngo"],
			"Stakeholder": ["targets", "stakeholder"],
		},
		"transactions": [
			{"label": _("Support"), "items": ["Campaign Supporter"]},
			{"label": _("Serves"), "items": ["Policy Proposal"]},
			{"label": _("With and Towards"), "items": ["NGO", "Stakeholder"]},
		],
	}
