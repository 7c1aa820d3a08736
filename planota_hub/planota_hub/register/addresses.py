# SPDX-License-Identifier: GPL-3.0-only
"""Addresses as the business register writes them: taken apart, put together, and as an organisation keeps them.

Where a settlement has no streets its name stands in place of the street: „Grgarske Ravne 30, 5251 Grgar“. Where it has
some but the post office is called otherwise, it stands between: „Vipavska cesta 11, Rožna Dolina, 5000 Nova Gorica“.
"""

import re
from typing import NamedTuple

from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.rules.names import fold_name

# the last number of a line, with the letter of the entrance: 9a, 18 b, 7/I, 12-14, or none („b. š.“)
NUMBER = re.compile(
	r"^(?P<name>.*?\D)\s*?\b(?P<number>\d+(?:\s?[A-Za-zČŠŽčšž])?(?:\s?[/–-]\s?\w{1,4})?|b\.?\s?š\.?)$"
)
# a post office: its number, with or without the sign of the country, and its name
POST_OFFICE = re.compile(r"^(?:[A-Z]{1,3}[- ])?(?P<code>\d{4,6})\s+(?P<name>\D.*)$")
# words that only streets have, folded; a dot shortens them
STREET_WORDS = frozenset(
	"ulica ul cesta c ceste pot poti trg naselje nabrezje drevored steza klanec prehod obvoznica sprehajalisce "
	"via viale piazza strasse gasse utca trgovina ulice".split()
)
# „Na klancu“, „Ob železnici“, „Pod lipami“
BEGINNINGS = frozenset("na za ob pod pri v med nad cez".split())
# „Erjavčeva 4“, „Slovenska 12“: one word, of somebody or of some place
ADJECTIVE = re.compile(r"\w+(?:eva|ska|ška)")


class Address(NamedTuple):
	"""An address in its parts; `street` is empty in a settlement without streets, `settlement` is known otherwise.

	Attributes:
	        number: of the house, without spaces: 9a, 7/I.
	"""

	street: str | None = None
	number: str | None = None
	settlement: str | None = None
	postal_code: str | None = None
	post_office: str | None = None


def make_address(
	street=None, number=None, addition=None, settlement=None, postal_code=None, post_office=None
) -> Address:
	"""Return an address of the parts that a register gives; a street called as its settlement is none.

	Args:
	        number: of the house; `addition` is its letter, where it stands apart.
	"""
	given = (street, f"{cstr(number).strip()}{cstr(addition).strip()}", settlement, postal_code, post_office)
	street, number, settlement, postal_code, post_office = (" ".join(cstr(part).split()) for part in given)
	if fold_name(street) == fold_name(settlement):
		street = ""
	return Address(
		street or None,
		tidy_number(number) or None,
		settlement or None,
		postal_code or None,
		post_office or None,
	)


def split_address(text: str | None) -> Address:
	"""Return the parts of an address that is written in one line; what can't be told is left empty."""
	parts = [" ".join(part.split()) for part in re.split(r"[,;\n]", cstr(text)) if part.strip()]
	postal_code = post_office = None
	if parts and (found := POST_OFFICE.match(parts[-1])):
		postal_code, post_office = found["code"], found["name"]
		parts.pop()
	if not parts:
		return Address(None, None, post_office, postal_code, post_office)
	name, number = split_number(parts[0])
	places = parts[1:]
	if not number and not places and not is_street(name):
		return Address(None, None, name, postal_code, post_office)
	if is_street(name) or (len(parts) > 1 and postal_code and fold_name(name) != fold_name(places[-1])):
		settlement = places[-1] if places else post_office
		return Address(name, number, settlement, postal_code, post_office)
	other = places[-1] if places and fold_name(places[-1]) != fold_name(name) else None
	return Address(None, number, name, postal_code, post_office or other)


def split_number(line: str) -> tuple[str, str | None]:
	"""Return the name of a street or settlement and the number of the house behind it."""
	found = NUMBER.match(line)
	if not found:
		return line, None
	return found["name"].strip(), tidy_number(found["number"])


def tidy_number(number: str) -> str:
	"""Return the number of a house without spaces: „18 b“ is 18b."""
	return re.sub(r"\s+", "", number)


def is_street(name: str) -> bool:
	"""Tell by its words whether a name is that of a street."""
	words = fold_name(name).split()
	if not words:
		return False
	is_by_words = bool(STREET_WORDS & set(words)) or words[0] in BEGINNINGS
	return is_by_words or bool(ADJECTIVE.fullmatch(name))


def join_address(address: Address) -> str:
	"""Return an address in one line as the business register writes it; empty when nothing is known."""
	return ", ".join(filter(None, [get_first_lines(address), get_last_line(address)]))


def get_first_lines(address: Address) -> str:
	"""Return street and number, and the settlement where its name stands nowhere else."""
	place = address.street or (address.settlement if address.number or not says_settlement(address) else None)
	first = " ".join(filter(None, [place, address.number if place else None]))
	between = address.settlement if address.street and not says_settlement(address) else None
	return ", ".join(filter(None, [first, between]))


def says_settlement(address: Address) -> bool:
	"""Tell whether the post office is called as the settlement, or nothing else would say it."""
	last = address.post_office or address.settlement
	return fold_name(last) == fold_name(address.settlement)


def get_last_line(address: Address) -> str:
	"""Return the post office with its number; without one the settlement, where it is not said yet."""
	unsaid = address.settlement if address.street or not address.number else None
	return " ".join(filter(None, [address.postal_code, address.post_office or unsaid]))


# As an organisation keeps it


def get_seat(address: Address) -> dict[str, str | None]:
	"""Return the fields of a seat of an NGO or stakeholder; `join_seat` gives the same line again."""
	town = address.post_office or (address.settlement if address.street or not address.number else None)
	return {
		"seat_street": get_first_lines(address) or None,
		"seat_postal_code": address.postal_code,
		"seat_town": town,
	}


def join_seat(doc: Document) -> str:
	"""Return the seat of an NGO or stakeholder in one line; empty when nothing is known."""
	town = " ".join(filter(None, [doc.get("seat_postal_code"), doc.get("seat_town")]))
	return ", ".join(filter(None, [doc.get("seat_street"), town]))


def split_seat(doc: Document) -> None:
	"""Take a whole address apart that stands in the field of the street, as tables often have it in one cell."""
	line = cstr(doc.get("seat_street")).strip()
	if (
		doc.get("seat_postal_code")
		or doc.get("seat_town")
		or not re.search(r"[,;\n]\s*(?:[A-Z]{1,3}-)?\d{4,6}\s+\D", line)
	):
		return
	doc.update(get_seat(split_address(line)))
