# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "municipality",
		"transactions": [{"label": _("Seated Here"), "items": ["NGO", "Stakeholder"]}],
	}
