# SPDX-License-Identifier: GPL-3.0-only
"""Names compared as people read them: capitals, accents, hyphens and the order of first and last name apart."""

import re
import unicodedata

from frappe.utils import cstr

from planota_hub.rules.text import clean_text

MOST_INITIALS = 4
WORD = re.compile(r"[^\W_]+")
# letters that are not made of a plain one and a mark, as people write them without it
PLAIN_LETTERS = str.maketrans(
	{"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# what stands before and after a name and is no part of it, written without its dot; „ml.“ and „st.“ tell father and son apart
DEGREES = frozenset("dr mag prof doc phd msc mba".split())
TELLING = frozenset("ml st jr sr".split())


def fold_name(name: str | None) -> str:
	"""Return a name as it is compared: in small letters without accents, its words parted by one blank.

	Letters of every script count; „Straße“ and „Strasse“, „Čebelica“ and „cebelica“ are the same.
	"""
	text = unicodedata.normalize("NFKD", clean_text(cstr(name)).casefold().translate(PLAIN_LETTERS))
	text = "".join(character for character in text if not unicodedata.combining(character))
	return " ".join(WORD.findall(unicodedata.normalize("NFKC", text)))


def fold_person_name(name: str | None) -> str:
	"""Return the name of a person as it is compared: „Novak Ana“ and „dr. Ana Novák, univ. dipl. soc.“ are „ana novak“."""
	named = [word for part in cstr(name).split() if not is_degree(part) for word in fold_name(part).split()]
	return " ".join(sorted(named if len(named) > 1 else fold_name(name).split()))


def is_degree(part: str) -> bool:
	"""Tell whether a part of a name is an academic degree: one of the usual ones, or shortened by a dot."""
	word = fold_name(part)
	is_shortened = part.strip(",").endswith(".") and len(word) > 1
	return word in DEGREES or (is_shortened and word not in TELLING)


def split_name(full_name: str | None) -> tuple[str, str | None]:
	"""Return the first name and the rest of a person's name; None where there is no rest."""
	first_name, _space, last_name = cstr(full_name).strip().partition(" ")
	return first_name, last_name.strip() or None


def get_initials(name: str | None) -> str:
	"""Return the first letters of a name, by which its owner knows it and which carry no text of strangers."""
	return " ".join(
		f"{word[0].upper()}." for word in WORD.findall(cstr(name))[:MOST_INITIALS] if word[0].isalpha()
	)
