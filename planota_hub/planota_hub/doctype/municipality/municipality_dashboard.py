from frappe import _


def get_data():
	return {
		"fieldname": "municipality",
		"transactions": [{"label": _("Seated Here"), "items": ["NGO", "Stakeholder"]}],
	}
