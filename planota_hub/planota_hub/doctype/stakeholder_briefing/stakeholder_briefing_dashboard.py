# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "briefing",
		"internal_links": {"Field of Work": "field_of_work", "Audience Segment": ["audience", "segment"]},
		"dynamic_links": {"used_in": ["Stakeholder Briefing", "used_in_doctype"]},
		"non_standard_fieldnames": {"Segment Use": "used_in"},
		"transactions": [
			{"label": _("Log"), "items": ["Briefing Recipient", "Segment Use", "Briefing Opt-Out"]},
			{"label": _("Belongs To"), "items": ["Field of Work", "Audience Segment"]},
		],
	}
