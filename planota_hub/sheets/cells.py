# SPDX-License-Identifier: GPL-3.0-only
"""What a cell says in a field: the value that is stored, nothing, or a refusal. Never another value."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.rules.names import fold_name
from planota_hub.rules.spreadsheets import without_mark
from planota_hub.rules.text import shown
from planota_hub.sheets.columns import Target
from planota_hub.sheets.days import find_day_first, read_day, read_moment, read_time
from planota_hub.sheets.numbers import read_number
from planota_hub.sheets.records import PARTS, Records, read_option
from planota_hub.sheets.table import Misread

Reader = Callable[[Any], Any]

NUMBERS = ("Int", "Float", "Currency", "Percent")
TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "Code", "Markdown Editor", "HTML Editor")
# kinds of text in which nobody writes words
MEASURED = ("Phone", "Email", "URL")
YES = frozenset("da d yes y true t x ja resnica res 1 ✓ ✔ ☑ v".split())
NO = frozenset("ne n no false f neresnica napak 0 ☐ ✗ ✘".split())
# what stands where there is nothing
STROKES = frozenset({"-", "–", "—", "--", "/", "//", ".", "…", "?"})
NOTHING = frozenset(
	fold_name(text)
	for text in ("nima", "ni", "ni podatka", "ni podatkov", "brez", "n/a", "neznano", "unknown", "none")
)
# what a spreadsheet shows for a formula that failed, or for a column that is too narrow
FAILED = re.compile(r"#+|#[A-ZČŠŽ]+(/[A-Z0-9])?[!?]?|#[A-Z]+/0!")
SHORTENED = re.compile(r"\d([.,]\d+)?E[+-]?\d+", re.IGNORECASE)
# letters of a text in UTF-8 that somebody opened as windows-1250 or windows-1252
GARBLED = re.compile("ÄŤ|ÄŚ|Ĺˇ|Ĺ |Ĺľ|Ĺ˝|Ä‡|Ä‘|Ä�|Å¡|Å¾|Å½|Ä\u008d|\ufffd")
SLOVENE_NUMBER_WITHOUT_ZERO = re.compile(r"[1-7]\d{7}")


def make_reader(
	target: Target, values: Iterable[Any], marks: tuple[str, str] | None, records: Records
) -> Reader:
	"""Return the function that reads the cells of a column.

	Args:
	        target: what they fill.
	        values: all of them; of days with strokes they tell what comes first.
	        marks: of the numbers in the file (`numbers.find_marks`).
	"""
	df = target.df
	if not target.is_list:
		read = get_reader(df, values, marks, records)
	elif df.fieldtype == "Link":
		read = partial(records.find_all, df.options)
	else:
		read = read_list
	return partial(read_cell, df=df, read=read)


def get_reader(df, values: Iterable[Any], marks: tuple[str, str] | None, records: Records) -> Reader:
	if df.fieldtype in NUMBERS:
		return lambda value: read_number(value, df.fieldtype, marks)
	if df.fieldtype == "Check":
		return read_check
	if df.fieldtype in ("Date", "Datetime"):
		read = read_day if df.fieldtype == "Date" else read_moment
		return partial(read, day_first=find_day_first(values))
	if df.fieldtype == "Time":
		return read_time
	if df.fieldtype == "Select" and df.options:
		return partial(read_option, df)
	if df.fieldtype == "Link":
		return partial(records.find, df.options)
	return partial(read_text, df)


def read_cell(value: Any, df, read: Reader) -> Any:
	"""Return the value of a cell, None when it says nothing.

	Raises:
	        Misread: with the reason.
	"""
	if isinstance(value, Misread):
		raise value
	if isinstance(value, str):
		refuse_damage(value)
	return None if says_nothing(value, df) else read(value)


def says_nothing(value: Any, df) -> bool:
	"""Tell whether a cell is empty or says so; words say so only where no words are expected."""
	if value is None or value == "" or (isinstance(value, str) and value.strip() in STROKES):
		return True
	is_words = df.fieldtype in TEXTS and df.options not in MEASURED
	return (
		isinstance(value, str) and not is_words and df.fieldtype != "Select" and fold_name(value) in NOTHING
	)


def refuse_damage(text: str) -> None:
	"""Refuse what a spreadsheet wrote in place of a value, and letters that were opened in a wrong encoding."""
	if FAILED.fullmatch(text.strip()):
		raise Misread(_("{0} is what a spreadsheet shows in place of a value.").format(shown(text)))
	if GARBLED.search(text):
		raise Misread(
			_(
				"{0}: the letters were spoilt when the file was opened or saved. Take the original file."
			).format(shown(text))
		)


def read_check(value: Any) -> int:
	"""Return 1 for yes and 0 for no."""
	if isinstance(value, bool | int | float) and value in (0, 1):
		return int(value)
	word = cstr(value).strip().casefold()
	if word in YES or word in NO:
		return int(word in YES)
	raise Misread(_("{0} is neither yes nor no. Write „da“ or „ne“.").format(shown(value)))


def read_text(df, value: Any) -> str:
	"""Return a text; a number is written with its digits, and what a spreadsheet made of a text is refused."""
	if isinstance(value, datetime | date | time):
		raise Misread(
			_("A spreadsheet has made a day of this text. Format the column as text and write it again.")
		)
	if isinstance(value, bool):
		raise Misread(_("{0} is not a text.").format(_("Yes") if value else _("No")))
	if isinstance(value, float):
		return cstr(int(value)) if value.is_integer() else cstr(value).replace(".", ",")
	text = cstr(value)
	if SHORTENED.fullmatch(text.strip()):
		raise Misread(
			_(
				"{0}: a spreadsheet has shortened a long number. Format the column as text and write it again."
			).format(shown(text))
		)
	text = without_mark(text)
	return with_leading_zero(text) if df.options == "Phone" else text


def read_list(value: Any) -> list[str]:
	"""Return the texts in a cell, parted by `;` or new lines. A comma may be a part of one: it is refused."""
	text = cstr(value)
	if "," in text:
		raise Misread(_("{0}: part several by ; or write each in a row of its own.").format(shown(text)))
	return [part.strip() for part in PARTS.split(text) if part.strip()]


def with_leading_zero(number: str) -> str:
	"""Return a phone number with the zero that spreadsheets in Slovenia drop, because they take it for a number."""
	in_slovenia = frappe.db.get_default("country") in (None, "Slovenia")
	return f"0{number}" if in_slovenia and SLOVENE_NUMBER_WITHOUT_ZERO.fullmatch(number) else number
