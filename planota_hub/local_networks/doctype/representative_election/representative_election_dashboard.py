# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "election",
		"internal_links": {
			"Representative Body": "body",
			"NGO": ["electors", "ngo"],
		},
		"transactions": [
			{"label": _("Voting"), "items": ["Election Ballot", "Election Correction"]},
			{"label": _("Public Call"), "items": ["Election Registration", "NGO"]},
			{"label": _("Result"), "items": ["Representative Body", "Body Mandate"]},
		],
	}
