# SPDX-License-Identifier: GPL-3.0-only
"""What visitors meet when a page fails."""

from frappe.www import error

from planota_hub.public_forms.website import add_page_context

no_cache = 1


def get_context(context) -> dict | None:
	"""Take what the framework knows of the fault; it shows it to administrators only."""
	add_page_context(context, is_private=True)
	return error.get_context(context)
