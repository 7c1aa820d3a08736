# SPDX-License-Identifier: GPL-3.0-only
"""A file as the business register publishes it: Prs.xml in a zip, with all legal forms and the faults that such files have.

`.venv/bin/python -m benchmarks.business_register /tmp/prs.zip` writes 290,000 entities of all of Slovenia, the same ones
every time; `--month 2` writes them as they are a month later, with 200 changes among the NGOs. Nothing is held in memory
but the names of the NGOs.
"""

import argparse
import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from stdnum.si import maticna

from benchmarks.names_of_ngos import MOTIFS, NGO, make_places, make_register, read_municipalities

SEED = 2012
ENTITIES, NGOS, CHANGES = 290_000, 28_000, 200
# so many entities have numbers of their own
LARGEST = 300_000
PLACES = Path(__file__).parents[1] / "planota_hub" / "setup" / "data" / "slovenia_municipalities.csv"
FILE = "Prs.xml"
# first digit of the post offices of a statistical region
POST_DIGITS = {
	"Osrednjeslovenska": 1,
	"Zasavska": 1,
	"Primorsko-notranjska": 6,
	"Podravska": 2,
	"Koroška": 2,
	"Savinjska": 3,
	"Gorenjska": 4,
	"Goriška": 5,
	"Obalno-kraška": 6,
	"Posavska": 8,
	"Jugovzhodna Slovenija": 8,
	"Pomurska": 9,
}
FIRST = """Ana Marija Maja Irena Mojca Nina Mateja Barbara Petra Eva Tina Špela Franc Janez Marko Andrej Ivan Anton Luka Peter
Matej Tomaž Jure Aleš Boštjan Miha Rok Žiga Črt""".split()
LAST = """Novak Horvat Kovačič Krajnc Zupančič Potočnik Mlakar Vidmar Kos Golob Turk Božič Kralj Korošec Bizjak Hribar Kotnik
Rozman Kavčič Kastelic Oblak Hočevar Žagar Klemenčič Zajc Knez Medved Leban Humar Bratina Rutar Pahor Mavrič Šuligoj""".split()
STREETS = """Prešernova ulica|Slovenska cesta|Kidričeva ulica|Trg svobode|Cankarjeva ulica|Partizanska cesta|Na klancu
|Ob potoku|Šolska ulica|Ulica padlih borcev|Stara cesta|Ulica 15. maja|Vrtna ulica|Pod gradom|Rimska cesta|Kolodvorska ulica
|Trg 1. maja|Gasilska cesta|Maistrova ulica|Industrijska cesta""".replace("\n", "").split("|")
TRADES = """Gradnje Transport Trgovina Svetovanje Turizem Mizarstvo Frizerstvo Gostinstvo Inženiring Elektro Avtoservis
Računovodstvo Arhitektura Šport Kozmetika Montaža Projekti Vrtnarija Pekarna Tehnika""".split()
# legal form of an entity that is no NGO -> how its name is made, and how many of a thousand have it
OTHER_FORMS = {
	"Samostojni podjetnik posameznik": ("{first} {last} s.p., {trade}", 425),
	"Družba z omejeno odgovornostjo d.o.o.": ("{motif} {trade}, d.o.o.", 330),
	"Delniška družba d.d.": ("{motif}, d.d.", 4),
	"Družba z neomejeno odgovornostjo d.n.o.": ("{last} in družbeniki, d.n.o.", 5),
	"Komanditna družba k.d.": ("{motif} {last}, k.d.", 2),
	"Zadruga z.o.o.": ("Kmetijska zadruga {place}, z.o.o.", 3),
	"Nosilec dopolnilne dejavnosti na kmetiji": (
		"{first} {last} - nosilec dopolnilne dejavnosti na kmetiji",
		60,
	),
	"Samozaposleni v kulturi": ("{first} {last}, samozaposleni v kulturi", 12),
	"Zasebni zdravstveni delavec": ("{first} {last}, dr. med.", 8),
	"Odvetnik": ("Odvetnik {first} {last}", 8),
	"Notar": ("Notar {first} {last}", 1),
	"Javni zavod": ("Osnovna šola {last} {place}", 8),
	"Krajevna skupnost": ("Krajevna skupnost {place}", 6),
	"Občina": ("Občina {municipality}", 2),
	"Državni organ": ("Upravna enota {unit}", 1),
	"Samoupravna narodna skupnost": ("Italijanska samoupravna skupnost {municipality}", 1),
	"Sindikat": ("Sindikat delavcev {trade} {municipality}", 12),
	"Politična stranka": ("Stranka {motif}", 1),
	"Verska skupnost": ("Župnija {place}", 6),
	"Gospodarska zbornica": ("Obrtno-podjetniška zbornica {municipality}", 1),
	"Nepridobitna organizacija - pravna oseba": ("Skupnost stanovalcev {motif} {place}", 30),
	"Podružnica tujega podjetja": ("{motif} GmbH, podružnica v Sloveniji", 6),
	"Evropsko združenje za teritorialno sodelovanje": ("EZTS {motif}", 1),
}
ASSOCIATION, INSTITUTE, FOUNDATION = "Društvo, zveza društev", "Zavod", "Ustanova"


