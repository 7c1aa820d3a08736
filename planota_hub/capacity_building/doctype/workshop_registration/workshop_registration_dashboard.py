# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a registration."""
	return {
		"fieldname": "registration",
		"transactions": [{"label": _("Feedback"), "items": ["Workshop Feedback"]}],
	}
