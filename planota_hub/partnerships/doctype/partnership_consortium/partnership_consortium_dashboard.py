# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a consortium."""
	return {
		"fieldname": "consortium",
		"non_standard_fieldnames": {
			"Joint Action Plan": "plan_of",
			"Promotion Activity": "served",
			"Hub Meeting": "meeting_of",
			"Hub Event": "about",
			"Member Vote": "vote_of",
		},
		"dynamic_links": {
			"plan_of": ["Partnership Consortium", "plan_of_type"],
			"served": ["Partnership Consortium", "served_type"],
			"meeting_of": ["Partnership Consortium", "meeting_of_doctype"],
			"about": ["Partnership Consortium", "about_doctype"],
			"vote_of": ["Partnership Consortium", "vote_of_doctype"],
		},
		"internal_links": {"Municipality": "municipality"},
		"transactions": [
			{
				"label": _("Joint Work"),
				"items": [
					"Joint Action Plan",
					"Promotion Activity",
					"Hub Meeting",
					"Hub Event",
					"Member Vote",
				],
			},
			{"label": _("Programmes"), "items": ["Programme Proposal", "Call Application"]},
			{"label": _("Place"), "items": ["Municipality"]},
		],
	}
