# SPDX-License-Identifier: GPL-3.0-only
"""Web form "My personal data": what a visitor sees. `enquiry_intake` decides what is kept."""

from frappe import _

from planota_hub.public_forms.web_forms import get_field, get_known_person, prepare_web_form


def get_context(context) -> None:
	"""Offer what can be asked for in words that people use, and to somebody logged in their own address."""
	prepare_web_form(context, _(context.introduction_text))
	get_field(context, "kind").options = [
		{"value": "Access", "label": _("A copy of my data")},
		{"value": "Deletion", "label": _("Deletion of my data")},
	]
	context.hub |= {"closed": None, "known": get_known_person("full_name", "email")}
