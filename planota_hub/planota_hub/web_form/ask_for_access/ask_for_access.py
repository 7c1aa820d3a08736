# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Ask for access to the portal": what a visitor sees. `register/access_requests.py` decides what is kept."""

import frappe
from frappe import _

from planota_hub.public_forms.form.outcomes import confirm_by_outcome
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_select,
	get_field,
	get_known_person,
	prepare_web_form,
)


def get_context(context) -> None:
	"""Offer the functions that the register knows, and fill in who is logged in."""
	prepare_web_form(context, _(context.introduction_text))
	options = frappe.get_meta("NGO Representative").get_field("function").options
	as_select(get_field(context, "function"), [option for option in options.split("\n") if option])
	add_consent(context, "Portal Access Request")
	context.hub |= {
		"known": get_known_person("full_name", "email"),
		"confirm": confirm_by_outcome(
			{
				"received": _(
					"We have received your request. The hub asks the organisation and writes to you by e-mail."
				)
			}
		),
	}


def get_consent_text() -> str:
	"""Return what people agree to who ask for access."""
	return _(
		"The hub keeps your name and contact data in order to give you access to the portal in the name of your "
		"organisation. Its representatives see who has asked. They are not published."
	)
