# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with a series."""
	return {"fieldname": "series", "transactions": [{"label": _("Dates"), "items": ["Hub Event"]}]}
