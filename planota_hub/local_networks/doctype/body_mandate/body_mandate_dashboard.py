# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "replaces",
		"internal_links": {
			"Representative Body": "body",
			"Representative Election": "election",
			"NGO": "ngo",
		},
		"transactions": [
			{"label": _("Representation"), "items": ["Representative Body", "Representative Election"]},
			{"label": _("Person"), "items": ["NGO"]},
			{"label": _("Successor"), "items": ["Body Mandate"]},
		],
	}
