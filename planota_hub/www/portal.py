# SPDX-License-Identifier: GPL-3.0-only
"""Start of the portal `/portal`: what waits for the logged-in person."""

import frappe
from frappe import _

from planota_hub.public_forms.website import add_page_context, require_log_in
from planota_hub.website.portal import get_waiting
from planota_hub.www.my_ngos import get_represented_ngos

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show what waits, and the own NGOs; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("What waits for you")
	context.waiting = get_waiting()
	context.ngos = get_represented_ngos(frappe.session.user)
