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
		},
		"internal_links": {"Municipality": "municipality"},
		"transactions": [
			{"label": _("Public Interest"), "items": ["NGO"]},
			{"label": _("Place"), "items": ["Municipality"]},
			{"label": _("Funding"), "items": ["Funding Call"]},
			{"label": _("Advocacy"), "items": ["Public Policy", "Policy Proposal"]},
		],
	}
