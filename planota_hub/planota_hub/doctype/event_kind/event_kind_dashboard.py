# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a kind of event."""
	return {
		"fieldname": "event_kind",
		"transactions": [{"label": _("Events"), "items": ["Hub Event"]}],
	}
