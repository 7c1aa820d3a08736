# SPDX-License-Identifier: GPL-3.0-only
def get_data() -> dict:
	"""Return what is connected with a vote of members."""
	return {
		"fieldname": "member_vote",
		"non_standard_fieldnames": {"Policy Proposal": "adopted_by_vote"},
		"internal_links": {
			"NGO": ["voters", "ngo"],
			"Stakeholder": ["voters", "stakeholder"],
		},
		"transactions": [
			{"items": ["NGO", "Stakeholder"]},
			{"items": ["Policy Proposal"]},
		],
	}
