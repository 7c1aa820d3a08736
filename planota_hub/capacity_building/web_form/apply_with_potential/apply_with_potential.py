# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Apply as an NGO with potential": what a visitor sees. `plans/application.py` decides what is kept."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.capacity_building.doctype.programme_round.programme_round import get_open_rounds
from planota_hub.capacity_building.plans.application import get_levels
from planota_hub.public_forms.form.outcomes import confirm_by_code
from planota_hub.public_forms.web_forms import (
	as_select,
	ask_which_ngo,
	close_form,
	get_consent_field,
	get_field,
	get_fields_of_work,
	get_known_person,
	get_tracking_texts,
	prepare_web_form,
)
from planota_hub.rules.readable import show_day


def get_context(context) -> None:
	"""Offer the open rounds, and to a representative the own NGOs instead of the registration number."""
	rounds = get_open_rounds()
	prepare_web_form(context, _(context.introduction_text))
	if len(rounds) == 1:
		context.introduction_text += introduce(rounds[0])
	offer_rounds(get_field(context, "programme_round"), rounds)
	as_select(get_field(context, "level_of_operation"), get_levels())
	as_select(get_field(context, "priority_field"), get_fields_of_work())
	ask_which_ngo(context, "level_of_operation")
	context.web_form_doc.web_form_fields += get_consent_fields(context)
	close_form(
		context,
		None
		if rounds
		else _("Applications are closed at the moment. The next round will be announced here."),
	)
	context.hub |= {
		"known": get_known_person("applicant_name", "applicant_email"),
		"confirm": confirm_by_code(get_texts()),
	}


def introduce(programme_round: frappe._dict) -> str:
	"""Return what the hub says about the round, and its deadline, safe to be shown."""
	deadline = _("{0}: applications until {1}").format(
		programme_round.round_name, show_day(programme_round.application_closes_on)
	)
	lines = [line for line in (programme_round.description or "").split("\n") if line.strip()]
	return f"<p><strong>{escape_html(deadline)}</strong></p>" + "".join(
		f"<p>{escape_html(line)}</p>" for line in lines
	)


def offer_rounds(field: frappe._dict, rounds: list[frappe._dict]) -> None:
	"""Let the visitor choose among several rounds; a single one needs no choice."""
	field.fieldtype = "Select"
	field.options = [{"value": row.name, "label": escape_html(row.round_name)} for row in rounds]
	if len(rounds) == 1:
		field.hidden, field.default = 1, rounds[0].name
	else:
		field.options.insert(0, {"value": "", "label": ""})


def get_consent_fields(context) -> list[frappe._dict]:
	"""Return the consent text and its box, the last fields of the form."""
	return [
		frappe._dict(get_consent_field(context, "Development Plans")),
		frappe._dict(
			fieldname="consent",
			fieldtype="Check",
			label=_("I agree that the hub uses these data for the selection and the development plan"),
			reqd=1,
		),
	]


def get_consent_text() -> str:
	"""Return what the applicant agrees to."""
	return _(
		"The hub keeps the application, and your name and contact data, in order to choose among the applications "
		"and to carry out and account for the development plan of your organisation. Its staff, the mentor and "
		"the funders of the programme see them; nothing of it is published. "
		"You may withdraw your consent at any time by writing to the hub."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows an application."""
	return get_tracking_texts(
		_("Keep the code: with it you can see at any time how far your application has come."),
		_("Track your application"),
	) | {
		"known_title": _("We already have an application of this organisation"),
		"known": _("Nothing was changed. If this surprises you, please contact the hub."),
	}
