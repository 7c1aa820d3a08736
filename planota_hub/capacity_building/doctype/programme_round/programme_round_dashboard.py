# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "programme_round",
		"transactions": [{"label": _("NGOs with Potential"), "items": ["Development Plan"]}],
	}
