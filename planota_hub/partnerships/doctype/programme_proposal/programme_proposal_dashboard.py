# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a proposal."""
	return {
		"fieldname": "programme_proposal",
		"internal_links": {
			"Regional Programme": "regional_programme",
			"Partnership Consortium": "consortium",
			"Municipality": "municipality",
		},
		"transactions": [
			{"label": _("Programme"), "items": ["Regional Programme", "Partnership Consortium"]},
			{"label": _("Place"), "items": ["Municipality"]},
		],
	}
