# SPDX-License-Identifier: GPL-3.0-only
"""How the hub's web forms are shown: choices for guests, consent text, language.

A web form's JSON names the fields; what they offer is decided here: guests get lists in their language, and nothing
of the records behind them. `public_forms/form/` shows the form.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, escape_html

from planota_hub.permissions import get_own_ngos
from planota_hub.public_forms import consent
from planota_hub.public_forms.intake import get_closed_reason
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.text import DATA_LENGTH, MULTILINE_TYPES, TEXT_LENGTH
from planota_hub.rules.titles import get_titles


def prepare_web_form(context, introduction: str) -> None:
	"""Give a web form its introduction, and what its page asks for besides the fields.

	That is in `context.hub`: why the form is `closed` and where to go `elsewhere`, what is `known` of the visitor, the
	`token` of the link, and how to `confirm` what was sent (`form/outcomes.py`).
	"""
	context.introduction_text = f"<p>{introduction}</p>"
	context.title = _(context.title)
	context.hub = {"closed": get_closed_reason(context.web_form_doc.name)}
	set_lengths(context.web_form_doc)


@frappe.whitelist()
def is_hub_form(web_form: str) -> bool:
	"""Tell whether the hub shows a web form, and not the framework; asked by the form of the Web Form in the Desk."""
	frappe.has_permission("Web Form", throw=True)
	return web_form in frappe.get_hooks("hub_web_forms")


def close_form(context, reason: str | None) -> None:
	"""Show why nothing can be sent now instead of the form, unless it is closed for another reason already."""
	context.hub["closed"] = context.hub["closed"] or reason


def set_lengths(web_form) -> None:
	"""Let nobody type more into a text field than the register takes."""
	meta = frappe.get_meta(web_form.doc_type)
	for field in web_form.web_form_fields:
		if field.fieldtype == "Data":
			own = meta.get_field(field.fieldname)
			field.max_length = cint(own.length if own else 0) or DATA_LENGTH
		elif field.fieldtype in MULTILINE_TYPES:
			field.max_length = TEXT_LENGTH


def get_field(context, fieldname: str) -> frappe._dict:
	"""Return a field of the form, to be changed."""
	return next(field for field in context.web_form_doc.web_form_fields if field.fieldname == fieldname)


def insert_fields(context, before: str, fields: list[dict]) -> None:
	"""Put fields that the DocType does not have in front of a field of the form."""
	form_fields = context.web_form_doc.web_form_fields
	position = form_fields.index(get_field(context, before))
	form_fields[position:position] = [frappe._dict(field) for field in fields]


def as_select(field: frappe._dict, values: list[str]) -> None:
	"""Let the visitor choose one of the values, shown in their language."""
	field.fieldtype = "Select"
	field.options = [{"value": "", "label": ""}, *options_of(values)]


def as_records(field: frappe._dict, titles: dict[str, str], chosen: str | None = None) -> None:
	"""Let the visitor choose one of the records, shown by their titles.

	Args:
	        titles: by the names of the records.
	        chosen: what is chosen already, as far as it is offered; so is the only one where one is needed.
	"""
	field.fieldtype = "Select"
	field.options = [{"value": "", "label": ""}]
	field.options += [{"value": name, "label": escape_html(title)} for name, title in titles.items()]
	only = next(iter(titles)) if field.reqd and len(titles) == 1 else None
	field.default = chosen if chosen in titles else only


def show_if(context, fieldnames: Iterable[str], other: str, *values: str) -> None:
	"""Ask for some fields only as long as another one has one of these values; those that the form has not are left out.

	A box has the value `TICKED` or `NOT_TICKED`.
	"""
	for field in context.web_form_doc.web_form_fields:
		if field.fieldname in fieldnames:
			field.shown_if = {other: list(values)}


def require(context, *fieldnames: str) -> None:
	"""Require fields, as long as they are asked for."""
	for fieldname in fieldnames:
		get_field(context, fieldname).reqd = 1


def offer_own_ngos(context, before: str, required: bool = True, description: str | None = None) -> bool:
	"""Let a representative choose among the own NGOs, in front of a field; tell whether there are any.

	The only one is chosen already; where none is needed, the visitor may take it out.
	"""
	own = get_titles("NGO", get_own_ngos())
	if own:
		field = frappe._dict(fieldname="ngo", label=_("Your NGO"), reqd=1, description=description)
		as_records(field, own)
		insert_fields(context, before, [{**field, "reqd": int(required)}])
	return bool(own)


def ask_which_ngo(context, before: str) -> None:
	"""Let a representative choose among the own NGOs; anybody else names one of the register by its number."""
	if offer_own_ngos(context, before):
		return
	number = {
		"fieldname": "registration_number",
		"fieldtype": "Data",
		"label": _("Registration Number", context="NGO"),
		"description": _("The number of your organisation in the business register: 7 or 10 digits."),
		"max_length": DATA_LENGTH,
		"reqd": 1,
	}
	insert_fields(context, before, [number])


def get_known_person(name_field: str | None = None, email_field: str | None = None) -> dict[str, str]:
	"""Return what the hub knows of somebody who is logged in and need not ask, by the fields of the form."""
	if frappe.session.user == "Guest":
		return {}
	account = frappe.get_cached_doc("User", frappe.session.user)
	known = {name_field: account.full_name, email_field: account.email}
	return {fieldname: value for fieldname, value in known.items() if fieldname}


def get_tracking_texts(keep: str, follow: str) -> dict[str, str]:
	"""Return the texts of the page that shows the tracking code.

	Args:
	        keep: what the code is good for.
	        follow: the button to the page `/track`.
	"""
	return {
		"keep": keep,
		"mailed": _("We have also sent it to your e-mail address."),
		"track": follow,
	}


def as_checkboxes(field: frappe._dict, values: list[str], is_folded: bool = False) -> None:
	"""Let the visitor tick several of the values, shown in their language.

	Args:
	        is_folded: whether the list shows only what is ticked until it is opened.
	"""
	field.fieldtype = "MultiCheck"
	field.options = options_of(values)
	field.fold_text = _("Choose") if is_folded else None


def options_of(values: list[str]) -> list[dict]:
	"""Return values with their labels in the visitor's language, in its alphabetical order."""
	options = [{"value": value, "label": escape_html(_(value))} for value in values]
	return sorted(options, key=lambda option: sort_key(option["label"]))


def get_municipalities() -> list[str]:
	"""Return the names of the municipalities of the hub's regions, of all when it has none; nothing else of them."""
	return frappe.get_all("Municipality", filters={"is_own": 1}, pluck="name", order_by="name asc")


def get_fields_of_work() -> list[str]:
	"""Return the fields of work that are in use."""
	return frappe.get_all("Field of Work", filters={"disabled": 0}, pluck="name", order_by="name asc")


def add_consent(context, purpose: str, box: str = "consent") -> None:
	"""Show what the visitor agrees to in front of the box, and let the form say which text that was.

	Args:
	        purpose: of the consent, one of the hook `hub_consent_texts`.
	        box: field that is ticked.
	"""
	insert_fields(context, box, [get_consent_field(context, purpose, box)])


def get_consent_field(context, purpose: str, box: str = "consent") -> dict:
	"""Return the field that shows a consent text, and note in the form that it does."""
	text = consent.get_text(purpose)
	context.hub.setdefault("consent_texts", {})[f"{box}_text"] = text.name
	return {"fieldname": f"{box}_text", "fieldtype": "HTML", "options": consent.show_text(text)}
