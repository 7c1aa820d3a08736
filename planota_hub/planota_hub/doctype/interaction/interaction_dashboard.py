# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a noted contact."""
	return {
		"fieldname": "source_name",
		"dynamic_links": {"source_name": ["Interaction", "source_doctype"]},
		"internal_links": {
			"Municipality": "municipality",
			"Funded Project": "funded_project",
			"Contact": ["people", "contact"],
		},
		"transactions": [
			{"label": _("Support"), "items": ["Support Entry"]},
			{"label": _("With Whom"), "items": ["Contact", "Municipality"]},
			{"label": _("Project"), "items": ["Funded Project"]},
		],
	}
