# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Register for a workshop": what a visitor sees. `workshops/intake.py` decides what is kept."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.capacity_building.workshops.pages import get_open_workshops
from planota_hub.capacity_building.workshops.waiting_list import KIND
from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.taking_part.questions import make_definitions
from planota_hub.public_forms.form.outcomes import Confirmation
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_records,
	close_form,
	get_field,
	get_known_person,
	insert_fields,
	offer_own_ngos,
	prepare_web_form,
)
from planota_hub.public_forms.website import get_parameter


def get_context(context) -> None:
	"""Offer the workshops that are open, and to a representative the own NGOs."""
	workshops = get_open_workshops()
	chosen = next((row for row in workshops if row.name == get_parameter("workshop")), None)
	prepare_web_form(context, introduce(chosen) if chosen else _(context.introduction_text))
	field = get_field(context, "workshop")
	titles = {row.name: f"{row.workshop_title} ({describe_time(row)})" for row in workshops}
	as_records(field, titles, chosen.name if chosen else None)
	field.hidden = int(bool(chosen))
	hours = _("The hours of the workshop count for this organisation.")
	offer_own_ngos(context, "organisation", required=False, description=hours)
	asked = make_definitions(KIND, titles, chosen.name if chosen else None)
	insert_fields(context, "consent", [*asked, get_needs_field()])
	add_consent(context, "Workshops")
	close_form(context, None if workshops else _("There is no workshop open for registration at the moment."))
	context.hub |= {
		"known": get_known_person("participant_name", "email"),
		"elsewhere": {"url": "/workshops", "label": _("All workshops")},
		"confirm": confirm,
	}


def introduce(workshop: frappe._dict) -> str:
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


def get_needs_field() -> dict:
	return {
		"fieldname": "needs",
		"fieldtype": "Small Text",
		"label": _("Is there anything that we should prepare for you?"),
		"description": _("Access with a wheelchair, food, interpretation. Only the hub's staff see this."),
	}


def get_consent_text() -> str:
	"""Return what the hub does with the data of a participant."""
	return _(
		"The hub uses your name and contact data to prepare and carry out the workshop, keeps a record of who "
		"attended, and shows it to the funders of the workshop when they check it. You can see, correct and "
		"withdraw your data at any time by writing to the hub."
	)


def confirm(answer: dict) -> Confirmation:
	"""Say whether the seat is confirmed, or which place on the waiting list it is."""
	seen = [(_("See your registration"), answer["url"])] if answer.get("url") else []
	is_waiting = answer.get("outcome") == "Waiting List"
	waiting = _("All seats are taken. Your place on the waiting list:")
	return Confirmation(
		title=_("You are on the waiting list") if is_waiting else _("Your seat is confirmed"),
		text=f"{waiting} {answer['position']}" if is_waiting else _("You are registered for the workshop."),
		notes=[get_note(answer)],
		links=seen or [(_("All workshops"), "/workshops")],
	)


def get_note(answer: dict) -> str:
	"""Return how the registration can be seen and cancelled."""
	if answer.get("mailed"):
		return _("We have sent an e-mail with all the details. With the link in it you can also cancel.")
	if answer.get("url"):
		return _("Keep the link to your registration: with it you can see or cancel it.")
	return _("No e-mail could be sent. Please write to the hub if you want to change anything.")
