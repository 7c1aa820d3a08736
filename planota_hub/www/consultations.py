# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/consultations`: proposals on which everybody may comment now, and what became of earlier ones."""

from frappe import _

from planota_hub.advocacy.participation.pages import (
	get_consultation_items,
	get_consultations,
	get_ended_consultations,
)
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.narrowing import narrow

sitemap = 1


def get_context(context) -> None:
	"""Show the open consultations, then those that are over."""
	add_page_context(context)
	context.title = _("Consultations")
	context.narrowing = narrow("consultations", get_consultation_items())
	context.consultations = context.narrowing.keep(get_consultations())
	context.ended = context.narrowing.keep(get_ended_consultations())
