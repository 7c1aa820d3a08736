# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Register for an event": what a visitor sees. `events/intake.py` decides what is kept."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.events.pages import get_open_dates, get_open_events
from planota_hub.planota_hub.events.series import registers_for_all
from planota_hub.planota_hub.taking_part.questions import make_definitions
from planota_hub.public_forms.form.outcomes import Confirmation
from planota_hub.public_forms.form.steps import TICKED
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
	"""Offer the events that are open, and to a representative the own NGOs."""
	events = get_open_events()
	chosen = next((row for row in events if row.name == get_parameter("event")), None)
	prepare_web_form(context, introduce(chosen) if chosen else _(context.introduction_text))
	field = get_field(context, "event")
	titles = {row.name: name_event(row) for row in events}
	as_records(field, titles, chosen.name if chosen else None)
	field.hidden = int(bool(chosen))
	note = _("It counts for this organisation that you were there.")
	offer_own_ngos(context, "organisation", required=False, description=note)
	insert_fields(
		context,
		"consent",
		[*get_series_fields(chosen), *get_own_questions(events, chosen), get_needs_field()],
	)
	add_consent(context, "Events")
	close_form(context, None if events else _("There is no event open for registration at the moment."))
	context.hub |= {
		"known": get_known_person("participant_name", "email"),
		"elsewhere": {"url": "/events", "label": _("All events")},
		"confirm": confirm,
	}


def name_event(event: frappe._dict) -> str:
	"""Return an event as the list of the form offers it."""
	title = f"{event.event_title} ({describe_time(event)})"
	if registers_for_all(event.series):
		return _("{0}, with all other dates of the series").format(title)
	return title


def get_series_fields(event: frappe._dict | None) -> list[dict]:
	"""Return the field that asks whether somebody comes to the other dates of the series as well."""
	dates = get_open_dates(event.series) if event and event.series else []
	if len(dates) < 2 or registers_for_all(event.series):
		return []
	return [
		{
			"fieldname": "all_dates",
			"fieldtype": "Check",
			"label": _("I come to all dates of the series"),
			"description": _("Dates that are open: {0}. You can cancel each of them alone.").format(
				len(dates)
			),
		}
	]


def get_own_questions(events: list[frappe._dict], chosen: frappe._dict | None) -> list[dict]:
	"""Return the fields for what the event asks, and those for what only the other dates of its series ask."""
	if not chosen:
		return ask_of_whole_series(events, make_definitions(KIND, [event.name for event in events]))
	own = make_definitions(KIND, [], chosen.name)
	if not chosen.series:
		return own
	known = {field["fieldname"] for field in own}
	others = make_definitions(KIND, get_open_dates(chosen.series))
	condition = None if registers_for_all(chosen.series) else {"all_dates": [TICKED]}
	return [
		*own,
		*({**field, "shown_if": condition} for field in others if field["fieldname"] not in known),
	]


def ask_of_whole_series(events: list[frappe._dict], fields: list[dict]) -> list[dict]:
	"""Return the fields for questions, each also asked with the other dates where one registers for all of a series."""
	dates: dict[str, list[str]] = {}
	for event in events:
		if event.series:
			dates.setdefault(event.series, []).append(event.name)
	series_of = {event.name: event.series for event in events}
	whole = {series for series in dates if registers_for_all(series)}
	for field in fields:
		asking = field["shown_if"][KIND.fieldname]
		others = [name for event in asking if series_of[event] in whole for name in dates[series_of[event]]]
		field["shown_if"] = {KIND.fieldname: list(dict.fromkeys([*asking, *others]))}
	return fields


def introduce(event: frappe._dict) -> str:
	"""Return title, time and place of the chosen event, safe to be shown; and that it is one date of several."""
	lines = (describe_time(event), describe_place(event))
	full = _("All seats are taken at the moment; you can join the waiting list.")
	return "<br>".join(
		[
			f"<strong>{escape_html(event.event_title)}</strong>",
			*(escape_html(line) for line in lines if line),
			*([] if event.free_seats else [f"<em>{full}</em>"]),
			*([escape_html(describe_all_dates(event.series))] if registers_for_all(event.series) else []),
		]
	)


def describe_all_dates(series: str) -> str:
	"""Return for how many dates one registers with this form."""
	number = len(get_open_dates(series))
	return _("It is part of a series; you register for all its dates that are open: {0}.").format(number)


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
		"The hub uses your name and contact data to prepare and carry out the event, and keeps a record of who "
		"attended. You can see, correct and withdraw your data at any time by writing to the hub."
	)


def confirm(answer: dict) -> Confirmation:
	"""Say whether the seat is confirmed, or which place on the waiting list it is."""
	seen = [(_("See your registration"), answer["url"])] if answer.get("url") else []
	is_waiting = answer.get("outcome") == "Waiting List"
	if "dates" in answer:
		return confirm_series(answer, seen)
	waiting = _("All seats are taken. Your place on the waiting list:")
	return Confirmation(
		title=_("You are on the waiting list") if is_waiting else _("Your seat is confirmed"),
		text=f"{waiting} {answer['position']}" if is_waiting else _("You are registered for the event."),
		notes=[get_note(answer)],
		links=seen or [(_("All events"), "/events")],
	)


def confirm_series(answer: dict, seen: list[tuple[str, str]]) -> Confirmation:
	"""Say for how many dates of a series somebody is registered."""
	confirmed = answer["dates"] - answer["waiting"]
	text = _("Dates with a confirmed seat: {0}.").format(confirmed)
	if answer["waiting"]:
		text += " " + _("Dates on whose waiting list you are: {0}.").format(answer["waiting"])
	return Confirmation(
		title=_("You are registered"),
		text=text,
		notes=[get_note(answer)],
		links=seen or [(_("All events"), "/events")],
	)


def get_note(answer: dict) -> str:
	"""Return how the registration can be seen and cancelled."""
	if answer.get("mailed"):
		return _("We have sent an e-mail with all the details. With the link in it you can also cancel.")
	if answer.get("url"):
		return _("Keep the link to your registration: with it you can see or cancel it.")
	return _("No e-mail could be sent. Please write to the hub if you want to change anything.")
