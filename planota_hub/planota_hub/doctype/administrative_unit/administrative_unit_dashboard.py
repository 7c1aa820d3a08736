# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "administrative_unit",
		"transactions": [
			{"label": _("Places"), "items": ["Municipality"]},
			{"label": _("Seated Here"), "items": ["NGO", "Stakeholder"]},
		],
	}
