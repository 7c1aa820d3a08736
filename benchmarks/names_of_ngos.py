# SPDX-License-Identifier: GPL-3.0-only
"""Real-looking names of 28,000 NGOs of Slovenia's municipalities, and labelled new entries; the same ones every time.

Kinds of associations, saints, poets and settlements are real words; which of them meet is chosen by a seeded generator.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SEED = 2012
MUNICIPALITIES = Path(__file__).parent / "data" / "municipalities.csv"

ROOTS = """Lokovec Brdo Podgora Zatolmin Volče Ravne Dobrava Dobrova Selo Sela Trnovo Lipa Lipica Gradišče Log Loka Breg
Brezje Brezovica Bukovica Bukovo Cerovec Čepovan Črniče Dolenja Draga Dragatuš Drežnica Globoko Gora Gorica Grahovo
Grgar Hrastje Hruševje Idrsko Jama Javor Jesenice Kal Kamno Kanal Kladje Kobarid Kojsko Kostanjevica Kot Kras Krn
Kromberk Kubed Lazi Ledine Livek Logje Lom Markovci Medana Miren Most Mokro Nemci Orehek Osek Otlica Ozeljan Pečine
Planina Podbrdo Podkraj Podmelec Podnanos Polje Ponikve Prevalje Prvačina Rakitna Ravnica Rečica Renče Rovte Rut
Sabotin Šempas Šentvid Šmartno Slap Soča Sovodenj Srpenica Stržišče Šturje Temnica Topolovo Trebuša Trenta Ukanje
Vipolže Vitovlje Vojsko Vrh Vrtojba Zabrežje Zagora Zakriž Želin Žabče Žaga Žirovnica Zemono Zavratec Kneža Porezen
Rihemberk Budanje Lokavec Stomaž Gabrje Col Vrhpolje Manče Goče Erzelj Lozice Dornberk Ajševica Loke Stara Solkan""".split()
STEMS = """Lip Jav Brez Hrast Top Bor Jels Vrb Gab Smrek Ores Sliv Hrušev Čreš Trn Mal Bel Črn Rdeč Zelen Suh Mokr Glob Vis Niz
Kamn Skal Pešč Ilov Slan Vod Stud Izv Potok Rek Jezer Blat Luž Ovč Koz Volč Medved Lisič Jastreb Sokol Golob Petel Kov
Mlin Žag Čeb Vin Oljč Žit Pšen Ajd Sen Pašn""".split()
ENDINGS = "ovec ica nik je ovo ina išče ci no ava avec njak ovje".split()
BEGINNINGS = ("", "", "", "Pod", "Za", "Raz", "Na")
QUALIFIERS = "Gornji Dolnji Zgornje Spodnje Velika Mala Stara Nova".split()
POETS = """Ivan Cankar|Simon Gregorčič|France Prešeren|Ivan Trinko|Oton Župančič|Srečko Kosovel|Dragotin Kette
|Josip Jurčič|Fran Levstik|Anton Aškerc|Simon Jenko|Janez Trdina|Lojze Bratuž|Alojz Gradnik""".replace(
	"\n", ""
).split("|")
MOTIFS = """Sonce Mavrica Žarek Iskra Zvezda Lastovka Soča Jelen Sokol Trubar Brin Slavček Škrat Kekec Lipa Vrba Korenine
Most Obzorje Svetilnik Kresnica Jutro Oljka Vinska Trta Ajda Modras Planika Encijan Gams Kapljica Val Rosa Burja
Školjka Ogenj Krog Stik Upanje Objem Kompas Prizma Feniks Orel Gaj Zarja Odmev Mozaik Žuborenje Vesna Atelje""".split()
PURPOSES = """razvoj podeželja|varstvo okolja|pomoč ljudem z demenco|kulturo in umetnost|izobraževanje odraslih
|ohranjanje dediščine|zdravje in gibanje|podporo družinam|mlade|sobivanje generacij|trajnostni razvoj
|avtizem|prostovoljstvo|filmsko umetnost|mednarodno sodelovanje|čebelarstvo|ljudsko izročilo""".replace(
	"\n", ""
).split("|")
# how the name is made, its short form, and how many of a thousand names are made so
PATTERNS = (
	("Prostovoljno gasilsko društvo {place}", "PGD {place}", 110),
	("Društvo upokojencev {place}", "DU {place}", 50),
	("Kulturno umetniško društvo {poet} {place}", "KUD {poet} {place}", 40),
	("Kulturno društvo {place}", "KD {place}", 60),
	("Turistično društvo {place}", "TD {place}", 60),
	("Športno društvo {place}", "ŠD {place}", 90),
	("Športno društvo {motif} {place}", "ŠD {motif} {place}", 60),
	("Planinsko društvo {place}", "PD {place}", 30),
	("Lovska družina {place}", "LD {place}", 40),
	("Ribiška družina {municipality}", "RD {municipality}", 6),
	("Čebelarsko društvo {place}", "ČD {place}", 25),
	("Nogometni klub {place}", "NK {place}", 30),
	("Odbojkarski klub {place}", "OK {place}", 15),
	("Društvo prijateljev mladine {place}", "DPM {place}", 20),
	("Društvo podeželskih žena {place}", "DPŽ {place}", 20),
	("Medobčinsko društvo invalidov {municipality}", "MDI {municipality}", 5),
	("Območno združenje Rdečega križa {municipality}", "OZRK {municipality}", 4),
	("Krajevna organizacija Rdečega križa {place}", "KORK {place}", 40),
	("Strelsko društvo {motif} {municipality}", "SD {motif} {municipality}", 15),
	("Društvo {motif} {place}", "{motif} {place}", 70),
	("Društvo za {purpose} {motif}", "{motif}", 90),
	("Zavod {motif} za {purpose}", "Zavod {motif}", 60),
	("Pevsko društvo {poet} {place}", "PD {poet} {place}", 20),
	("Konjeniški klub {motif} {place}", "KK {motif} {place}", 20),
	("Združenje borcev za vrednote NOB {municipality}", "ZB za vrednote NOB {municipality}", 5),
	("Vinogradniško društvo {place}", "{place} vinogradniško društvo", 15),
)


@dataclass(frozen=True)
class NGO:
	"""An NGO of the register or a new entry.

	Attributes:
	        number: by which the register knows it.
	        name: as registered.
	        municipality: of its seat.
	        short: its short form.
	        parts: what its name is made of.
	"""

	number: int
	name: str
	municipality: str
	short: str
	parts: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Entry:
	"""What somebody enters anew: a name, a place, and the number of the NGO that it is; None for one that is new."""

	name: str
	municipality: str
	kind: str
	same_as: int | None = None


def read_municipalities() -> dict[str, int]:
	"""Return the municipalities with their population."""
	with MUNICIPALITIES.open(encoding="utf-8") as file:
		return {row["municipality"]: int(row["population"]) for row in csv.DictReader(file)}


def make_register(size: int = 28_000) -> list[NGO]:
	"""Return NGOs in the municipalities by their population, no two of one name in one municipality."""
	chance = random.Random(SEED)
	population = read_municipalities()
	places = {municipality: make_places(municipality, people) for municipality, people in population.items()}
	register: list[NGO] = []
	known: set[tuple[str, str]] = set()
	while len(register) < size:
		(municipality,) = chance.choices(list(population), list(population.values()))
		ngo = make_ngo(len(register), municipality, places[municipality], chance)
		if (ngo.name, municipality) not in known:
			known.add((ngo.name, municipality))
			register.append(ngo)
	return register


def make_places(municipality: str, people: int) -> list[str]:
	"""Return the settlements of a municipality: more where more people live, some in two halves."""
	chance = random.Random(f"{SEED} {municipality}")
	places = [municipality]
	while len(places) < min(8 + people // 900, 140):
		root = chance.choice(ROOTS) if chance.random() < 0.3 else make_root(chance)
		qualified = f"{chance.choice(QUALIFIERS)} {root}"
		additions = [f"{root} ob {municipality[:4]}ici", f"{root} pri {municipality}"]
		places.append(chance.choices([root, qualified, *additions], [60, 30, 5, 5])[0])
	return sorted(set(places))


def make_root(chance: random.Random) -> str:
	"""Return a settlement's name made as Slovene ones are: Podlipovec, Javorje, Zaborje."""
	return f"{chance.choice(BEGINNINGS)}{chance.choice(STEMS)}{chance.choice(ENDINGS)}".capitalize()


