# SPDX-License-Identifier: GPL-3.0-only
"""Page `/workshop-sign-in?token=…`: opened with the QR code at the door, to sign in with the e-mail address."""

import frappe
from frappe import _

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import SIGN_IN_PURPOSE
from planota_hub.planota_hub.taking_part.attendance import is_sign_in_open
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.rules.tokens import InvalidTokenError, read_token

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Ask for the e-mail address, or say why nobody can sign in now."""
	add_page_context(context, is_private=True)
	context.title = _("Sign in at the workshop")
	context.token = get_parameter("token")
	try:
		name = read_token(SIGN_IN_PURPOSE, context.token)
	except InvalidTokenError as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	fields = ["workshop_title", "stage", "starts_on", "ends_on"]
	context.workshop = frappe.db.get_value(seats.WORKSHOP, name, fields, as_dict=True)
	if not context.workshop or not is_sign_in_open(context.workshop):
		context.message = _("Sign-in is possible from an hour before the workshop until an hour after it.")
