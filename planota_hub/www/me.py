# SPDX-License-Identifier: GPL-3.0-only
"""Page `/me`: the own account: contact data, language, password."""

import frappe
from frappe import _

from planota_hub.planota_hub.portal.account import get_own_terms
from planota_hub.public_forms.website import add_page_context, require_log_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show what the logged-in person can change; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("My account")
	context.account = frappe.get_doc("User", frappe.session.user)
	context.terms = get_own_terms()
