# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "source_name",
		"dynamic_links": {"source_name": ["Mentoring Session", "source_doctype"]},
		"internal_links": {"NGO": "ngo", "Development Plan": "development_plan"},
		"transactions": [
			{"label": _("Support"), "items": ["Support Entry"]},
			{"label": _("Belongs To"), "items": ["NGO", "Development Plan"]},
		],
	}
