# SPDX-License-Identifier: GPL-3.0-only
"""What visitors meet at an address that leads nowhere."""

from frappe import _

from planota_hub.public_forms.website import add_page_context


def get_context(context) -> None:
	"""Offer a search and the way home."""
	add_page_context(context, is_private=True)
	context.title = _("Page not found")
	context.http_status_code = 404
