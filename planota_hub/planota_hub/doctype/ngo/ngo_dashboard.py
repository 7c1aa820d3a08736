# SPDX-License-Identifier: GPL-3.0-only
from frappe import _

from planota_hub.planota_hub.register.connections import (
	OF_EITHER_SIDE,
	get_fields_of_both_kinds,
	get_links_of_both_kinds,
)


def get_data():
	return {
		"fieldname": "ngo",
		"non_standard_fieldnames": get_fields_of_both_kinds(),
		"dynamic_links": get_links_of_both_kinds("NGO"),
		"either_side": OF_EITHER_SIDE,
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
					"Event Registration",
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
			{"label": _("Relations"), "items": ["Organisation Relation"]},
			{
				"label": _("Outreach"),
				"items": [
					"Interaction",
					"Good Practice",
					"Briefing Recipient",
					"Survey Participant",
					"Survey Answer",
				],
			},
			{"label": _("Representatives"), "items": ["Portal Access Request"]},
			{"label": _("Place and Work"), "items": ["Municipality", "Field of Work"]},
			{"label": _("Public Interest"), "items": ["Stakeholder"]},
			{"label": _("Business Register"), "items": ["Sector Change"]},
		],
	}
