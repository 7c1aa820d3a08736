"""Web form "Comment on a proposal": what a visitor sees. What is kept of it is decided in `comment_intake`."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.advocacy.public_pages import get_consultation, get_consultations
from planota_hub.advocacy.web_form_fields import get_confirmation_texts, know_person, offer_own_ngos
from planota_hub.planota_hub.web_forms import (
	as_select,
	consent_html,
	get_field,
	insert_fields,
	prepare_web_form,
)


def get_context(context) -> None:
	"""Offer the open consultations; with one chosen on its page, the rules that it is about."""
	prepare_web_form(context, _(context.introduction_text))
	name = frappe.form_dict.get("proposal") or ""
	chosen = get_consultation(name)
	proposals = [chosen] if chosen else get_consultations()
	offer(get_field(context, "proposal"), {row.name: row.proposal_title for row in proposals})
	if chosen:
		get_field(context, "proposal").default = chosen.name
	rules = [ask.subject for ask in chosen.asks] if chosen else []
	offer(get_field(context, "ask"), {rule: rule for rule in rules})
	get_field(context, "ask").hidden = int(not rules)
	as_select(get_field(context, "position"), ["Supports", "Supports with Changes", "Opposes"])
	offer_own_ngos(context, "organisation")
	insert_fields(
		context,
		"consent",
		[{"fieldname": "consent_text", "fieldtype": "HTML", "options": consent_html(get_consent_text())}],
	)
	get_field(context, "consent").label = _(get_field(context, "consent").label)
	context.hub = {
		"trap": context.hub_trap,
		"closed": not proposals,
		"known": know_person(context, "commenter_name"),
		"texts": {
			**get_confirmation_texts(),
			"closed": _("There is no open consultation at the moment."),
			"received": _("Thank you. What becomes of your comment will be sent to you by e-mail."),
		},
	}


def offer(field: dict, options: dict[str, str]) -> None:
	"""Let the visitor choose among values, shown under their titles."""
	field.fieldtype = "Select"
	field.options = [{"value": "", "label": ""}] + [
		{"value": value, "label": escape_html(label)} for value, label in options.items()
	]


def get_consent_text() -> str:
	"""Return what the sender agrees to, in the visitor's language."""
	return _(
		"The hub keeps your name, e-mail address and organisation in order to consider and answer "
		"your comment. They are not published, and are removed after the retention period of the "
		"hub. You may withdraw your consent at any time by writing to the hub."
	)