def make_ngo(number: int, municipality: str, places: list[str], chance: random.Random) -> NGO:
	(pattern,) = chance.choices(PATTERNS, [share for _long, _short, share in PATTERNS])
	parts = {
		"place": chance.choice(places),
		"municipality": municipality,
		"poet": chance.choice(POETS),
		"motif": chance.choice(MOTIFS),
		"purpose": chance.choice(PURPOSES),
	}
	long, short, _share = pattern
	return NGO(
		number,
		long.format(**parts),
		municipality,
		short.format(**parts),
		tuple({**parts, "pattern": long}.items()),
	)


def make_entries(register: list[NGO], size: int = 2_000) -> list[Entry]:
	"""Return as many entries of NGOs that are there already, written in another way, as of new ones."""
	chance = random.Random(SEED + 1)
	known = {(ngo.name, ngo.municipality) for ngo in register}
	entries = [vary(ngo, chance) for ngo in chance.sample(register, size)]
	new = make_new(register, known, chance)
	return [*entries, *(next(new) for _number in range(size))]


def vary(ngo: NGO, chance: random.Random) -> Entry:
	"""Return an NGO as somebody else would write it."""
	kind = chance.choice(list(VARIANTS))
	name = VARIANTS[kind](ngo, chance)
	if name == ngo.name and kind != "as it is":
		kind, name = "without accents", strip_accents(ngo, chance)
	return Entry(name, ngo.municipality, kind, ngo.number)


