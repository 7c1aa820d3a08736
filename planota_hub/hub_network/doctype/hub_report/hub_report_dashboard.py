# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "hub_report",
		"internal_links": {"Reporting Period": "reporting_period"},
		"transactions": [{"label": _("Belongs To"), "items": ["Reporting Period"]}],
	}
