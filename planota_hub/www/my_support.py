# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-support`: what the hub does for the NGOs that the logged-in person represents today."""

import frappe
from frappe import _

from planota_hub.capacity_building.support.portal import get_overview
from planota_hub.public_forms.website import add_page_context, require_log_in
from planota_hub.rules.readable import show_number
from planota_hub.www.my_ngos import get_represented_ngos

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show plan, hours, workshops and requests of the own NGOs; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("Support for my NGOs")
	context.number = show_number
	context.ngos = get_overview(get_represented_ngos(frappe.session.user))
