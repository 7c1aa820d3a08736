# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "ngo",
		"internal_links": {
			"Municipality": "municipality",
			"Field of Work": ["fields_of_work", "field_of_work"],
			"Stakeholder": ["public_interest_statuses", "ministry"],
		},
		"transactions": [
			{"label": _("Plan"), "items": ["Development Plan", "Capacity Assessment"]},
			{
				"label": _("Support"),
				"items": [
					"Support Entry",
					"Mentoring Session",
					"NGO Support Request",
					"Workshop Registration",
				],
			},
			{"label": _("Funding"), "items": ["Call Application", "Funding Call Alert"]},
			{"label": _("Advocacy"), "items": ["Policy Proposal", "Advocacy Campaign"]},
			{"label": _("Representatives"), "items": ["Portal Access Request"]},
			{"label": _("Place and Work"), "items": ["Municipality", "Field of Work"]},
			{"label": _("Public Interest"), "items": ["Stakeholder"]},
			{"label": _("Business Register"), "items": ["Sector Change"]},
		],
	}
