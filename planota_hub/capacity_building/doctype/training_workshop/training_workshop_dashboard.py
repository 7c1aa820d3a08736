# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a workshop."""
	return {
		"fieldname": "workshop",
		"non_standard_fieldnames": {"Support Entry": "source_name"},
		"dynamic_links": {"source_name": ["Training Workshop", "source_doctype"]},
		"transactions": [
			{"label": _("Participants"), "items": ["Workshop Registration", "Workshop Feedback"]},
			{"label": _("Support"), "items": ["Support Entry"]},
		],
	}
