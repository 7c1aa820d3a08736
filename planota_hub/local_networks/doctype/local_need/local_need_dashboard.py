# SPDX-License-Identifier: GPL-3.0-only
from frappe import _


def get_data() -> dict:
	"""Return what is connected with this document."""
	return {
		"fieldname": "duplicate_of",
		"non_standard_fieldnames": {"Need Endorsement": "need", "Hub Event": "about"},
		"dynamic_links": {"about": ["Local Need", "about_doctype"]},
		"internal_links": {"Local Network": "local_network", "NGO": "ngo", "Municipality": "municipality"},
		"transactions": [
			{"label": _("Supported By"), "items": ["Need Endorsement"]},
			{"label": _("Events"), "items": ["Hub Event"]},
			{"label": _("Duplicates"), "items": ["Local Need"]},
			{"label": _("Belongs To"), "items": ["Local Network", "NGO", "Municipality"]},
		],
	}
