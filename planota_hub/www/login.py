# SPDX-License-Identifier: GPL-3.0-only
"""Page `/login`: that of the framework, in the name of the hub."""

from frappe import _
from frappe.www import login

no_cache = 1


def get_context(context) -> dict | None:
	"""Take what the framework offers for a log-in; who is logged in already is led on."""
	answer = login.get_context(context)
	context.title = _("Log in")
	return answer
