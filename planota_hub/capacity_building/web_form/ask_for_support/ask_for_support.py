# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Ask for support": what a visitor sees. `support/intake.py` decides what is kept."""

from frappe import _

from planota_hub.capacity_building.support.intake import get_categories
from planota_hub.public_forms.form.outcomes import confirm_by_code
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_select,
	get_field,
	get_known_person,
	get_tracking_texts,
	offer_own_ngos,
	prepare_web_form,
)


def get_context(context) -> None:
	"""Offer the categories, and to a representative the own NGOs instead of asking for the organisation."""
	prepare_web_form(context, _(context.introduction_text))
	as_select(get_field(context, "category"), get_categories())
	own = offer_own_ngos(context, "organisation")
	for fieldname in ("organisation", "registration_number"):
		get_field(context, fieldname).hidden = int(own)
	get_field(context, "organisation").reqd = int(not own)
	add_consent(context, "Support Requests")
	context.hub |= {
		"known": get_known_person("requester_name", "requester_email"),
		"confirm": confirm_by_code(get_texts()),
	}


def get_consent_text() -> str:
	"""Return what people agree to who ask for support."""
	return _(
		"The hub keeps your name, contact data and question in order to answer you, and to account for its support "
		"to those who fund it. Nothing of it is published. You may withdraw your consent at any time by writing to "
		"the hub."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a request."""
	return get_tracking_texts(
		_("Keep the code: with it you can see at any time how far your request has come."),
		_("See how far your request has come"),
	)
