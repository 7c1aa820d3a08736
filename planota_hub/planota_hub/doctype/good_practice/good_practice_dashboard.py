# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "practice",
		"internal_links": {"NGO": "ngo", "Field of Work": "field_of_work", "Municipality": "municipality"},
		"transactions": [
			{"label": _("Given and Taken"), "items": ["Hub Exchange"]},
			{"label": _("Belongs To"), "items": ["NGO", "Field of Work", "Municipality"]},
		],
	}
