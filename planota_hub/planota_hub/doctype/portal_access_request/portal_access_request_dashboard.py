# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "portal_access_request",
		"internal_links": {"NGO": "ngo"},
		"transactions": [{"label": _("Belongs To"), "items": ["NGO"]}],
	}
