# SPDX-License-Identifier: GPL-3.0-only
from frappe import _

from planota_hub.planota_hub.register.connections import (
	OF_EITHER_SIDE,
	get_fields_of_both_kinds,
	get_links_of_both_kinds,
)


def get_data():
	return {
		"fieldname": "stakeholder",
		"non_standard_fieldnames": {
			"NGO": "ministry",
			"Funding Call": "funder",
			"Public Policy": "owner_stakeholder",
			"Policy Proposal": "owner_stakeholder",
			"Regional Programme": "programme_body",
			**get_fields_of_both_kinds(),
		},
		"dynamic_links": get_links_of_both_kinds("Stakeholder"),
		"either_side": OF_EITHER_SIDE,
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
			{"label": _("Relations"), "items": ["Organisation Relation"]},
			{
				"label": _("Outreach"),
				"items": ["Interaction", "Briefing Recipient", "Survey Participant", "Survey Answer"],
			},
		],
	}
