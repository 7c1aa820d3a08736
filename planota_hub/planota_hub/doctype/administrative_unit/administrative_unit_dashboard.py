from frappe import _


def get_data():
	return {
		"fieldname": "administrative_unit",
		"transactions": [
			{"label": _("Places"), "items": ["Municipality"]},
			{"label": _("Seated Here"), "items": ["NGO", "Stakeholder"]},
		],
	}
