from frappe import _


def get_data():
	return {
		"fieldname": "stakeholder",
		"non_standard_fieldnames": {"NGO": "public_interest_ministry", "Funding Call": "funder"},
		"internal_links": {"Municipality": "municipality"},
		"transactions": [
			{"label": _("Public Interest"), "items": ["NGO"]},
			{"label": _("Place"), "items": ["Municipality"]},
			{"label": _("Funding"), "items": ["Funding Call"]},
		],
	}
