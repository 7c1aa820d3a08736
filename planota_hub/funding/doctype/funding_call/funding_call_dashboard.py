# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a call."""
	return {
		"fieldname": "funding_call",
		"non_standard_fieldnames": {"Funding Call": "previous_call", "Hub Event": "about"},
		"dynamic_links": {"about": ["Funding Call", "about_doctype"]},
		"internal_links": {"Stakeholder": "funder", "Policy Proposal": ["asks", "policy_proposal"]},
		"transactions": [
			{"label": _("NGOs"), "items": ["Call Application", "Funding Call Alert"]},
			{"label": _("Asks"), "items": ["Policy Proposal"]},
			{"label": _("Events"), "items": ["Hub Event"]},
			{"label": _("Belongs To"), "items": ["Stakeholder", "Funding Call"]},
		],
	}
