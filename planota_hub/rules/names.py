# SPDX-License-Identifier: GPL-3.0-only
"""Names compared as people read them: capitals, accents, hyphens and the order of first and last name apart."""

import re
import unicodedata

from frappe.utils import cstr

MOST_INITIALS = 4
WORD = re.compile(r"[^\W_]+")
# letters that no decomposition makes plain, and Cyrillic as Slovene libraries write it in Latin
PLAIN_LETTERS = str.maketrans(
	{
		**{"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"},
		**dict(
			zip("абвгдежзийклмнопрстуфхцчшыэђѓѕјќћєі", "abvgdezzijklmnoprstufhccsyedgzjkcei", strict=True)
		),
		**{"љ": "lj", "њ": "nj", "џ": "dz", "щ": "sc", "ю": "ju", "я": "ja", "ь": "", "ъ": "", "ї": "i"},
	}
)
# accents of Latin, Greek and Cyrillic; points and vowel signs of Hebrew and Arabic. Signs of other scripts are letters
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
# what stands before and after a name and is no part of it, written without its dot; „ml.“ and „st.“ tell father and son apart
DEGREES = frozenset("dr mag prof doc phd msc mba".split())
TELLING = frozenset("ml st jr sr".split())


def fold_name(name: str | None) -> str:
	"""Return a name as it is compared: in small letters without accents, its words parted by one blank.

	Letters of every script count, Cyrillic ones as Latin; „Straße“ and „Strasse“, „Čebelica“ and „cebelica“ are the same.
	"""
	text = cstr(name)
	if not UNUSUAL.search(text):
		return " ".join(text.translate(USUAL).split())
	return " ".join(fold_text(text).split())


def fold_text(text: str) -> str:
	"""Return a text in plain small letters, with a blank for whatever is no letter."""
	plain = unicodedata.normalize("NFKC", text).casefold()
	plain = "".join(character for character in plain if unicodedata.category(character) != "Cf")
	plain = unicodedata.normalize("NFD", plain.translate(PLAIN_LETTERS)).translate(PLAIN_LETTERS)
	plain = unicodedata.normalize("NFC", ACCENTS.sub("", plain))
	return "".join(character if unicodedata.category(character)[0] in "LMN" else " " for character in plain)


# the letters of the Latin alphabets and the signs of print, which stand for themselves whatever is beside them: nearly
# every text has no others, and is folded by looking them up
USUAL = {code: fold_text(chr(code)) for code in (*range(0x250), *range(0x2000, 0x2070))}
UNUSUAL = re.compile("[^\u0000-\u024f\u2000-\u206f]")


def fold_person_name(name: str | None) -> str:
	"""Return the name of a person as it is compared: „Novak Ana“ and „dr. Ana Novák, univ. dipl. soc.“ are „ana novak“."""
	named = [word for part in cstr(name).split() if not is_degree(part) for word in fold_name(part).split()]
	return " ".join(sorted(named if len(named) > 1 else fold_name(name).split()))


def is_same_name(one: str | None, other: str | None) -> bool:
	"""Tell whether two names can be one person's, where something else says so too, such as a mailbox.

	Written differently, with a degree, or one as a part of the other: a first name alone, a second surname.
	"""
	words, others = set(fold_person_name(one).split()), set(fold_person_name(other).split())
	return bool(words and others) and (words <= others or others <= words)


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
