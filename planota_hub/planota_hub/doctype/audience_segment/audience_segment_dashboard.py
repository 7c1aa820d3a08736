# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "segment",
		"transactions": [{"label": _("Where It Was Used"), "items": ["Segment Use", "Survey"]}],
	}
