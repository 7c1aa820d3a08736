"""Web form "Support a campaign": what a visitor sees. What is kept of it is decided in `supporter_intake`."""

import frappe
from frappe import _

from planota_hub.advocacy.public_pages import get_campaigns
from planota_hub.advocacy.supporter_intake import KINDS
from planota_hub.advocacy.web_form.comment_on_proposal.comment_on_proposal import offer
from planota_hub.advocacy.web_form_fields import get_confirmation_texts, know_person, offer_own_ngos
from planota_hub.planota_hub.web_forms import (
	as_select,
	consent_html,
	get_field,
	get_municipalities,
	insert_fields,
	prepare_web_form,
)


def get_context(context) -> None:
	"""Offer the campaigns that take supporters, and to a representative the own NGOs."""
	prepare_web_form(context, _(context.introduction_text))
	campaigns = {row.name: row.campaign_title for row in get_campaigns() if row.is_open}
	offer(get_field(context, "campaign"), campaigns)
	if frappe.form_dict.get("campaign") in campaigns:
		get_field(context, "campaign").default = frappe.form_dict.get("campaign")
	as_select(get_field(context, "supporter_kind"), list(KINDS))
	as_select(get_field(context, "municipality"), get_municipalities())
	if offer_own_ngos(context, "organisation"):
		get_field(context, "registration_number").hidden = 1
	insert_fields(
		context,
		"consent",
		[{"fieldname": "consent_text", "fieldtype": "HTML", "options": consent_html(get_consent_text())}],
	)
	get_field(context, "consent").label = _(get_field(context, "consent").label)
	context.hub = {
		"trap": context.hub_trap,
		"closed": not campaigns,
		"known": know_person(context, "supporter_name"),
		"texts": {
			**get_confirmation_texts(),
			"closed": _("There is no campaign to support at the moment."),
			"received": _("Thank you. Your support counts."),
		},
	}


def get_consent_text() -> str:
	"""Return what the sender agrees to, in the visitor's language."""
	return _(
		"The hub keeps your name and e-mail address and what else you enter here in order to count "
		"your support once. They are not published. You may withdraw your support at any time by "
		"the link in the e-mail; your name and address are deleted then."
	)
