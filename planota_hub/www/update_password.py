# SPDX-License-Identifier: GPL-3.0-only
"""Page `/update-password`: who was invited, has forgotten the password or wants another one chooses it here."""

import frappe
from frappe import _

from planota_hub.public_forms.website import add_page_context, require_log_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Ask for a password by the link of a mail (`key`), else for that of the person who is logged in."""
	context.key = frappe.form_dict.get("key")
	if not context.key:
		require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("Choose a password") if context.key else _("Change the password")
	context.has_expired = bool(frappe.form_dict.get("password_expired"))
