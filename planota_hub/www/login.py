# SPDX-License-Identifier: GPL-3.0-only
"""Page `/login`: all that the framework offers for a log-in, on a page of the hub that weighs little."""

import frappe
from frappe import _
from frappe.www import login
from markupsafe import Markup

from planota_hub.public_forms.website import add_page_context

no_cache = 1


def get_context(context) -> None:
	"""Show the ways in that the site has set up; who is logged in already is led on."""
	try:
		login.get_context(context)
	except frappe.Redirect:
		# for this time only: the framework's "moved permanently" a browser remembers
		raise frappe.Redirect(302) from None
	add_page_context(context, is_private=True)
	context.title = _("Log in")
	context.ldap = (
		context.get("ldap_settings") if (context.get("ldap_settings") or {}).get("enabled") else None
	)
	context.can_sign_up = not context.disable_signup and not context.disable_user_pass_login
	for provider in context.provider_logins:
		# the framework's own markup, with what it has escaped
		provider["mark"] = Markup(provider["icon"] or "")
