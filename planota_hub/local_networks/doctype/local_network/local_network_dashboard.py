from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "local_network",
		"internal_links": {"Municipality": ["municipalities", "municipality"]},
		"transactions": [
			{"label": _("Needs"), "items": ["Local Need"]},
			{"label": _("Place"), "items": ["Municipality"]},
		],
	}