@dataclass(frozen=True)
class Place:
	"""A municipality with what the file says of it; `settlements` have streets only where the municipality's name is theirs."""

	municipality: str
	unit: str
	region: str
	settlements: tuple[str, ...]
	post_office: str


@dataclass(frozen=True)
class Entity:
	"""One entity of the file; a `fault` is the way in which its record is not as it should be."""

	number: int
	name: str
	short: str
	form: str
	place: Place
	settlement: str
	street: str
	house: int
	addition: str
	fault: str = ""

	@property
	def registration_number(self) -> str:
		return get_number(self.number)


def get_number(number: int) -> str:
	"""Return the number of an entity in the register: seven digits, the last one for check, and three for its units."""
	for turn in range(number, 900_000, LARGEST):
		digits = f"{100_000 + turn * 7_919 % 900_000}"
		# some digits have no digit for check and are never given
		if (check := maticna.calc_check_digit(digits)).isdigit():
			return f"{digits}{check}000"
	raise ValueError(number)


# Entities


def make_entities(size: int = ENTITIES) -> Iterator[Entity]:
	"""Yield the entities of the first month; about every tenth is an NGO."""
	places = read_places()
	ngos = make_register(count_ngos(size))
	names = iter(ngos)
	population = read_municipalities()
	seats, weights = list(population), list(accumulate(population.values()))
	for number in range(size):
		chance = random.Random(f"{SEED} {number}")
		if is_ngo(number, size):
			yield make_ngo(number, next(names), places, chance)
		else:
			(municipality,) = chance.choices(seats, cum_weights=weights)
			yield make_other(number, places[municipality], chance)


def count_ngos(size: int) -> int:
	return sum(is_ngo(number, size) for number in range(size))


def is_ngo(number: int, size: int) -> bool:
	"""Tell whether an entity is an NGO: as many of a whole file as Slovenia has, spread over it."""
	return number * NGOS // ENTITIES != (number + 1) * NGOS // ENTITIES


def read_places() -> dict[str, Place]:
	"""Return the municipalities by name."""
	found = {}
	with PLACES.open(encoding="utf-8") as file:
		for row in csv.DictReader(file):
			name, region = row["municipality"], row["statistical_region"]
			code = POST_DIGITS.get(region, 1) * 1_000 + int(row["code"])
			settlements = tuple(make_places(name, int(row["population"])))
			found[name] = Place(name, row["administrative_unit"], region, settlements, f"{code} {name}")
	return found


def make_ngo(number: int, ngo: NGO, places: dict[str, Place], chance: random.Random) -> Entity:
	"""Return an NGO with the name that the other benchmarks give it; most are associations."""
	form = INSTITUTE if ngo.name.startswith("Zavod") else ASSOCIATION
	if form == ASSOCIATION and chance.random() < 0.01:
		form = FOUNDATION
	name = ngo.name.upper() if chance.random() < 0.6 else ngo.name
	settlement = dict(ngo.parts)["place"]
	return make_entity(number, name, ngo.short, form, places[ngo.municipality], settlement, chance)


def make_other(number: int, place: Place, chance: random.Random) -> Entity:
	"""Return a company, sole trader, public body or whatever else is in the register."""
	(form,) = chance.choices(list(OTHER_FORMS), [share for _name, share in OTHER_FORMS.values()])
	settlement = chance.choice(place.settlements)
	parts = {
		"first": chance.choice(FIRST),
		"last": chance.choice(LAST),
		"trade": chance.choice(TRADES),
		"motif": chance.choice(MOTIFS),
		"place": settlement,
		"municipality": place.municipality,
		"unit": place.unit,
	}
	name = OTHER_FORMS[form][0].format(**parts).upper()
	return make_entity(number, name, name.split(",")[0], form, place, settlement, chance)


def make_entity(number, name, short, form, place: Place, settlement: str, chance: random.Random) -> Entity:
	street = chance.choice(STREETS) if settlement == place.municipality else ""
	addition = chance.choice("abcč") if chance.random() < 0.15 else ""
	fault = chance.choice(FAULTS) if chance.random() < 0.02 else ""
	return Entity(
		number, name, short, form, place, settlement, street, chance.randint(1, 150), addition, fault
	)


# The next month


