# SPDX-License-Identifier: GPL-3.0-only
"""What visitors meet when a page fails, or a file is refused."""

import sys

import frappe
from frappe.utils import cint
from frappe.utils.error import log_error_snapshot
from frappe.www import error

from planota_hub.public_forms.website import add_page_context
from planota_hub.website.statuses import explain
from planota_hub.website.too_many import TOO_MANY

no_cache = 1


def get_context(context) -> dict | None:
	"""Take what the framework knows of the fault, which it shows to administrators only, and say whose it is."""
	add_page_context(context, is_private=True)
	status = cint(context.http_status_code)
	# whoever set a limit says what it is
	context.explanation = (status == TOO_MANY and context.message) or explain(status)
	if is_fault(status):
		# what fails outside of a page the framework notes itself, and gives a title
		if not context.title:
			note_fault()
		context.can_try_again = bool(frappe.request and frappe.request.method == "GET")
	return error.get_context(context)


def is_fault(status: int) -> bool:
	"""Tell whether an answer with a status, or without one, says that the site failed."""
	return not 400 <= status < 500


def note_fault() -> None:
	"""Put what made a page fail into the error log: the framework does so for its methods, but not for pages.

	A page is shown without saving anything, so the entry waits for the scheduler.
	"""
	if fault := sys.exc_info()[1]:
		log_error_snapshot(fault)
