# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "local_network",
		"internal_links": {"Local Network": "local_network", "NGO": "ngo"},
		"transactions": [{"label": _("Belongs To"), "items": ["Local Network", "NGO"]}],
	}
