# SPDX-License-Identifier: GPL-3.0-only
"""Where ERPNext keeps the same thing under another name from version to version.

The site's own definition decides, never a version number: a fork or a development version has what it has.
"""

import frappe

# what is meant -> the names it goes by, the newest first
NAMES = {
	"source": ("utm_source", "source"),
	"campaign": ("utm_campaign", "campaign_name"),
}


def find_field(what: str, has_field) -> str | None:
	"""Return the name that something goes by, or None.

	Args:
	        what: a key of `NAMES`.
	        has_field: tells of a name whether the DocType has that field.
	"""
	return next((name for name in NAMES[what] if has_field(name)), None)


def get_field(doctype: str, what: str) -> str | None:
	"""Return the name that something goes by in a DocType of this site, or None."""
	return find_field(what, frappe.get_meta(doctype).has_field)
