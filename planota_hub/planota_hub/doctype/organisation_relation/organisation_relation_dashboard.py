# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a relation: its two organisations are named in it."""
	return {
		"fieldname": "organisation_relation",
		"internal_links": {"Organisation Relation Type": "relation_type"},
		"transactions": [{"label": _("Kind of Relation"), "items": ["Organisation Relation Type"]}],
	}
