# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "source_name",
		"dynamic_links": {"source_name": ["NGO Support Request", "source_doctype"]},
		"internal_links": {"NGO": "ngo", "Support Request Category": "category"},
		"transactions": [
			{"label": _("Support"), "items": ["Support Entry"]},
			{"label": _("Belongs To"), "items": ["NGO", "Support Request Category"]},
		],
	}
