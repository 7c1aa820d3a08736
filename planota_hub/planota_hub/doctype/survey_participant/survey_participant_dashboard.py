# SPDX-License-Identifier: GPL-3.0-only
def get_data() -> dict:
	"""Return what is connected with a participant of a survey; of an anonymous one no answer is."""
	return {
		"fieldname": "participant",
		"internal_links": {"Survey": "survey"},
		"transactions": [{"items": ["Survey", "Survey Answer"]}],
	}
