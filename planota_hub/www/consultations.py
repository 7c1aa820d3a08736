# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/consultations`: proposals on which everybody may comment now."""

from frappe import _

from planota_hub.advocacy.participation.pages import get_consultations
from planota_hub.public_forms.website import add_page_context

sitemap = 1


def get_context(context) -> None:
	"""Show the open consultations."""
	add_page_context(context)
	context.title = _("Consultations")
	context.consultations = get_consultations()
