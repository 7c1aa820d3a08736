# SPDX-License-Identifier: GPL-3.0-only
"""Page `/record-of-processing`: the record of processing activities, to be printed; for managers and auditors."""

import frappe
from frappe import _

from planota_hub.personal_data import record_of_processing
from planota_hub.public_forms.website import add_page_context

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the record in the reader's language, or say who may read it."""
	add_page_context(context, is_private=True)
	context.lang = frappe.local.lang
	context.title = _("Record of Processing Activities")
	try:
		record_of_processing.refuse_others()
	except frappe.PermissionError:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = _("The record is for managers and auditors of the hub. Please log in.")
		return
	context.controller = record_of_processing.get_controller()
	context.safeguards = record_of_processing.get_safeguards()
	context.activities = record_of_processing.get_record()
	context.labels = {
		"purpose": _("Purpose"),
		"legal_basis": _("Legal basis"),
		"people": _("People"),
		"data": _("Personal Data"),
		"recipients": _("Recipients"),
		"retention": _("Retention"),
	}
