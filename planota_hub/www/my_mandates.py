# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-mandates`: the mandates of the person and of the own NGOs, their bodies and meetings."""

import frappe
from frappe import _

from planota_hub.local_networks.bodies.mandate_portal import get_own_bodies, get_own_mandates
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE
from planota_hub.public_forms.website import add_page_context, require_log_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the mandates; a guest is asked to log in first.

	Raises:
	        frappe.PermissionError: for users without the portal role.
	"""
	require_log_in()
	if PORTAL_ROLE not in frappe.get_roles():
		raise frappe.PermissionError
	add_page_context(context, is_private=True)
	context.title = _("My mandates")
	context.mandates = get_own_mandates()
	context.bodies = get_own_bodies(context.mandates)
