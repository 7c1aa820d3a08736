# SPDX-License-Identifier: GPL-3.0-only
"""Twenty-two workshops at all stages, with participants, attendance and feedback."""

from random import Random
from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, get_datetime, getdate, today

from planota_hub.demo.marking import mark
from planota_hub.demo.people import MENTOR, find_ngo

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

WORKSHOP, REGISTRATION, FEEDBACK = "Training Workshop", "Workshop Registration", "Workshop Feedback"
LINK = "https://example.org/delavnica"
PLAIN_LETTERS = str.maketrans("čćđšž", "ccdsz")
# what an officer does after people have registered
CLOSING = {
	"Draft": (),
	"Announced": (),
	"Closed": ("Close Registration",),
	"Cancelled": ("Cancel Workshop",),
	"Held": ("Mark as Held",),
	"Evaluated": ("Mark as Held", "Evaluate"),
}


def load_workshops(data: dict, ngos: list[str]) -> None:
	"""Create the workshops that are missing; their participants come from these organisations and others."""
	chance = Random("workshops of the demo region")
	people = People(data, ngos, chance)
	for values in data["workshops"]:
		if not frappe.db.exists(WORKSHOP, {"workshop_title": values["workshop_title"]}):
			load_workshop(values, data, people, chance)


def load_workshop(values: dict, data: dict, people: "People", chance: Random) -> None:
	workshop = frappe.get_doc({"doctype": WORKSHOP, **get_values(values, data)}).insert(
		ignore_permissions=True
	)
	mark(WORKSHOP, workshop.name)
	if values["stage"] == "Draft":
		return
	workshop = apply_workflow(workshop, "Announce")
	over = values["stage"] in ("Held", "Evaluated")
	registrations = [
		register(workshop, people.next(), over and chance.random() < 0.88, over)
		for _number in range(values["people"] + values["waiting"])
	]
	for action in CLOSING[values["stage"]]:
		if action == "Evaluate":
			give_feedback(registrations, data, chance)
		workshop = apply_workflow(frappe.get_doc(WORKSHOP, workshop.name), action)
	set_history(workshop, registrations)


def get_values(values: dict, data: dict) -> dict:
	"""Return the fields of a workshop: it begins at nine, with a break of an hour."""
	starts_on = get_datetime(f"{add_days(today(), values['days'])} 09:00:00")
	place = values["place"]
	in_person = {"venue": data["venues"].get(place), "municipality": place}
	return {
		"workshop_title": values["workshop_title"],
		"description": values["description"],
		"areas": [{"capacity_area": area} for area in values["areas"]],
		"starts_on": starts_on,
		"ends_on": add_to_date(starts_on, hours=values["hours"] + 1),
		"hours": values["hours"],
		"delivery": values["delivery"],
		**(in_person if values["delivery"] != "Online" else {}),
		**({"online_link": LINK} if values["delivery"] != "In Person" else {}),
		"trainer_name": values["trainer_name"],
		"trainer_organisation": values.get("trainer_organisation"),
		"trainer_user": MENTOR if values["trainer_name"] == "Meta Skalar" else None,
		"capacity": values["seats"],
		"has_waiting_list": 1,
		"registration_opens_on": add_days(starts_on, -45),
		"registration_closes_on": add_days(starts_on, -1),
		"cancellation_reason": values.get("reason"),
	}


class People:
	"""One participant after the other: mostly from the organisations of the region, each with an own address."""

	def __init__(self, data: dict, ngos: list[str], chance: Random):
		self.data, self.ngos, self.chance = data, ngos, chance
		self.number = 0

	def next(self) -> dict:
		first, last = (
			self.chance.choice(self.data["first_names"]),
			self.chance.choice(self.data["last_names"]),
		)
		self.number += 1
		address = f"{first}.{last}.{self.number}@example.org".lower().translate(PLAIN_LETTERS)
		person = {"participant_name": f"{first} {last}", "email": address}
		ngo = find_ngo(self.ngos[self.number % len(self.ngos)])
		return person | ({"ngo": ngo} if ngo else {})


def register(workshop: "TrainingWorkshop", person: dict, attended: bool, over: bool) -> str:
	"""Enter a registration, for a past workshop with attendance; return its name."""
	registration = frappe.get_doc({"doctype": REGISTRATION, "workshop": workshop.name, **person})
	if over:
		registration.attendance = "Attended" if attended else "Absent"
	if attended:
		registration.update(get_participant_data(person))
	registration.insert(ignore_permissions=True)
	mark(REGISTRATION, registration.name)
	return registration.name


def get_participant_data(person: dict) -> dict:
	"""Return what funders ask about a participant; three of four people have answered everything."""
	chance = Random(person["email"])
	born = getdate(f"{chance.randint(1950, 2003)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}")
	answers = {
		"gender": "Female" if person["participant_name"].split()[0].endswith("a") else "Male",
		"date_of_birth": born,
		"residence_municipality": chance.choice(["Nova Gorica", "Tolmin", "Ajdovščina", "Idrija", "Vipava"]),
		"education_level": chance.choice(get_options("education_level")),
		"employment_status": chance.choice(get_options("employment_status")),
		"has_disability": "No",
		"is_migrant_or_minority": "No",
		"is_otherwise_disadvantaged": "No",
		"participant_data_consent": 1,
	}
	return answers if chance.random() < 0.75 else {"gender": answers["gender"]}


def get_options(fieldname: str) -> list[str]:
	return [
		option for option in frappe.get_meta(REGISTRATION).get_field(fieldname).options.split("\n") if option
	]


def give_feedback(registrations: list[str], data: dict, chance: Random) -> None:
	"""Let two of three who attended say what it was like."""
	for name in registrations:
		if frappe.db.get_value(REGISTRATION, name, "attendance") != "Attended" or chance.random() > 0.67:
			continue
		feedback = frappe.new_doc(FEEDBACK)
		feedback.registration = name
		for rating in ("content_rating", "trainer_rating", "organisation_rating", "usefulness_rating"):
			feedback.set(rating, chance.choice([3, 4, 4, 5, 5, 5]))
		feedback.would_recommend = chance.choice(["Yes", "Yes", "Yes", "Yes", "No"])
		for fieldname in ("learned", "improve", "next_topics"):
			feedback.set(fieldname, chance.choice([*data[fieldname], ""]))
		feedback.insert(ignore_permissions=True)
		mark(FEEDBACK, feedback.name)


def set_history(workshop: "TrainingWorkshop", registrations: list[str]) -> None:
	"""Move the registrations of past workshops to the weeks before."""
	for position, name in enumerate(registrations):
		registered_on = add_days(get_datetime(workshop.starts_on), -3 - 2 * position)
		if registered_on < get_datetime():
			values = {"registered_on": registered_on, "creation": registered_on, "source": "Web Form"}
			frappe.db.set_value(REGISTRATION, name, values, update_modified=False)