def make_new(register: list[NGO], known: set[tuple[str, str]], chance: random.Random) -> Iterator[Entry]:
	"""Yield NGOs that the register doesn't have, like one that it has: the next village, another kind, another hero."""
	population = read_municipalities()
	places = {municipality: make_places(municipality, people) for municipality, people in population.items()}
	emblems = {get_emblem(dict(ngo.parts)) for ngo in register if "{purpose}" in dict(ngo.parts)["pattern"]}
	while True:
		like = chance.choice(register)
		parts = dict(like.parts)
		changes = {
			"the next village": {"place": chance.choice(places[like.municipality])},
			"another kind": {"pattern": chance.choice(PATTERNS)[0]},
			"another hero": {"poet": chance.choice(POETS), "motif": chance.choice(MOTIFS)},
			"something else": {
				**dict(make_ngo(0, like.municipality, places[like.municipality], chance).parts)
			},
		}
		kind = chance.choice(list(changes))
		parts.update(changes[kind])
		name = parts["pattern"].format(**parts)
		if not is_unclear(parts, emblems) and (name, like.municipality) not in known:
			yield Entry(name, like.municipality, kind)


def is_unclear(parts: dict[str, str], register: set[tuple[str, ...]]) -> bool:
	"""Tell whether one of another legal form has the same emblem and purpose: nobody could label that."""
	return "{purpose}" in parts["pattern"] and get_emblem(parts) in register


def get_emblem(parts: dict[str, str]) -> tuple[str, ...]:
	return parts["municipality"], parts["motif"], parts["purpose"]


def strip_accents(ngo: NGO, chance: random.Random) -> str:
	return ngo.name.translate(str.maketrans("čšžČŠŽ", "cszCSZ"))


def mistype(ngo: NGO, chance: random.Random) -> str:
	"""Swap, lose, double or change one letter of a long word."""
	words = ngo.name.split()
	long = [number for number, word in enumerate(words) if len(word) >= 5]
	number = chance.choice(long)
	word = words[number]
	at = chance.randrange(1, len(word) - 1)
	slips = (
		word[:at] + word[at + 1] + word[at] + word[at + 2 :],
		word[:at] + word[at + 1 :],
		word[:at] + word[at] + word[at:],
		word[:at] + chance.choice("aeionrst") + word[at + 1 :],
	)
	words[number] = chance.choice(slips)
	return " ".join(words)


def reorder(ngo: NGO, chance: random.Random) -> str:
	words = ngo.name.split()
	return " ".join([words[-1], *words[:-1]])


def get_former_name(ngo: NGO) -> str | None:
	"""Every third NGO was called otherwise before."""
	parts = dict(ngo.parts)
	return f"Društvo {parts['motif']} {parts['poet'].split()[-1]}" if ngo.number % 3 == 0 else None


VARIANTS = {
	"former name": lambda ngo, chance: get_former_name(ngo) or ngo.name,
	"as it is": lambda ngo, chance: ngo.name,
	"short form": lambda ngo, chance: ngo.short,
	"capitals": lambda ngo, chance: ngo.name.upper(),
	"without accents": strip_accents,
	"typing error": mistype,
	"word order": reorder,
	"quotes and dots": lambda ngo, chance: ngo.name.replace(" ", " \u201e", 1) + "\u201c, so. p.",
	"place added": lambda ngo, chance: f"{ngo.name}, {ngo.municipality}",
	"without legal form": lambda ngo, chance: ngo.name.replace("Društvo ", "").replace("društvo ", ""),
	"legal form before": lambda ngo, chance: f"Društvo {ngo.name}",
	"soft hyphen": lambda ngo, chance: ngo.name[:5] + "\u00ad" + ngo.name[5:],
}
