# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "ngo",
		"non_standard_fieldnames": {
			"Need Endorsement": "member",
			"Briefing Recipient": "recipient",
			"Joint Action": "partner",
			"Joint Action Plan": "plan_of",
			"Programme Proposal": "lead",
			"Promotion Activity": "served",
		},
		"dynamic_links": {
			"member": ["NGO", "member_type"],
			"recipient": ["NGO", "recipient_doctype"],
			"partner": ["NGO", "partner_type"],
			"plan_of": ["NGO", "plan_of_type"],
			"lead": ["NGO", "lead_type"],
			"served": ["NGO", "served_type"],
		},
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
			{
				"label": _("Advocacy"),
				"items": ["Policy Proposal", "Advocacy Campaign", "Proposal Comment", "Campaign Supporter"],
			},
			{"label": _("Needs"), "items": ["Local Need", "Need Endorsement", "Network Join Request"]},
			{"label": _("Representation"), "items": ["Body Mandate", "Election Registration"]},
			{
				"label": _("Partnerships"),
				"items": ["Joint Action Plan", "Joint Action", "Programme Proposal", "Promotion Activity"],
			},
			{"label": _("Outreach"), "items": ["Good Practice", "Briefing Recipient"]},
			{"label": _("Representatives"), "items": ["Portal Access Request"]},
			{"label": _("Place and Work"), "items": ["Municipality", "Field of Work"]},
			{"label": _("Public Interest"), "items": ["Stakeholder"]},
			{"label": _("Business Register"), "items": ["Sector Change"]},
		],
	}
