# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-partnerships`: consortia, plans and actions of the NGOs that the logged-in person represents."""

import frappe
from frappe import _

from planota_hub.partnerships.portal import get_overview
from planota_hub.public_forms.website import add_page_context, require_log_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show what the own NGOs do together with others; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("Partnerships of my NGOs")
	context.update(get_overview(frappe.session.user))
