# SPDX-License-Identifier: GPL-3.0-only
"""How a CRM's record points at a document of the hub.

Each custom field is a link to a hub document; one that belongs to one record only is unique, so that two people
at once can't make two customers of one NGO.
"""

MODULE = "Planota Hub"


def link_field(fieldname: str, options: str, insert_after: str, **more) -> dict:
	"""Return a custom field that links to a DocType of the hub and bears its name, which is translated."""
	return {
		"fieldname": fieldname,
		"label": options,
		"fieldtype": "Link",
		"options": options,
		"insert_after": insert_after,
		"module": MODULE,
		"no_copy": 1,
		"translatable": 0,
		**more,
	}


FILTER = {"in_standard_filter": 1}
COLUMN = {"in_list_view": 1, "in_standard_filter": 1}
UNIQUE = {"unique": 1}
