# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Support a campaign": what a visitor sees. `supporter_intake` decides what is kept."""

from frappe import _

from planota_hub.advocacy.campaigns.supporter_intake import KINDS
from planota_hub.advocacy.participation.form_fields import get_confirmation_texts, know_person
from planota_hub.advocacy.participation.pages import get_campaigns
from planota_hub.public_forms.form.outcomes import confirm_by_outcome
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_records,
	as_select,
	close_form,
	get_field,
	get_municipalities,
	offer_own_ngos,
	prepare_web_form,
	show_if,
)
from planota_hub.public_forms.website import get_parameter


def get_context(context) -> None:
	"""Offer the campaigns that take supporters, and to a representative the own NGOs."""
	prepare_web_form(context, _(context.introduction_text))
	campaigns = {row.name: row.campaign_title for row in get_campaigns() if row.is_open}
	as_records(get_field(context, "campaign"), campaigns, get_parameter("campaign"))
	as_select(get_field(context, "supporter_kind"), list(KINDS))
	as_select(get_field(context, "municipality"), get_municipalities())
	if offer_own_ngos(context, "organisation", required=False):
		get_field(context, "registration_number").hidden = 1
	show_if(context, ("ngo", "organisation", "registration_number"), "supporter_kind", "Organisation")
	add_consent(context, "Campaigns")
	close_form(context, None if campaigns else _("There is no campaign to support at the moment."))
	context.hub |= {
		"known": know_person(context, "supporter_name"),
		"confirm": confirm_by_outcome(
			{
				**get_confirmation_texts(),
				"received": _("Thank you. Your support counts."),
			}
		),
	}


def get_consent_text() -> str:
	"""Return what the sender agrees to, in the visitor's language."""
	return _(
		"The hub keeps your name and e-mail address and what else you enter here in order to count "
		"your support once. They are not published. You may withdraw your support at any time by "
		"the link in the e-mail; your name and address are deleted then."
	)
