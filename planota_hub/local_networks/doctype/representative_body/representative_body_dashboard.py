# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "body",
		"non_standard_fieldnames": {"Hub Meeting": "meeting_of", "Member Vote": "vote_of"},
		"dynamic_links": {
			"meeting_of": ["Representative Body", "meeting_of_doctype"],
			"vote_of": ["Representative Body", "vote_of_doctype"],
		},
		"internal_links": {"Stakeholder": "stakeholder", "Municipality": "municipality"},
		"transactions": [
			{"label": _("Representation"), "items": ["Body Mandate", "Representative Election"]},
			{"label": _("Working Together"), "items": ["Hub Meeting", "Member Vote"]},
			{"label": _("Whose Body"), "items": ["Stakeholder", "Municipality"]},
		],
	}
