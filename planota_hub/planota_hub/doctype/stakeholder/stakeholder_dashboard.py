# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "stakeholder",
		"non_standard_fieldnames": {
			"NGO": "ministry",
			"Funding Call": "funder",
			"Public Policy": "owner_stakeholder",
			"Policy Proposal": "owner_stakeholder",
			"Regional Programme": "programme_body",
			"Need Endorsement": "member",
			"Briefing Recipient": "recipient",
			"Joint Action": "partner",
			"Joint Action Plan": "plan_of",
			"Programme Proposal": "lead",
			"Promotion Activity": "served",
		},
		"dynamic_links": {
			"member": ["Stakeholder", "member_type"],
			"recipient": ["Stakeholder", "recipient_doctype"],
			"partner": ["Stakeholder", "partner_type"],
			"plan_of": ["Stakeholder", "plan_of_type"],
			"lead": ["Stakeholder", "lead_type"],
			"served": ["Stakeholder", "served_type"],
		},
		"internal_links": {"Municipality": "municipality"},
		"transactions": [
			{"label": _("Public Interest"), "items": ["NGO"]},
			{"label": _("Place"), "items": ["Municipality"]},
			{"label": _("Funding"), "items": ["Funding Call"]},
			{"label": _("Advocacy"), "items": ["Public Policy", "Policy Proposal"]},
			{"label": _("Representation"), "items": ["Representative Body"]},
			{"label": _("Needs"), "items": ["Need Endorsement"]},
			{
				"label": _("Partnerships"),
				"items": [
					"Joint Action Plan",
					"Joint Action",
					"Programme Proposal",
					"Regional Programme",
					"Promotion Activity",
				],
			},
			{"label": _("Outreach"), "items": ["Briefing Recipient"]},
		],
	}
