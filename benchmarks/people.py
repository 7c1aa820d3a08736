# SPDX-License-Identifier: GPL-3.0-only
"""How many Contacts that are shown as one person are, and how many that are one are shown.

`./hub run --file benchmarks/people.py`: puts 5,000 people with Slovene names on the site, asks for each labelled entry,
and rolls back.
"""

import random
from collections import Counter

import frappe

from planota_hub.planota_hub.register.same_people import find_same_people

SEED, PEOPLE, ENTRIES = 2012, 5_000, 1_000
PREFIX = "BENCH-"
FIRST = """Ana Marija Maja Irena Mojca Nina Mateja Nataša Barbara Andreja Katja Petra Sonja Eva Tina Špela Jožica Žana
Franc Janez Marko Andrej Ivan Anton Jožef Luka Peter Matej Tomaž Jure Aleš Boštjan Miha Matjaž Rok Žiga Črt Đorđe""".split()
LAST = """Novak Horvat Kovačič Krajnc Zupančič Potočnik Kovač Mlakar Vidmar Kos Golob Turk Božič Kralj Zupan Korošec Bizjak
Hribar Kotnik Rozman Kavčič Kastelic Oblak Petek Hočevar Kolar Žagar Košir Koren Klemenčič Zajc Knez Medved Zorko Leban
Humar Bratina Čopič Rutar Kobal Furlan Pahor Brezavšček Gabrijelčič Bavčar Fabjan Mavrič Šuligoj Cej Vuk""".split()


def measure() -> dict:
	"""Return precision and recall, and what was missed or shown wrongly."""
	chance = random.Random(SEED)
	people = [make_person(number, chance) for number in range(PEOPLE)]
	fill(people)
	right = wrong = 0
	missed, alarms = Counter(), Counter()
	for _number in range(ENTRIES):
		person = chance.choice(people)
		kind = chance.choice(list(SAME))
		found = find_same_people(as_contact(SAME[kind](dict(person), chance)))
		right += person["name"] in found
		wrong += len(found) - (person["name"] in found)
		missed[kind] += person["name"] not in found
		kind = chance.choice(list(OTHERS))
		found = find_same_people(as_contact(OTHERS[kind](dict(person), chance)))
		wrong += len(found)
		alarms[kind] += bool(found)
	return {
		"precision": round(right / (right + wrong), 3),
		"recall": round(right / ENTRIES, 3),
		"missed": {kind: number for kind, number in missed.items() if number},
		"false_alarms": {kind: number for kind, number in alarms.items() if number},
	}


def make_person(number: int, chance: random.Random) -> dict:
	"""Return a person of an association with ten others; every fifth uses the mailbox of the association."""
	first, last, ngo = chance.choice(FIRST), chance.choice(LAST), f"{PREFIX}NGO-{number // 10}"
	shared = number % 5 == 0
	return {
		"name": f"{PREFIX}{number}",
		"full_name": f"{first} {last}",
		"email": f"info@ngo-{number // 10}.test" if shared else f"person{number}@example.test",
		"phone": f"+386 41 {number:06}",
		"ngo": ngo,
	}


def fill(people: list[dict]) -> None:
	"""Put the people on the site, and nobody else."""
	for doctype in ("Contact", "Contact Email", "Contact Phone", "Dynamic Link"):
		frappe.db.delete(doctype)
	insert("Contact", ["name", "full_name"], [(one["name"], one["full_name"]) for one in people])
	child = ["name", "parent", "parenttype"]
	rows = [(f"{one['name']}-e", one["name"], "Contact", one["email"]) for one in people]
	insert("Contact Email", [*child, "email_id"], rows)
	rows = [(f"{one['name']}-p", one["name"], "Contact", one["phone"]) for one in people]
	insert("Contact Phone", [*child, "phone"], rows)
	rows = [(f"{one['name']}-l", one["name"], "Contact", "NGO", one["ngo"]) for one in people]
	insert("Dynamic Link", [*child, "link_doctype", "link_name"], rows)


def insert(doctype: str, fields: list[str], rows: list[tuple]) -> None:
	frappe.db.bulk_insert(doctype, fields, rows)


def as_contact(person: dict):
	links = [{"link_doctype": "NGO", "link_name": person["ngo"]}] if person["ngo"] else []
	return frappe.get_doc(
		{
			"doctype": "Contact",
			"full_name": person["full_name"],
			"email_ids": [{"email_id": person["email"]}],
			"phone_nos": [{"phone": person["phone"]}],
			"links": links,
		}
	)


def keep_one(person: dict, chance: random.Random) -> dict:
	"""Leave one of mailbox, number and organisation in common, and make the others new."""
	kept = chance.choice(("email", "phone", "ngo"))
	new = {"email": f"new{chance.random()}@example.test", "phone": f"+386 31 {chance.random()}", "ngo": None}
	return {**person, **{name: value for name, value in new.items() if name != kept}}


def rename(person: dict, name: str) -> dict:
	return {**person, "full_name": name}


def strip(name: str) -> str:
	return name.translate(str.maketrans("čšžđČŠŽĐ", "cszdCSZD"))


def mistype(name: str, chance: random.Random) -> str:
	first, last = name.split()
	at = chance.randrange(1, len(last) - 1)
	return f"{first} {last[:at]}{last[at + 1]}{last[at]}{last[at + 2 :]}"


SAME = {
	"as it is": lambda person, chance: keep_one(person, chance),
	"order": lambda person, chance: keep_one(
		rename(person, " ".join(reversed(person["full_name"].split()))), chance
	),
	"no accents": lambda person, chance: keep_one(rename(person, strip(person["full_name"]).upper()), chance),
	"degree": lambda person, chance: keep_one(rename(person, f"dr. {person['full_name']}"), chance),
	"second surname": lambda person, chance: keep_one(
		rename(person, f"{person['full_name']} {chance.choice(LAST)}"), chance
	),
	"slip": lambda person, chance: keep_one(rename(person, mistype(person["full_name"], chance)), chance),
}
OTHERS = {
	"namesake": lambda person, chance: {
		**person,
		"email": f"other{chance.random()}@example.test",
		"phone": f"+386 51 {chance.random()}",
		"ngo": None,
	},
	"colleague": lambda person, chance: keep_one(
		rename(person, f"{chance.choice(FIRST)} {chance.choice(LAST)}"), chance
	),
	"relative": lambda person, chance: keep_one(
		rename(person, f"{other_first(person, chance)} {person['full_name'].split()[1]}"), chance
	),
}


def other_first(person: dict, chance: random.Random) -> str:
	return chance.choice([name for name in FIRST if name != person["full_name"].split()[0]])


result = measure()
