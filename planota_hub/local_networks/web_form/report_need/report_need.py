# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Report a local need": what a visitor sees. `needs/intake.py` decides what is kept."""

from frappe import _

from planota_hub.local_networks.needs.intake import may_be_anonymous
from planota_hub.public_forms.form.outcomes import confirm_by_code
from planota_hub.public_forms.form.steps import NOT_TICKED
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
	require,
	show_if,
)

# whoever stays anonymous is asked for nothing about the person
PERSON_FIELDS = ("ngo", "reporter_name", "reporter_email", "reporter_phone", "consent_text", "consent")


def get_context(context) -> None:
	"""Offer places and fields, and let people stay anonymous where Hub Settings allow it."""
	prepare_web_form(context, _(context.introduction_text))
	as_select(get_field(context, "municipality"), get_municipalities())
	as_select(get_field(context, "field_of_work"), get_fields_of_work())
	offer_own_ngos(context, "reporter_name", required=False)
	get_field(context, "is_anonymous").hidden = int(not may_be_anonymous())
	add_consent(context, "Needs")
	show_if(context, PERSON_FIELDS, "is_anonymous", NOT_TICKED)
	require(context, "reporter_name", "reporter_email", "consent")
	context.hub |= {
		"known": get_known_person("reporter_name", "reporter_email"),
		"confirm": confirm_by_code(get_texts()),
	}


def get_consent_text() -> str:
	"""Return what people agree to who give their name."""
	return _(
		"The hub keeps your name and contact data in order to ask you back about the need and to tell you what "
		"becomes of it. They are never published. The title, place and description of an accepted need are."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a report."""
	return get_tracking_texts(
		_("Keep the code: with it you can see at any time what becomes of the need."),
		_("See what becomes of it"),
	)
