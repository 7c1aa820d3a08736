# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with an application."""
	return {
		"fieldname": "source_name",
		"dynamic_links": {"source_name": ["Call Application", "source_doctype"]},
		"internal_links": {
			"NGO": "ngo",
			"Funding Call": "funding_call",
			"Partnership Consortium": "consortium",
		},
		"transactions": [
			{"label": _("Support"), "items": ["Support Entry"]},
			{"label": _("Belongs To"), "items": ["NGO", "Funding Call", "Partnership Consortium"]},
		],
	}
