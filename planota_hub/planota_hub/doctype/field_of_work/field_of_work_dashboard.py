# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data():
	return {
		"fieldname": "primary_field_of_work",
		"transactions": [{"label": _("Main Field Of"), "items": ["NGO"]}],
	}
