# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a plan."""
	return {
		"fieldname": "joint_action_plan",
		"non_standard_fieldnames": {"Promotion Activity": "served"},
		"dynamic_links": {"served": ["Joint Action Plan", "served_type"]},
		"internal_links": {"Municipality": "municipality"},
		"transactions": [
			{
				"label": _("Actions", context="Joint Action Plan"),
				"items": ["Joint Action", "Promotion Activity"],
			},
			{"label": _("Place"), "items": ["Municipality"]},
		],
	}
