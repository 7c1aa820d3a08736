# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "duplicate_of",
		"non_standard_fieldnames": {"Need Endorsement": "need"},
		"internal_links": {"Local Network": "local_network", "NGO": "ngo", "Municipality": "municipality"},
		"transactions": [
			{"label": _("Supported By"), "items": ["Need Endorsement"]},
			{"label": _("Duplicates"), "items": ["Local Need"]},
			{"label": _("Belongs To"), "items": ["Local Network", "NGO", "Municipality"]},
		],
	}
