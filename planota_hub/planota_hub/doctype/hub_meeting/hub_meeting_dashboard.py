# SPDX-License-Identifier: GPL-3.0-only
def get_data() -> dict:
	"""Return what is connected with a meeting."""
	return {
		"fieldname": "meeting",
		"non_standard_fieldnames": {
			"Policy Proposal": "adopted_at_meeting",
			"Member Vote": "vote_of",
			"Survey": "follow_up",
			"Segment Use": "used_in",
		},
		"dynamic_links": {
			"vote_of": ["Hub Meeting", "vote_of_doctype"],
			"follow_up": ["Hub Meeting", "follow_up_doctype"],
			"used_in": ["Hub Meeting", "used_in_doctype"],
		},
		"internal_links": {
			"NGO": ["participants", "ngo"],
			"Stakeholder": ["participants", "stakeholder"],
			"Municipality": "municipality",
		},
		"transactions": [
			{"items": ["NGO", "Stakeholder"]},
			{"items": ["Policy Proposal", "Member Vote", "Survey", "Segment Use"]},
			{"items": ["Municipality"]},
		],
	}
