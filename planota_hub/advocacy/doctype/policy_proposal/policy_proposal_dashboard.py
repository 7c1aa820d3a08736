# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "proposal",
		"non_standard_fieldnames": {"Hub Event": "about", "Member Vote": "subject"},
		"dynamic_links": {
			"about": ["Policy Proposal", "about_doctype"],
			"subject": ["Policy Proposal", "subject_doctype"],
		},
		"internal_links": {
			"Public Policy": "policy",
			"NGO": ["involved_ngos", "ngo"],
			"Local Need": ["addressed_needs", "need"],
			"Stakeholder": "submitted_to",
			"Hub Meeting": "adopted_at_meeting",
		},
		"transactions": [
			{
				"label": _("Consultation"),
				"items": ["Proposal Comment", "Hub Meeting", "Hub Event", "Member Vote"],
			},
			{"label": _("Served By"), "items": ["Advocacy Campaign"]},
			{"label": _("Belongs To"), "items": ["Public Policy", "Local Need", "NGO", "Stakeholder"]},
		],
	}
