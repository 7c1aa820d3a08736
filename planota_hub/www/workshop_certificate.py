# SPDX-License-Identifier: GPL-3.0-only
"""Page `/workshop-certificate?token=…`: the certificate of a participant, to print or to keep as PDF."""

import frappe
from frappe import _

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.intake import get_registration
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the same certificate that the staff print, or say why there is none."""
	add_page_context(context, is_private=True)
	context.lang = frappe.local.lang
	context.title = _("Certificate")
	try:
		context.doc = frappe.get_doc(seats.REGISTRATION, get_registration(get_parameter("token")))
		context.certificate = context.doc.get_certificate()
	except (frappe.PermissionError, frappe.DoesNotExistError, frappe.ValidationError) as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
