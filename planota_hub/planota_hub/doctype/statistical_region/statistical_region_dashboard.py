# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "statistical_region",
		"transactions": [
			{"label": _("Places"), "items": ["Administrative Unit", "Municipality"]},
			{"label": _("Seated Here"), "items": ["NGO", "Stakeholder"]},
		],
	}
