# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/register-colleagues?workshop=…`: several people of an NGO for one workshop."""

import frappe
from frappe import _

from planota_hub.capacity_building.workshops.pages import get_open_workshops
from planota_hub.capacity_building.workshops.portal import MOST_COLLEAGUES
from planota_hub.public_forms.consent import get_text, show_text
from planota_hub.public_forms.website import add_page_context, get_parameter, require_log_in
from planota_hub.www.my_ngos import get_represented_ngos

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Offer the workshops that take registrations, and the own NGOs; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("Register colleagues")
	context.workshops, context.chosen = get_open_workshops(), get_parameter("workshop")
	context.ngos = get_represented_ngos(frappe.session.user)
	context.consent = show_text(get_text("Workshops"))
	context.numbers = range(1, MOST_COLLEAGUES + 1)
