from frappe import _


def get_data():
	return {
		"fieldname": "programme_round",
		"transactions": [{"label": _("NGOs with Potential"), "items": ["Development Plan"]}],
	}
