# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "development_plan",
		"internal_links": {"NGO": "ngo", "Programme Round": "programme_round"},
		"transactions": [
			{"label": _("Capacity"), "items": ["Capacity Assessment"]},
			{"label": _("Support"), "items": ["Mentoring Session"]},
			{"label": _("Belongs To"), "items": ["NGO", "Programme Round"]},
		],
	}
