# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "municipality",
		"transactions": [
			{"label": _("Seated Here"), "items": ["NGO", "Stakeholder", "Sector Change"]},
			{"label": _("Needs"), "items": ["Local Need"]},
			{"label": _("Support"), "items": ["Training Workshop", "Hub Event", "Support Entry"]},
			{"label": _("Working Together"), "items": ["Hub Meeting", "Representative Body"]},
			{
				"label": _("Partnerships"),
				"items": [
					"Partnership Consortium",
					"Joint Action Plan",
					"Joint Action",
					"Programme Proposal",
					"Promotion Activity",
				],
			},
			{
				"label": _("Advocacy"),
				"items": ["Public Policy", "Policy Proposal", "Advocacy Campaign", "Campaign Supporter"],
			},
			{
				"label": _("Outreach"),
				"items": [
					"Good Practice",
					"Hub Exchange",
					"Hub News",
					"Interaction",
					"Briefing Recipient",
					"Newsletter Subscription",
				],
			},
		],
	}
