# SPDX-License-Identifier: GPL-3.0-only
"""Page `/event-confirmation?token=…`: the confirmation of a participant, to print or to keep as PDF."""

import frappe
from frappe import _

from planota_hub.planota_hub.events.kind import REGISTRATION
from planota_hub.planota_hub.events.registering import INTAKE
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the same confirmation that the staff print, or say why there is none."""
	add_page_context(context, is_private=True)
	context.lang = frappe.local.lang
	context.title = _("Confirmation of Attendance")
	try:
		context.doc = frappe.get_doc(REGISTRATION, INTAKE.get_registration(get_parameter("token")))
		context.confirmation = context.doc.get_confirmation()
	except (frappe.PermissionError, frappe.DoesNotExistError, frappe.ValidationError) as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
