# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "briefing",
		"internal_links": {"Field of Work": "field_of_work"},
		"transactions": [
			{"label": _("Log"), "items": ["Briefing Recipient", "Briefing Opt-Out"]},
			{"label": _("Belongs To"), "items": ["Field of Work"]},
		],
	}
