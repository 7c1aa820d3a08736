# SPDX-License-Identifier: GPL-3.0-only
"""In which language the hub writes to who speaks for an NGO: the one of their first contact, whoever in the hub acts."""

import frappe

from planota_hub.mail.hub_mail import site_language


def get_reader_language(email: str, ngo: str | None = None) -> str:
	"""Return the language in which somebody is written to.

	It is that of the log-in with this address, else the one in which the NGO was registered, else the site's.

	Args:
	        ngo: the NGO that the mail concerns, where there is one.
	"""
	return (
		frappe.db.get_value("User", {"email": email}, "language", order_by="name asc")
		or (frappe.db.get_value("NGO", ngo, "preferred_language", order_by="name asc") if ngo else None)
		or site_language()
	)
