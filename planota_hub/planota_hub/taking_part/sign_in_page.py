# SPDX-License-Identifier: GPL-3.0-only
"""The page that the QR code at the door opens, to sign in with the e-mail address."""

import frappe

from planota_hub.planota_hub.taking_part.attendance import is_sign_in_open
from planota_hub.planota_hub.taking_part.kinds import Kind
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.rules.tokens import InvalidTokenError, read_token


def show_sign_in(context: frappe._dict, kind: Kind, purpose: str, method: str) -> None:
	"""Ask for the e-mail address, or say why nobody can sign in now.

	Args:
	        kind: what people come to.
	        purpose: of the link behind the code.
	        method: path of what the form calls.
	"""
	add_page_context(context, is_private=True)
	context.title, context.method = kind.say("sign_in"), method
	context.token = get_parameter("token")
	try:
		name = read_token(purpose, context.token)
	except InvalidTokenError as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
		return
	fields = [f"{kind.title} as title", "stage", "starts_on", "ends_on"]
	found = frappe.db.get_value(kind.event, name, fields, as_dict=True)
	context.occasion = found.title if found else None
	if not found or not is_sign_in_open(found):
		context.message = kind.say("sign_in_when")
