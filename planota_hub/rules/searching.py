# SPDX-License-Identifier: GPL-3.0-only
"""How a query is understood: words in any order, whatever their capitals and carons, or a phone number in any spelling."""

import re

from frappe.utils import cstr
from pypika.terms import CustomFunction

from planota_hub.rules.names import fold_name

MOST_WORDS = 8
FEWEST_DIGITS = 5
# that so many digits at its end are the same means the same number, whether the code of the country was written or not
TELLING_DIGITS = 8
# what people write between the digits of a phone number
PHONE = re.compile(r"\+?[\d\s()/.\-]+")
# where a part stands in a text, from 1; 0 for nowhere: for what is folded already, unlike LIKE, which folds it once more
POSITION = CustomFunction("INSTR", ["text", "part"])


def split_query(query: str | None) -> list[str]:
	"""Return the folded words of a query, all of which have to occur."""
	return fold_name(query).split()[:MOST_WORDS]


def has_words(words: list[str], *texts: str | None) -> bool:
	"""Tell whether every folded word occurs in one of the texts, in any order, as a whole or in part."""
	text = fold_name(" ".join(filter(None, texts)))
	return all(word in text for word in words)


def get_digits(number: str | None) -> str:
	"""Return the digits of a phone number."""
	return "".join(character for character in cstr(number) if character.isdecimal())


def get_dialled(query: str | None) -> str | None:
	"""Return digits that a number has which is meant by a query; None for a query that is no phone number.

	„031 000 002“, „+386 31 000 002“ and „0038631000002“ all mean numbers with 31000002.
	"""
	digits = get_digits(query)
	if len(digits) < FEWEST_DIGITS or not PHONE.fullmatch(cstr(query).strip()):
		return None
	return digits.lstrip("0")[-TELLING_DIGITS:]
