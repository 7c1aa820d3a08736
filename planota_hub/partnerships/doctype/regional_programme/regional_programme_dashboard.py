# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a programme."""
	return {
		"fieldname": "regional_programme",
		"internal_links": {"Stakeholder": "programme_body"},
		"transactions": [
			{"label": _("Proposals"), "items": ["Programme Proposal"]},
			{"label": _("Body"), "items": ["Stakeholder"]},
		],
	}
