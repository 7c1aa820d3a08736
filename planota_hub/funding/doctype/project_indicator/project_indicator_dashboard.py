# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "indicator",
		"internal_links": {"Funded Project": "project"},
		"transactions": [
			{"label": _("Figures"), "items": ["Indicator Reading"]},
			{"label": _("Belongs To"), "items": ["Funded Project"]},
		],
	}
