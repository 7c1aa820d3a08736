# SPDX-License-Identifier: GPL-3.0-only
"""The register: NGOs with their representatives and stakeholders, in the municipalities of Slovenia."""

import random

import frappe
from frappe.utils import getdate
from stdnum.si import maticna

from benchmarks.names_of_ngos import SEED, make_register
from benchmarks.seeding.people import REPRESENTATIVE, get_name
from benchmarks.seeding.rows import Rows, day, moment
from planota_hub.planota_hub.doctype.stakeholder.stakeholder import SECTOR_OF_TYPE
from planota_hub.planota_hub.register import duplicates
from planota_hub.planota_hub.register.contacts import STAGES_WITH_CONTACTS
from planota_hub.planota_hub.register.names import get_name_key
from planota_hub.planota_hub.register.public_search import set_search_text

STAGES = (("Verified", 85), ("Submitted", 8), ("Inactive", 5), ("Rejected", 2))
LEGAL_FORMS = {"Zavod": "Private Institute", "Združenje": "Federation"}
KINDS = ("Company", "Public Institution", "Development Agency", "Chamber", "Media", "Local Action Group")
# of so many organisations the likely duplicates are looked for, the others count as found to be single
MOST_COMPARED = 300
COUNTRY = "Slovenia"
FIRST_NUMBER = 500_000


def get_places() -> dict[str, dict]:
	"""Return the municipalities with their administrative unit and statistical region."""
	rows = frappe.get_all(
		"Municipality",
		{"administrative_unit": ("is", "set")},
		["name", "administrative_unit", "statistical_region", "location"],
		order_by="name asc",
	)
	return {
		row.name: {
			"municipality": row.name,
			"administrative_unit": row.administrative_unit,
			"statistical_region": row.statistical_region,
			"location": row.location,
		}
		for row in rows
	}


def get_fields_of_work() -> list[str]:
	"""Return the fields of work of the site."""
	return frappe.get_all("Field of Work", {"disabled": 0}, pluck="name", order_by="name asc")


def get_ngos(**filters: object) -> list[frappe._dict]:
	"""Return the NGOs with what records keep of them, in the order of their names."""
	fields = [
		"name",
		"ngo_name",
		"municipality",
		"administrative_unit",
		"statistical_region",
		"primary_field_of_work",
		"legal_form",
		"email",
	]
	return frappe.get_all("NGO", {"stage": "Verified", **filters}, fields, order_by="name asc")


def get_stakeholders() -> list[frappe._dict]:
	"""Return the stakeholders, in the order of their names."""
	fields = ["name", "stakeholder_name", "stakeholder_type", "sector", "municipality"]
	return frappe.get_all("Stakeholder", fields=fields, order_by="name asc")


def seed_ngos(rows: Rows, size: int) -> None:
	"""Write NGOs, most of them verified, each with a person who speaks for it and a contact of that person."""
	chance = random.Random(f"{SEED} ngos")
	places, fields = get_places(), get_fields_of_work()
	stages = chance.choices([name for name, _share in STAGES], [share for _name, share in STAGES], k=size)
	first_verified = stages.index("Verified")
	for ngo in make_register(size):
		place = places[ngo.municipality]
		values = make_ngo(ngo, stages[ngo.number], place, chance.sample(fields, 1 + ngo.number % 3))
		person = make_representative(ngo.number)
		if ngo.number == first_verified:
			person["user"] = REPRESENTATIVE
		if values["stage"] in STAGES_WITH_CONTACTS:
			person["contact"] = f"{person['full_name']} {ngo.number}"
		name = rows.add("NGO", **values, representatives=[person])
		if contact := person.get("contact"):
			add_contact(rows, contact, "NGO", name, person)


def make_ngo(ngo, stage: str, place: dict, fields: list[str]) -> dict:
	ago = 30 + ngo.number % 1_400
	values = {
		**place,
		"ngo_name": ngo.name,
		"country": COUNTRY,
		"legal_form": LEGAL_FORMS.get(ngo.name.split()[0], "Association"),
		"stage": stage,
		"registration_number": get_registration_number(ngo.number),
		"founded_on": day(1_500 + ngo.number % 9_000),
		"email": f"ngo{ngo.number}@seed.example.org",
		"description": f"{ngo.short}: {ngo.name}.",
		"members_count": 10 + ngo.number % 90,
		"volunteers_count": ngo.number % 20,
		"name_key": get_name_key(ngo.name),
		"primary_field_of_work": fields[0],
		"source": "Desk",
		"creation": moment(ago),
		"stage_changed_on": day(ago - 5),
		"fields_of_work": [{"field_of_work": field} for field in fields],
		"area_of_operation": [{"municipality": place["municipality"]}],
		"yearly_figures": [
			{"year": getdate().year - 1, "income": 1_000 * (1 + ngo.number % 40), "volunteer_hours": 100}
		],
	}
	values |= get_stage_values(stage, ago)
	ngo_like = frappe._dict(values, former_names=[])
	set_search_text(ngo_like)
	return {**values, "search_text": ngo_like.search_text}


