# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "reading",
		"internal_links": {
			"Funded Project": "project",
			"Project Indicator": "indicator",
			"Reporting Period": "reporting_period",
		},
		"transactions": [
			{"label": _("Belongs To"), "items": ["Funded Project", "Project Indicator", "Reporting Period"]},
		],
	}
