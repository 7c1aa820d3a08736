# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "news",
		"internal_links": {"Field of Work": "field_of_work", "Municipality": "municipality"},
		"transactions": [{"label": _("Belongs To"), "items": ["Field of Work", "Municipality"]}],
	}
