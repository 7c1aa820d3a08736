# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Comment on a proposal": what a visitor sees. `comment_intake` decides what is kept."""

from frappe import _

from planota_hub.advocacy.participation.form_fields import get_confirmation_texts, know_person
from planota_hub.advocacy.participation.pages import get_consultation, get_consultations
from planota_hub.public_forms.form.outcomes import confirm_by_outcome
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_records,
	as_select,
	close_form,
	get_field,
	offer_own_ngos,
	prepare_web_form,
)
from planota_hub.public_forms.website import get_parameter


def get_context(context) -> None:
	"""Offer the open consultations; with one chosen on its page, the rules that it is about."""
	prepare_web_form(context, _(context.introduction_text))
	name = get_parameter("proposal")
	chosen = get_consultation(name)
	proposals = [chosen] if chosen else get_consultations()
	as_records(get_field(context, "proposal"), {row.name: row.proposal_title for row in proposals})
	rules = [ask.subject for ask in chosen.asks] if chosen else []
	as_records(get_field(context, "ask"), {rule: rule for rule in rules})
	get_field(context, "ask").hidden = int(not rules)
	as_select(get_field(context, "position"), ["Supports", "Supports with Changes", "Opposes"])
	offer_own_ngos(context, "organisation", required=False)
	add_consent(context, "Consultations")
	close_form(context, None if proposals else _("There is no open consultation at the moment."))
	context.hub |= {
		"known": know_person(context, "commenter_name"),
		"confirm": confirm_by_outcome(
			{
				**get_confirmation_texts(),
				"received": _("Thank you. What becomes of your comment will be sent to you by e-mail."),
			}
		),
	}


def get_consent_text() -> str:
	"""Return what the sender agrees to, in the visitor's language."""
	return _(
		"The hub keeps your name, e-mail address and organisation in order to consider and answer "
		"your comment. They are not published, and are removed after the retention period of the "
		"hub. You may withdraw your consent at any time by writing to the hub."
	)
