"""Web form "Register for a workshop": what a visitor sees. What is kept of it is decided in `workshop_intake`."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.capacity_building.workshop_intake import get_own_ngos
from planota_hub.capacity_building.workshop_pages import get_open_workshops
from planota_hub.capacity_building.workshop_texts import describe_place, describe_time
from planota_hub.planota_hub.web_forms import consent_html, get_field, insert_fields, prepare_web_form


def get_context(context) -> None:
	"""Offer the workshops that are open, and to a representative the own NGOs."""
	workshops = get_open_workshops()
	chosen = next((row for row in workshops if row.name == frappe.form_dict.get("workshop")), None)
	prepare_web_form(context, introduce(chosen) if chosen else _(context.introduction_text))
	field = get_field(context, "workshop")
	field.fieldtype = "Select"
	field.options = [{"value": "", "label": ""}] + [
		{"value": row.name, "label": escape_html(f"{row.workshop_title} ({describe_time(row)})")}
		for row in workshops
	]
	field.hidden = int(bool(chosen))
	insert_fields(context, "organisation", get_ngo_fields())
	insert_fields(context, "consent", get_last_fields())
	get_field(context, "consent").label = _(get_field(context, "consent").label)
	context.hub = {"trap": context.hub_trap, "closed": not workshops, "texts": get_texts()}


def introduce(workshop: dict) -> str:
	"""Return title, time and place of the chosen workshop, safe to be shown."""
	lines = (describe_time(workshop), describe_place(workshop))
	full = _("All seats are taken at the moment; you can join the waiting list.")
	return "<br>".join(
		[
			f"<strong>{escape_html(workshop.workshop_title)}</strong>",
			*(escape_html(line) for line in lines if line),
			*([] if workshop.free_seats else [f"<em>{full}</em>"]),
		]
	)


def get_ngo_fields() -> list[dict]:
	"""Return the choice among the own NGOs; a guest, and who represents none, has none."""
	own = get_own_ngos()
	if not own:
		return []
	ngos = frappe.get_all(
		"NGO", {"name": ("in", own)}, ["name", "ngo_name"], order_by="ngo_name asc, name asc"
	)
	options = [{"value": ngo.name, "label": escape_html(ngo.ngo_name)} for ngo in ngos]
	return [
		{
			"fieldname": "ngo",
			"fieldtype": "Select",
			"label": _("Your NGO"),
			"options": [{"value": "", "label": ""}, *options],
			"description": _("The hours of the workshop count for this organisation."),
		}
	]


def get_last_fields() -> list[dict]:
	"""Return the question for special needs and the consent text."""
	return [
		{
			"fieldname": "needs",
			"fieldtype": "Small Text",
			"label": _("Is there anything that we should prepare for you?"),
			"description": _(
				"Access with a wheelchair, food, interpretation. Only the hub's staff see this."
			),
		},
		{"fieldname": "consent_text", "fieldtype": "HTML", "options": consent_html(get_consent_text())},
	]


def get_consent_text() -> str:
	"""Return what the hub does with the data of a participant."""
	return _(
		"The hub uses your name and contact data to prepare and carry out the workshop, keeps a record of who "
		"attended, and shows it to the funders of the workshop when they check it. You can see, correct and "
		"withdraw your data at any time by writing to the hub."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a registration."""
	return {
		"closed": _("There is no workshop open for registration at the moment."),
		"all": _("All workshops"),
		"confirmed_title": _("Your seat is confirmed"),
		"confirmed": _("You are registered for the workshop."),
		"waiting_title": _("You are on the waiting list"),
		"waiting": _("All seats are taken. Your place on the waiting list:"),
		"mailed": _("We have sent an e-mail with all the details. With the link in it you can also cancel."),
		"keep": _("Keep the link to your registration: with it you can see or cancel it."),
		"open": _("See your registration"),
	}
