# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "received_hub_report",
		"internal_links": {"Network Hub": "network_hub"},
		"transactions": [{"label": _("Belongs To"), "items": ["Network Hub"]}],
	}
