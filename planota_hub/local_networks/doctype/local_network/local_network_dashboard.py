# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "local_network",
		"non_standard_fieldnames": {
			"Hub Meeting": "meeting_of",
			"Hub Event": "about",
			"Member Vote": "vote_of",
		},
		"dynamic_links": {
			"meeting_of": ["Local Network", "meeting_of_doctype"],
			"about": ["Local Network", "about_doctype"],
			"vote_of": ["Local Network", "vote_of_doctype"],
		},
		"internal_links": {"Municipality": ["municipalities", "municipality"]},
		"transactions": [
			{"label": _("Needs"), "items": ["Local Need", "Need Endorsement"]},
			{
				"label": _("Working Together"),
				"items": ["Hub Meeting", "Hub Event", "Member Vote", "Network Join Request"],
			},
			{"label": _("Place"), "items": ["Municipality"]},
		],
	}
