# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "metric",
		"transactions": [
			{"label": _("Where It Is Used"), "items": ["Project Indicator", "Indicator Reading"]}
		],
	}
