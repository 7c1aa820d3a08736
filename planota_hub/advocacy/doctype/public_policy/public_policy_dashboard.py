# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "policy",
		"internal_links": {
			"Stakeholder": "owner_stakeholder",
			"NGO": ["affected_ngos", "ngo"],
			"Municipality": "municipality",
		},
		"transactions": [
			{"label": _("Change"), "items": ["Policy Proposal"]},
			{"label": _("Concerns"), "items": ["Stakeholder", "NGO", "Municipality"]},
		],
	}
