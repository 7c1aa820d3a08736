# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with an event."""
	return {
		"fieldname": "event",
		"non_standard_fieldnames": {
			"Support Entry": "source_name",
			"Segment Use": "used_in",
			"Survey": "follow_up",
		},
		"dynamic_links": {
			"source_name": ["Hub Event", "source_doctype"],
			"used_in": ["Hub Event", "used_in_doctype"],
			"follow_up": ["Hub Event", "follow_up_doctype"],
		},
		"internal_links": {"Municipality": "municipality", "Event Series": "series"},
		"transactions": [
			{"label": _("Participants"), "items": ["Event Registration", "Event Feedback"]},
			{"label": _("Invited"), "items": ["Segment Use", "Survey"]},
			{"label": _("Support"), "items": ["Support Entry"]},
			{"label": _("Series"), "items": ["Event Series"]},
			{"label": _("Place"), "items": ["Municipality"]},
		],
	}