def get_stage_values(stage: str, ago: int) -> dict:
	"""Return what a step to a stage has stamped, and the consent without which nobody is told news."""
	if stage == "Rejected":
		return {"rejection_reason": "Ni organizacija v javnem interesu."}
	if stage == "Submitted":
		return {}
	return {
		"verified_on": moment(ago - 5),
		"verified_by": "Administrator",
		"consent_register": 1,
		"consent_given_on": moment(ago),
		"consent_news": 1,
		"news_consent_given_on": moment(ago),
	}


def get_registration_number(number: int) -> str | None:
	"""Return a number of the business register; None where the check digit leaves one out."""
	digits = f"{FIRST_NUMBER + number:06d}"
	text = f"{digits}{maticna.calc_check_digit(digits)}"
	return text if maticna.is_valid(text) else None


def make_representative(number: int) -> dict:
	return {
		"full_name": get_name(number),
		"function": "President",
		"email": f"person{number}@seed.example.org",
		"from_date": day(700 + number % 300),
		"is_current": 1,
	}


def make_official(number: int, kind: str) -> dict:
	"""Return who speaks for a stakeholder: a mayor, or a director."""
	return {
		"full_name": get_name(number * 7 + 3),
		"function": "Župan" if kind == "Municipality" else "Direktor",
		"email": f"official{number}@seed.example.org",
		"from_date": day(600 + number % 300),
		"is_current": 1,
	}


def make_former_official(number: int, kind: str) -> dict:
	"""Return who did before."""
	term = {"from_date": day(2_000 + number % 300), "to_date": day(601 + number % 300), "is_current": 0}
	name = get_name(number * 7 + 5)
	return {
		**make_official(number, kind),
		**term,
		"full_name": name,
		"email": f"former{number}@seed.example.org",
	}


def add_contact(rows: Rows, contact: str, doctype: str, organisation: str, person: dict) -> None:
	"""Write the contact of somebody who speaks for an organisation."""
	first, last = person["full_name"].split(" ", 1)
	rows.add(
		"Contact",
		name=contact,
		first_name=first,
		last_name=last,
		full_name=person["full_name"],
		email_id=person["email"],
		designation=person["function"],
		status="Passive",
		user=person.get("user"),
		email_ids=[{"email_id": person["email"], "is_primary": 1}],
		links=[{"link_doctype": doctype, "link_name": organisation, "link_title": organisation}],
	)


def seed_stakeholders(rows: Rows, size: int) -> None:
	"""Write the municipalities themselves, a ministry for every tenth, and others by turns, with who speaks for them."""
	places = list(get_places().values())
	for number in range(size):
		place = places[number % len(places)]
		kind, name = get_stakeholder(number, place["municipality"])
		person = make_official(number, kind)
		person["contact"] = f"{person['full_name']} official {number}"
		stakeholder = rows.add(
			"Stakeholder",
			people=[make_former_official(number, kind), person],
			stakeholder_name=name,
			stakeholder_type=kind,
			sector=SECTOR_OF_TYPE[kind],
			country=COUNTRY,
			email=f"stakeholder{number}@seed.example.org",
			name_key=get_name_key(name),
			creation=moment(900),
			**place,
		)
		add_contact(rows, person["contact"], "Stakeholder", stakeholder, person)


def get_stakeholder(number: int, municipality: str) -> tuple[str, str]:
	turn = number % 4
	if turn == 0:
		return "Municipality", f"Občina {municipality} {number}"
	kind = KINDS[number % len(KINDS)]
	return kind, f"{kind} {get_name(number).split()[1]} {municipality} {number}"


def mark_duplicates() -> None:
	"""Mark likely duplicates as the hub does when one is entered, for so many that it stays quick."""
	duplicates.count_words.clear_cache()
	for doctype in ("NGO", "Stakeholder"):
		names = frappe.get_all(doctype, pluck="name", order_by="name asc")
		for name in names[:: max(1, len(names) // MOST_COMPARED)]:
			document = frappe.get_doc(doctype, name)
			if found := duplicates.find_likely_duplicates(document):
				marked = [name, *(row.name for row in found)]
				frappe.db.set_value(
					doctype, {"name": ("in", marked)}, "has_likely_duplicates", 1, update_modified=False
				)
