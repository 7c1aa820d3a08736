# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-meetings`: the meetings of a person or of their NGOs, and the decisions they answer for."""

import frappe
from frappe import _

from planota_hub.planota_hub.meetings.portal import get_overview
from planota_hub.public_forms.website import add_page_context, require_log_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the own meetings; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("My meetings")
	context.update(get_overview(frappe.session.user))
