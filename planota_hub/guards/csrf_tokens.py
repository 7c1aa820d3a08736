# SPDX-License-Identifier: GPL-3.0-only
"""The token by which the site knows that a change was asked for by its own pages."""

import frappe
from frappe import _
from frappe.sessions import get_csrf_token

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def require_csrf_token() -> None:
	"""See that everybody who is logged in has a token which their own pages send along, and nobody else can.

	Hook `before_request`. The framework compares the token of a session, but gives one only to who opens the Desk:
	whoever uses the portal alone has none, and is not asked for it. Here a session gets its token with the log-in,
	or with the first page that it opens.

	Raises:
	        frappe.CSRFTokenError: when a session without a token wants to change something.
	"""
	if frappe.session.user == "Guest" or frappe.conf.ignore_csrf or frappe.session.data.csrf_token:
		return
	logging_in = not frappe.local.login_manager.resume
	if not logging_in and frappe.request.method not in SAFE_METHODS:
		frappe.throw(_("Please reload the page and try again."), frappe.CSRFTokenError)
	get_csrf_token()
