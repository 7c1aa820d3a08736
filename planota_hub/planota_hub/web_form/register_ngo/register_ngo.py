# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Register an NGO": what a guest sees. `register/intake.py` decides what is kept."""

import frappe
from frappe import _

from planota_hub.planota_hub.register.intake import UNREGISTERED_FORMS
from planota_hub.planota_hub.register.places import get_hub_country
from planota_hub.public_forms.consent import PURPOSES
from planota_hub.public_forms.form.outcomes import confirm_by_code
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_checkboxes,
	as_select,
	get_field,
	get_fields_of_work,
	get_known_person,
	get_municipalities,
	get_tracking_texts,
	insert_fields,
	prepare_web_form,
	show_if,
)

NUMBER_LENGTH = 30


def get_context(context) -> None:
	"""Fill the lists, add the person's function and telephone, and show the consent text."""
	prepare_web_form(context, _(context.introduction_text))
	as_select(get_field(context, "legal_form"), get_options("NGO", "legal_form"))
	ask_for_country(context)
	as_checkboxes(get_field(context, "fields_of_work"), get_fields_of_work())
	insert_fields(context, "consent_register", get_person_fields())
	for box, purpose in PURPOSES.items():
		add_consent(context, purpose, box)
	context.hub |= {
		"known": get_known_person("submitter_name", "submitter_email"),
		"confirm": confirm_by_code(get_texts()),
	}


def ask_for_country(context) -> None:
	"""Ask for the country, and then for the numbers and places that organisations of that country have.

	An organisation of the hub's country has a number in its business register, unless it is a civil initiative; from
	abroad nobody needs one. A municipality is asked for where the hub knows the places.
	"""
	home, countries = get_hub_country(), frappe.get_all("Country", pluck="name", order_by="name asc")
	country = get_field(context, "country")
	as_select(country, countries)
	country.default = home
	insert_fields(context, "tax_number", [get_number_abroad()])
	registered = ["", *(form for form in get_options("NGO", "legal_form") if form not in UNREGISTERED_FORMS)]
	abroad = [name for name in countries if name != home]
	for fieldname, where in (
		("registration_number", [home]),
		("number_abroad", abroad),
		("tax_number", countries),
	):
		get_field(context, fieldname).shown_if = {"legal_form": registered, "country": where}
	foreign = get_foreign_municipalities(home)
	as_select(get_field(context, "municipality"), [*get_municipalities(), *foreign])
	show_if(context, ("municipality",), "country", home, *sorted(set(foreign.values())))


def get_number_abroad() -> dict:
	return {
		"fieldname": "number_abroad",
		"fieldtype": "Data",
		"label": _("Number in the Register of Its Country"),
		"description": _("If it has one."),
		"max_length": NUMBER_LENGTH,
	}


def get_foreign_municipalities(home: str) -> dict[str, str]:
	"""Return the municipalities of other countries that the hub knows, with their countries."""
	filters = {"country": ("not in", ("", home))}
	rows = frappe.get_all(
		"Municipality", filters, ["name", "country"], order_by="name asc", limit_page_length=0
	)
	return {row.name: row.country for row in rows}


def get_consent_text() -> str:
	"""Return what an organisation agrees to that wants to be in the register."""
	return _(
		"The hub keeps the data of the organisation, and the name and contact data of the person who registers "
		"it, in order to support and represent the non-governmental organisations of the region. The name, "
		"place, fields of work and description of the organisation are shown in the public register. "
		"You may withdraw your consent at any time by writing to the hub."
	)


def get_news_text() -> str:
	"""Return what an organisation agrees to that wants to be informed."""
	return _(
		"The hub uses the e-mail address of the organisation to write to it about workshops, calls for funding and "
		"its activities. Every message has a link by which it can be ended at any time."
	)


def get_options(doctype: str, fieldname: str) -> list[str]:
	"""Return the choices of a Select field."""
	return [option for option in frappe.get_meta(doctype).get_field(fieldname).options.split("\n") if option]


def get_person_fields() -> list[dict]:
	"""Return the fields that go into the first row of representatives."""
	function = frappe._dict(fieldname="submitter_function", label=_("Your Function"))
	as_select(function, get_options("NGO Representative", "function"))
	return [
		function,
		{"fieldname": "submitter_phone", "fieldtype": "Data", "options": "Phone", "label": _("Your Phone")},
	]


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a registration."""
	return get_tracking_texts(
		_("Keep the code: with it you can see at any time how far your registration has come."),
		_("Track your registration"),
	) | {
		"known_title": _("We already have an entry under this number"),
		"known": _(
			"Nothing was changed. The hub's staff will write to you at the e-mail address that you have entered."
		),
	}
