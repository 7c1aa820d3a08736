# SPDX-License-Identifier: GPL-3.0-only
def get_data() -> dict:
	"""Return what is connected with an answer."""
	return {
		"fieldname": "survey_answer",
		"internal_links": {"Survey": "survey", "Survey Participant": "participant"},
		"transactions": [{"items": ["Survey", "Survey Participant"]}],
	}
