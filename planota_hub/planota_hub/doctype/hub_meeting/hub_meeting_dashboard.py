def get_data() -> dict:
	"""Return what is connected with a meeting."""
	return {
		"fieldname": "meeting",
		"internal_links": {
			"NGO": ["participants", "ngo"],
			"Stakeholder": ["participants", "stakeholder"],
			"Municipality": "municipality",
		},
		"transactions": [{"items": ["NGO", "Stakeholder"]}, {"items": ["Municipality"]}],
	}
