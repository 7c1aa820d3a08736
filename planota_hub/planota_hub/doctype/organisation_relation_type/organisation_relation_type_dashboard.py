# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a kind of relation."""
	return {
		"fieldname": "relation_type",
		"transactions": [{"label": _("Relations"), "items": ["Organisation Relation"]}],
	}
