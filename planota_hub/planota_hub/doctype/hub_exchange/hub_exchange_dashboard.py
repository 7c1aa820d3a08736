# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "hub_exchange",
		"internal_links": {
			"Stakeholder": ["partners", "stakeholder"],
			"Good Practice": ["practices", "practice"],
			"Field of Work": "field_of_work",
		},
		"transactions": [
			{"label": _("With Whom"), "items": ["Stakeholder"]},
			{"label": _("What"), "items": ["Good Practice", "Field of Work"]},
		],
	}
