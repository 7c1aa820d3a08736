# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with an action."""
	return {
		"fieldname": "joint_action",
		"internal_links": {"Joint Action Plan": "joint_action_plan", "Municipality": "municipality"},
		"transactions": [{"label": _("Belongs To"), "items": ["Joint Action Plan", "Municipality"]}],
	}
