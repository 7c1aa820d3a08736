# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "register_import",
		"internal_links": {"Register Source": "register_source"},
		"transactions": [
			{"label": _("Log"), "items": ["Register Import Row"]},
			{"label": _("Belongs To"), "items": ["Register Source"]},
		],
	}
