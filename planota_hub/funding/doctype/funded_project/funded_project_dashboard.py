# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "project",
		"non_standard_fieldnames": dict.fromkeys(
			(
				"Training Workshop",
				"Hub Event",
				"Mentoring Session",
				"NGO Support Request",
				"Call Application",
				"Support Entry",
				"Survey",
			),
			"funded_project",
		),
		"transactions": [
			{
				"label": _("Accountability"),
				"items": ["Project Indicator", "Reporting Period", "Indicator Reading"],
			},
			{
				"label": _("Support"),
				"items": [
					"Training Workshop",
					"Hub Event",
					"Mentoring Session",
					"NGO Support Request",
					"Call Application",
					"Support Entry",
				],
			},
			{"label": _("Outreach"), "items": ["Survey"]},
		],
	}