def make_changes(size: int, number: int = CHANGES) -> dict[int, str]:
	"""Return which entities have changed until the second month: number -> what happened to it.

	New ones have the numbers after the last one of the first month.
	"""
	chance = random.Random(SEED + 1)
	ngos = [one for one in range(size) if is_ngo(one, size)]
	changed = chance.sample(ngos, number - number * 3 // 10)
	kinds = ["Moved"] * (number // 4) + ["Renamed"] * (number // 5) + ["Legal Form Changed"] * (number // 20)
	kinds += ["Dissolved"] * (len(changed) - len(kinds))
	new = range(size, size + number * 3 // 10)
	return {**dict(zip(changed, kinds, strict=True)), **dict.fromkeys(new, "Founded")}


def make_month(size: int, month: int, changes: int = CHANGES) -> Iterator[Entity]:
	"""Yield the entities of a month, the first or the second."""
	if month == 1:
		yield from make_entities(size)
		return
	happened, places = make_changes(size, changes), read_places()
	for entity in make_entities(size):
		kind = happened.get(entity.number)
		if kind != "Dissolved":
			yield change(entity, kind, places) if kind else entity
	for number in sorted(one for one, kind in happened.items() if kind == "Founded"):
		yield found(number, places)


def change(entity: Entity, kind: str, places: dict[str, Place]) -> Entity:
	chance = random.Random(f"{SEED} {entity.number} later")
	if kind == "Renamed":
		return replace(entity, name=f"{entity.name} {chance.choice(MOTIFS)}".upper(), fault="")
	if kind == "Legal Form Changed":
		return replace(entity, form=FOUNDATION if entity.form != FOUNDATION else INSTITUTE, fault="")
	place = places[chance.choice(sorted(places))]
	moved = make_entity(
		entity.number, entity.name, entity.short, entity.form, place, place.municipality, chance
	)
	return replace(moved, fault="")


def found(number: int, places: dict[str, Place]) -> Entity:
	chance = random.Random(f"{SEED} {number} founded")
	place = places[chance.choice(sorted(places))]
	settlement = chance.choice(place.settlements)
	name = f"DRUŠTVO {chance.choice(MOTIFS)} {chance.choice(LAST)} {settlement}".upper()
	return replace(make_entity(number, name, "", ASSOCIATION, place, settlement, chance), fault="")


# The file


def write_register(path: str | Path, size: int = ENTITIES, month: int = 1, changes: int = CHANGES) -> int:
	"""Write the zip with the file of a month, entity by entity; return how many there are."""
	info = ZipInfo(FILE, date_time=(2020, month, 1, 0, 0, 0))
	info.compress_type = ZIP_DEFLATED
	written = 0
	with ZipFile(path, "w") as archive, archive.open(info, "w", force_zip64=True) as file:
		file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<Prs>\n')
		for entity in make_month(size, month, changes):
			file.write(render(entity).encode())
			written += 1
		file.write(b"</Prs>\n")
	return written


def render(entity: Entity) -> str:
	"""Return the record of an entity with its fault."""
	name = tag("PopolnoIme", entity.name)
	short = tag("KratkoIme", entity.short) if entity.short else ""
	parts = [
		name,
		short,
		tag("Oblika", entity.form),
		tag("Organ", f"AJPES {entity.place.unit}"),
		render_seat(entity),
	]
	if entity.fault == "another order":
		parts = [parts[4], parts[2], parts[0], parts[3], parts[1]]
	elif entity.fault == "no seat":
		parts[4] = ""
	elif entity.fault == "empty elements":
		parts[1] = "<KratkoIme></KratkoIme>"
	elif entity.fault == "spaces":
		parts[0] = tag("PopolnoIme", f"\n    {entity.name.replace(' ', '  ')}\n  ")
	elif entity.fault == "no form":
		parts[2] = ""
	elif entity.fault == "quotation marks":
		parts[0] = tag("PopolnoIme", f'"{entity.name}" & <prijatelji>')
	number = entity.registration_number
	if entity.fault == "wrong number":
		number = f"{number[:6]}{(int(number[6]) + 1) % 10}000"
	elif entity.fault == "unit":
		number = f"{number[:7]}001"
	return f"<PS ma={quoteattr(number)}>{''.join(parts)}</PS>\n"


def render_seat(entity: Entity) -> str:
	code, post_office = entity.place.post_office.split(" ", 1)
	municipality = "Neznana občina" if entity.fault == "unknown municipality" else entity.place.municipality
	attributes = {"po": code, "hs": str(entity.house), "do": entity.addition, "mid": str(entity.number)}
	if entity.fault == "no attributes":
		attributes = {"mid": str(entity.number)}
	elements = [
		tag("Regija", entity.place.region),
		tag("UpravnaEnota", entity.place.unit),
		tag("Obcina", municipality),
		tag("Posta", post_office),
		tag("Naselje", entity.settlement),
		tag("Ulica", entity.street) if entity.street else "<Ulica/>",
	]
	if entity.fault == "another order":
		elements.reverse()
	written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
	return f"<N{written}>{''.join(elements)}</N>"


FAULTS = (
	"another order",
	"no seat",
	"empty elements",
	"spaces",
	"no form",
	"quotation marks",
	"wrong number",
	"unit",
	"unknown municipality",
	"no attributes",
)


def tag(name: str, text: str) -> str:
	return f"<{name}>{escape(text)}</{name}>"


def main() -> None:
	parser = argparse.ArgumentParser(description="Write a file as the business register publishes it.")
	parser.add_argument("path", help="of the zip")
	parser.add_argument("--entities", type=int, default=ENTITIES)
	parser.add_argument("--month", type=int, choices=(1, 2), default=1)
	parser.add_argument("--changes", type=int, default=CHANGES, help="among the NGOs, until the second month")
	given = parser.parse_args()
	written = write_register(given.path, given.entities, given.month, given.changes)
	print(f"{given.path}: {written} entities")


if __name__ == "__main__":
	main()
