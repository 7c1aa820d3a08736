# SPDX-License-Identifier: GPL-3.0-only
"""What visitors meet when a page fails, or a file is refused."""

import sys

import frappe
from frappe import _
from frappe.utils import cint
from frappe.utils.error import log_error_snapshot
from frappe.www import error

from planota_hub.public_forms.website import add_page_context
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


def explain(status: int) -> str:
	"""Return what an answer with a status means to a visitor; without one the fault is the site's."""
	if status in (401, 403):
		return _(
			"This is not for everybody, and not for the account with which you are logged in, if you are."
		)
	if status in (404, 410):
		return _("There is nothing at this address, or it is not public any more.")
	if 400 <= status < 500:
		return _("This could not be understood, and nothing was saved. Please go back and try again.")
	return _(
		"Something went wrong here, not with you. What you sent was not saved; please try again in a few minutes. The hub's staff see what happened."
	)
