# SPDX-License-Identifier: GPL-3.0-only
"""What the log-in page tells visitors: nothing about who has an account."""

from inspect import unwrap

import frappe
from frappe import _
from frappe.auth import LoginManager
from frappe.core.doctype.user.user import get_password_reset_limit
from frappe.core.doctype.user.user import reset_password as send_password_link
from frappe.rate_limiter import rate_limit
from frappe.translate import get_language

HOUR = 3600  # seconds
# from one address of the internet, behind which a whole office may sit
QUESTIONS_PER_HOUR = 20


def speak_visitors_language(login_manager: LoginManager | None = None) -> None:
	"""Let what a log-in says, and the mail with its code, be in the language of the page. Hook `before_login`.

	The framework logs somebody in before it looks in which language the request is.
	"""
	if not frappe.request:
		return
	user, frappe.session.user = frappe.session.user, "Guest"
	frappe.local.lang = get_language()
	frappe.session.user = user


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=QUESTIONS_PER_HOUR, seconds=HOUR)
@rate_limit(key="user", limit=get_password_reset_limit, seconds=HOUR, ip_based=False)
def reset_password(user: str) -> None:
	"""Send somebody a link to set a new password; the answer is the same where there is no such account.

	The framework says whether there is one, and whose it is (hook `override_whitelisted_methods`). The limit of System
	Settings is for one account here, not for all who sit behind one address of the internet.

	Args:
	        user: e-mail address, as the user is called.
	"""
	# without the framework's own count, which would count this request a second time
	unwrap(send_password_link)(user=user)
	frappe.clear_messages()
	frappe.local.response.pop("http_status_code", None)
	frappe.msgprint(
		_("If there is an account with this e-mail address, a link to set a new password was sent to it."),
		title=_("Password Email Sent"),
	)
