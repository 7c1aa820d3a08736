# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Register for an election": what a visitor sees. `elections/intake.py` decides what is kept."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.local_networks.elections.intake import get_open_elections
from planota_hub.local_networks.elections.people import ELECTION, describe_key, get_key
from planota_hub.public_forms.form.outcomes import confirm_by_outcome
from planota_hub.public_forms.web_forms import (
	as_records,
	ask_which_ngo,
	close_form,
	get_consent_field,
	get_known_person,
	insert_fields,
	prepare_web_form,
)
from planota_hub.public_forms.website import get_parameter


def get_context(context) -> None:
	"""Offer the open elections; a representative chooses among the own NGOs, others give the number."""
	prepare_web_form(context, _(context.introduction_text))
	elections = get_open_elections()
	insert_fields(context, "email", [get_election_field(elections)])
	ask_which_ngo(context, "email")
	insert_fields(context, "email", get_unit_fields(list(elections)))
	insert_fields(context, "presentation", [get_candidate_email_field()])
	context.web_form_doc.web_form_fields += [frappe._dict(field) for field in get_consent_fields(context)]
	nothing_open = None if elections else _("No call for an election is open at the moment.")
	close_form(context, nothing_open)
	context.hub |= {
		"known": get_known_person(email_field="email"),
		"confirm": confirm_by_outcome(get_texts()),
	}


def get_election_field(elections: dict[str, str]) -> dict:
	"""Return the choice among the open elections; the only one, or the one of the link, is chosen already."""
	field = frappe._dict(fieldname="election", fieldtype="Select", label=_("Election"), reqd=1)
	as_records(field, elections, get_parameter("election"))
	return field


def get_unit_fields(elections: list[str]) -> list[dict]:
	"""Return the choice of the unit, where an NGO could vote in more than one."""
	units = frappe.get_all(
		"Election Unit",
		{"parenttype": ELECTION, "parent": ("in", elections or [""])},
		["administrative_unit", "field_of_work"],
		order_by="parent asc, idx asc",
	)
	if not any(unit.field_of_work for unit in units):
		return []
	names = dict.fromkeys(describe_key(get_key(unit)) for unit in units)
	return [
		{
			"fieldname": "unit",
			"fieldtype": "Select",
			"label": _("Unit"),
			"description": _(
				"Only if your organisation could vote in several units: it votes in one of them."
			),
			"options": [{"value": "", "label": ""}]
			+ [{"value": name, "label": escape_html(name)} for name in names],
		}
	]


def get_candidate_email_field() -> dict:
	return {
		"fieldname": "candidate_email",
		"fieldtype": "Data",
		"options": "Email",
		"label": _("Email of the Candidate"),
		"description": _("Only the hub sees it."),
		"max_length": 140,
	}


def get_consent_fields(context) -> list[dict]:
	return [
		{"fieldname": "consent_section", "fieldtype": "Section Break"},
		get_consent_field(context, "Elections"),
		{
			"fieldname": "consent",
			"fieldtype": "Check",
			"label": _("I agree that the hub uses these data for this election"),
			"reqd": 1,
		},
	]


def get_consent_text() -> str:
	"""Return what people agree to who register an organisation for an election, until the hub writes its own text."""
	return _(
		"The hub keeps the addresses that you enter in order to hold the election and to send the results. "
		"Name, organisation and presentation of a candidate are published, and the names of those who were "
		"elected stay published."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows."""
	return {
		"registered": _(
			"Your organisation is registered as an elector. The hub will write to it when the voting begins."
		),
		"nominated": _(
			"Your organisation is registered as an elector and has nominated a candidate. The hub will check the "
			"nomination and publish the candidates after the call has closed."
		),
		"asked": _(
			"Thank you. We have written to your organisation at its address in the register: the registration "
			"counts once it was confirmed there, before the call closes."
		),
		"waits": _(
			"Thank you. Your organisation still waits to be verified by the hub. We have written to it: the registration "
			"counts once your organisation is verified and has confirmed it, before the call closes."
		),
		"known": _("Your organisation is registered for this election already; nothing has changed."),
	}
