# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "campaign",
		"non_standard_fieldnames": {
			"Hub Meeting": "meeting_of",
			"Hub Event": "about",
			"Member Vote": "vote_of",
		},
		"dynamic_links": {
			"meeting_of": ["Advocacy Campaign", "meeting_of_doctype"],
			"about": ["Advocacy Campaign", "about_doctype"],
			"vote_of": ["Advocacy Campaign", "vote_of_doctype"],
		},
		"internal_links": {
			"Policy Proposal": ["proposals", "proposal"],
			"NGO": ["involved_ngos", "ngo"],
			"Local Need": ["addressed_needs", "need"],
			"Stakeholder": ["targets", "stakeholder"],
		},
		"transactions": [
			{
				"label": _("Support"),
				"items": ["Campaign Supporter", "Hub Meeting", "Hub Event", "Member Vote"],
			},
			{"label": _("Serves"), "items": ["Policy Proposal", "Local Need"]},
			{"label": _("With and Towards"), "items": ["NGO", "Stakeholder"]},
		],
	}
