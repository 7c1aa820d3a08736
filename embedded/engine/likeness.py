# SPDX-License-Identifier: GPL-3.0-only
"""The operator `LIKE` of SQLite, as MariaDB's general collations compare: Č, č, C and c are one letter.

SQLite itself knows capitals of the English alphabet only, so that who searched for `čebelar` did not find
`Čebelarsko društvo`.
"""

import re
import unicodedata
from functools import lru_cache

# letters that are no letter with a mark, and that people type without it all the same
OTHERS = {"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}


def _without_marks(text: str) -> str:
	split = unicodedata.normalize("NFD", text)
	return unicodedata.normalize("NFC", "".join(part for part in split if not unicodedata.combining(part)))


# the letters of the Latin alphabets, so that most texts need nothing slower
LATIN = {
	code: OTHERS.get(chr(code)) or _without_marks(chr(code))
	for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
}


def like(pattern: object, value: object, escape: str | None = None) -> bool | None:
	"""Tell whether `value LIKE pattern`; None when one of them is NULL.

	Args:
	        pattern: `%` stands for any text, `_` for one character.
	        escape: character after which `%`, `_` and itself stand for themselves.
	"""
	if pattern is None or value is None:
		return None
	return bool(_compile(str(pattern), escape).fullmatch(fold(str(value))))


def fold(text: str) -> str:
	"""Return a text without capitals and without the marks on its letters."""
	if text.isascii():
		return text.lower()
	plain = text.casefold().translate(LATIN)
	return plain if plain.isascii() else _without_marks(plain)


@lru_cache(maxsize=256)
def _compile(pattern: str, escape: str | None) -> re.Pattern[str]:
	parts, taken_as_is = [], False
	for letter in pattern:
		if taken_as_is:
			parts.append(re.escape(fold(letter)))
			taken_as_is = False
		elif escape and letter == escape:
			taken_as_is = True
		elif letter == "%":
			parts.append(".*")
		else:
			parts.append("." if letter == "_" else re.escape(fold(letter)))
	return re.compile("".join(parts), re.DOTALL)
