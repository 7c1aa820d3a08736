# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with an activity."""
	return {
		"fieldname": "promotion_activity",
		"internal_links": {"Municipality": "municipality", "Field of Work": "field_of_work"},
		"transactions": [{"label": _("Place and Work"), "items": ["Municipality", "Field of Work"]}],
	}
