# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Submit a good practice": what a visitor sees. `practices/intake.py` decides what is kept."""

from frappe import _

from planota_hub.public_forms.form.outcomes import confirm_by_code
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_select,
	get_field,
	get_fields_of_work,
	get_known_person,
	get_municipalities,
	get_tracking_texts,
	offer_own_ngos,
	prepare_web_form,
)


def get_context(context) -> None:
	"""Offer fields and municipalities, and to a representative the own NGOs instead of asking for the name."""
	prepare_web_form(context, _(context.introduction_text))
	as_select(get_field(context, "field_of_work"), get_fields_of_work())
	as_select(get_field(context, "municipality"), get_municipalities())
	own = offer_own_ngos(context, "organisation")
	organisation = get_field(context, "organisation")
	organisation.hidden, organisation.reqd = int(own), int(not own)
	add_consent(context, "Good Practices")
	context.hub |= {
		"known": get_known_person("contact_name", "contact_email"),
		"confirm": confirm_by_code(get_texts()),
	}


def get_consent_text() -> str:
	return _(
		"The hub publishes the practice and the name of the organisation on its website and shares them with "
		"other hubs. Your name and contact data are used to write to you about the practice; they are shown "
		"in public only if you tick the box above. You may withdraw your consent at any time by writing to the "
		"hub."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a submission."""
	return get_tracking_texts(
		_("Keep the code: with it you can see at any time how far it has come."), _("See how far it has come")
	)
