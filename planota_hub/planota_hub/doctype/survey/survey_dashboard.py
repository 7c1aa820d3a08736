# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a survey."""
	return {
		"fieldname": "survey",
		"non_standard_fieldnames": {"Survey": "former_survey", "Segment Use": "used_in"},
		"dynamic_links": {"used_in": ["Survey", "used_in_doctype"]},
		"internal_links": {"Funded Project": "funded_project", "Audience Segment": "segment"},
		"transactions": [
			{"label": _("Answers"), "items": ["Survey Participant", "Survey Answer"]},
			{"label": _("Asked Again"), "items": ["Survey"]},
			{"label": _("Belongs To"), "items": ["Audience Segment", "Funded Project"]},
		],
	}
