# SPDX-License-Identifier: GPL-3.0-only
"""The order in which people look for names: č, š and ž behind c, s and z, capitals and foreign accents apart.

For whatever is sorted in Python, in every report, list, print and page. The framework's tables on MariaDB sort by a general
collation in which Č and C are one letter; for queries of which only a page is read there is `name_order.by_name`.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

Row = TypeVar("Row", bound=Any)

# behind every other letter, so that c~ follows cz
BEHIND = {"č": "c~", "ć": "c~~", "đ": "d~", "š": "s~", "ž": "z~"}
OTHERS = {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"}


def _without_marks(letter: str) -> str:
	return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


# the letters of the Latin alphabets
LATIN = {
	code: BEHIND.get(chr(code)) or OTHERS.get(chr(code)) or _without_marks(chr(code))
	for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
}


@lru_cache(maxsize=65_536)
def sort_key(text: str | None) -> str:
	"""Return what a text is sorted by in Slovene; two texts have one key only when they are the same."""
	text = text or ""
	if text.isascii():
		return f"{text.lower()}\0{text}"
	return f"{unicodedata.normalize('NFC', text).casefold().translate(LATIN)}\0{text}"


def sort_rows(rows: Iterable[Row], *fieldnames: str) -> list[Row]:
	"""Return rows by the texts in some of their fields; those that have the same stay in their order."""
	return sorted(rows, key=lambda row: [sort_key(row[fieldname]) for fieldname in fieldnames])
