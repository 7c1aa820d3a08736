# SPDX-License-Identifier: GPL-3.0-only
"""Page `/personal-data?token=…`: somebody confirms a request about their data, or fetches the copy.

Opening the page changes nothing, because mail programs and virus scanners open every link; the button does. It works
without scripts.
"""

import frappe
from frappe import _

from planota_hub.personal_data import enquiries
from planota_hub.personal_data.enquiry_intake import ExpiredLinkError, confirm, find_enquiry
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0

STATES = {
	enquiries.UNCONFIRMED: ("Submitted", lambda: _("Not confirmed yet")),
	enquiries.OPEN: ("Received", lambda: _("The hub works on it")),
	enquiries.APPROVED: ("Received", lambda: _("The hub works on it")),
	enquiries.DONE: ("Done", lambda: _("Answered")),
	enquiries.REFUSED: ("Declined", lambda: _("Refused")),
}


def get_context(context) -> None:
	"""Show how far the request is and what can be done now; a posted form confirms it."""
	add_page_context(context, is_private=True)
	context.title = _("My personal data")
	context.token = get_parameter("token")
	try:
		if frappe.request.method == "POST":
			confirm(context.token)
		show(context, find_enquiry(context.token))
	except (frappe.PermissionError, ExpiredLinkError) as error:
		refuse(context, 403, str(error))
	except frappe.RateLimitExceededError:
		refuse(context, 429, _("The button was pressed too often. Please wait ten minutes and try again."))


def refuse(context, status: int, message: str) -> None:
	frappe.clear_messages()
	context.http_status_code, context.message = status, message


def show(context, doc) -> None:
	stage, describe = STATES[doc.status]
	context.update(
		{
			"number": doc.name,
			"what": _("A copy of my data") if doc.kind == enquiries.ACCESS else _("Deletion of my data"),
			"stage": stage,
			"state": describe(),
			"waits": doc.status == enquiries.UNCONFIRMED,
			"due_on": doc.due_on if doc.status == enquiries.OPEN else None,
			"can_be_fetched": enquiries.can_be_fetched(doc),
			"csrf_token": frappe.session.data.csrf_token if frappe.session.user != "Guest" else "",
		}
	)
