# SPDX-License-Identifier: GPL-3.0-only
"""Events of every kind at all stages, with people from the organisations of the region."""

from random import Random

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, get_datetime, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import DEMO_TAG, mark
from planota_hub.demo.people import MENTOR, OFFICER, find
from planota_hub.demo.workshops import LINK, People
from planota_hub.planota_hub.events.kind import EVENT, FEEDBACK, KIND, RATINGS, REGISTRATION, SERIES
from planota_hub.planota_hub.surveys.kinds import NUMBER
from planota_hub.planota_hub.surveys.questions import get_choices
from planota_hub.planota_hub.taking_part.questions import get_questions, make_rows

# what an officer does before and after people have registered
STEPS = {
	"Draft": (),
	"Announced": (),
	"Closed": ("Close Registration",),
	"Held": ("Mark as Held",),
	"Cancelled": ("Cancel Event",),
}


def load_events() -> None:
	"""Create the events that are missing; their participants come from the organisations of the workshops."""
	chance = Random("events of the demo region")
	data = read("workshops.json")
	people = People(data, read("support.json")["mentoring"]["ngos"], chance)
	circles: dict[str, list[dict]] = {}
	for values in read("events.json"):
		if not frappe.db.exists(EVENT, {"event_title": values["title"]}):
			coming = [people.next() for _number in range(values["people"])]
			# the same people come to all dates of a series
			circle = circles.setdefault(values["series"], coming) if "series" in values else coming
			load_event(values, data["venues"], circle, chance)


def load_event(values: dict, venues: dict, people: list[dict], chance: Random) -> None:
	event = frappe.get_doc({"doctype": EVENT, **get_values(values, venues)}).insert(ignore_permissions=True)
	mark(EVENT, event.name)
	if values["stage"] == "Draft":
		return
	event = apply_workflow(event, "Announce")
	is_held = values["stage"] == "Held"
	for position, person in enumerate(people):
		registration = frappe.get_doc({"doctype": REGISTRATION, "event": event.name, **person})
		if is_held:
			registration.attendance = "Attended" if chance.random() < 0.85 else "Absent"
		for answer in answer_questions(event.name, chance):
			registration.append("answers", answer)
		registration.flags.answering = True
		registration.insert(ignore_permissions=True)
		mark(REGISTRATION, registration.name)
		set_history(registration.name, add_days(get_datetime(event.starts_on), -3 - position))
	for action in STEPS[values["stage"]]:
		apply_workflow(frappe.get_doc(EVENT, event.name), action)
	if is_held:
		give_feedback(event.name, chance)


def give_feedback(event: str, chance: Random) -> None:
	"""Let two of three who came say what it was like."""
	came = {"event": event, "attendance": "Attended"}
	for name in frappe.get_all(REGISTRATION, came, pluck="name", order_by="queue_number asc"):
		if chance.random() > 0.67:
			continue
		feedback = frappe.new_doc(FEEDBACK)
		feedback.registration = name
		feedback.update({rating: chance.choice([3, 4, 4, 5, 5, 5]) for rating in RATINGS})
		feedback.would_recommend = chance.choice(["Yes", "Yes", "Yes", "Yes", "No"])
		feedback.insert(ignore_permissions=True)
		mark(FEEDBACK, feedback.name)


def answer_questions(event: str, chance: Random) -> list[dict]:
	"""Return what somebody says to what an event asks: most choose, few write."""
	answers = []
	for row in get_questions(KIND, [event])[event]:
		if not row.is_required and chance.random() < 0.2:
			continue
		if choices := get_choices(row):
			answers += make_rows(row, chance.choice(choices))
		elif row.kind == NUMBER:
			answers += make_rows(row, chance.randint(0, 2))
	return answers


def set_history(name: str, moment) -> None:
	"""Move a registration for a past event to the days before it."""
	if moment < get_datetime():
		values = {"registered_on": moment, "creation": moment, "source": "Web Form"}
		frappe.db.set_value(REGISTRATION, name, values, update_modified=False)


def get_values(values: dict, venues: dict) -> dict:
	"""Return the fields of an event, as far as the site has what it belongs to."""
	starts_on = get_datetime(f"{add_days(today(), values['days'])} {values['time']}:00")
	place = values.get("place")
	in_person = {"venue": venues.get(place) or values.get("venue"), "municipality": place}
	return {
		"event_title": values["title"],
		"event_kind": values["kind"],
		"description": values["description"],
		"organisers": values.get("organisers"),
		"responsible": MENTOR if values.get("of_mentor") else OFFICER,
		"starts_on": starts_on,
		"ends_on": add_to_date(starts_on, hours=values["hours"]),
		"delivery": "In Person" if place else "Online",
		**(in_person if place else {"online_link": LINK}),
		"capacity": values["seats"],
		"has_waiting_list": 1,
		"language": "Slovene",
		"support_kind": values.get("support_kind"),
		"cancellation_reason": values.get("reason"),
		"questions": values.get("questions"),
		"series": find_series(values["series"]) if "series" in values else None,
		**find_owner(values.get("about"), values.get("about_title")),
	}


def find_series(title: str) -> str:
	"""Return the demo series with a title; the first date makes it."""
	known = find(SERIES, "series_title", title)
	if known:
		return known
	values = {**read("event_series.json")[title], "series_title": title, "responsible": OFFICER}
	series = frappe.get_doc({"doctype": SERIES, **values}).insert(ignore_permissions=True)
	mark(SERIES, series.name)
	return series.name


def find_owner(doctype: str | None, title: str | None) -> dict:
	"""Return the demo record of a kind with a title, or the first one, as what an event belongs to."""
	if not doctype:
		return {}
	if title:
		name = find(doctype, frappe.get_meta(doctype).get_title_field(), title)
		return {"about_doctype": doctype, "about": name} if name else {}
	names = frappe.get_all(
		"Tag Link",
		{"tag": DEMO_TAG, "document_type": doctype},
		pluck="document_name",
		order_by="creation asc, document_name asc",
		limit=1,
	)
	return {"about_doctype": doctype, "about": names[0]} if names else {}
