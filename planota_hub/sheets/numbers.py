# SPDX-License-Identifier: GPL-3.0-only
"""Numbers of a table, whose marks tell each other: `24.500` means one thing beside `1.234,5` and another beside `7.25`.

A number that can mean two things is refused unless the file, or the site where the file says nothing, decides. Nothing
is guessed out of words: "about 20" in a table is no number.
"""

import re
from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.utils import flt

from planota_hub.rules.decimals import get_marks, write_decimal
from planota_hub.rules.text import shown
from planota_hub.sheets.table import Misread

POINT, COMMA = (".", ","), (",", ".")
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
# groups of three parted by blanks or apostrophes, which decide nothing about points and commas
BLANK_GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u2007\u2009\u202f'’](?=\d{3}(?!\d))")
PLAIN = re.compile(r"\d+")
GROUPS = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(\1\d{3})*")
SIGNS = {"EUR": ("€", "EUR", "EVRO", "EVROV", "EURO", "EUROV")}


def find_marks(texts: Iterable[Any], delimiter: str | None) -> tuple[str, str] | None:
	"""Return the marks before the decimals and between the thousands that the numbers of a file keep to.

	Without any number that tells, those of the site; but None, for nothing is known, when the file contradicts itself, or
	when its columns are parted by the mark that the site has before decimals, as programs of other countries do.
	"""
	told = {marks for text in texts if isinstance(text, str) and (marks := get_told(strip_signs(text)))}
	if told:
		return told.pop() if len(told) == 1 else None
	site = get_marks()
	return None if delimiter == site[0] else (site[0], "," if site[0] == "." else ".")


def get_told(number: str) -> tuple[str, str] | None:
	"""Return the marks that a number can only have been written with, None when it tells nothing."""
	used = [mark for mark in ".," if mark in number]
	if not used or not re.fullmatch(r"[+-]?[\d.,]+", number):
		return None
	if len(used) == 2:
		return COMMA if number.rindex(",") > number.rindex(".") else POINT
	mark = used[0]
	as_decimal, as_group = (COMMA, POINT) if mark == "," else (POINT, COMMA)
	if number.count(mark) > 1:
		return as_group if GROUPS.fullmatch(number) else None
	whole, part = re.sub(r"^[+-]", "", number).split(mark)
	can_group = len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
	return None if can_group else as_decimal


def strip_signs(text: str) -> str:
	"""Return a number without blanks, its currency or its sign of a share."""
	text = text.strip().replace("\u2212", "-")
	for sign in (*get_currency_signs(), "%"):
		if text.upper().endswith(sign):
			text = text[: -len(sign)]
		elif text.upper().startswith(sign):
			text = text[len(sign) :]
	return BLANK_GROUPS.sub("", text.strip())


def get_currency_signs() -> tuple[str, ...]:
	currency = frappe.db.get_default("currency") or "EUR"
	return SIGNS.get(currency, (currency,))


def read_number(value: Any, fieldtype: str, marks: tuple[str, str] | None) -> float | int:
	"""Return the number in a cell.

	Args:
	        fieldtype: Int, Float, Currency or Percent.
	        marks: what `find_marks` found.

	Raises:
	        Misread: when it is none, can mean two, or is no whole one where things are counted.
	"""
	if isinstance(value, str):
		refuse_sign(value, fieldtype)
		number = read_marked(strip_signs(value), fieldtype == "Int", marks, value)
	elif isinstance(value, bool) or not isinstance(value, int | float):
		raise Misread(_("{0} is not a number.").format(shown(value)))
	else:
		number = value
	if fieldtype != "Int":
		return flt(number)
	if number != int(number):
		raise Misread(_("{0} is not a whole number.").format(shown(value)))
	return int(number)


def refuse_sign(text: str, fieldtype: str) -> None:
	"""A share is no amount, and no share is an amount."""
	is_share = "%" in text
	if is_share and fieldtype != "Percent":
		raise Misread(_("{0} is a share in percent; a number is expected here.").format(shown(text)))


def read_marked(number: str, is_whole: bool, marks: tuple[str, str] | None, text: str) -> float:
	sign = -1 if number.startswith("-") else 1
	number = re.sub(r"^[+-]", "", number)
	if PLAIN.fullmatch(number):
		return sign * int(number)
	marks = get_told(number) or marks
	if is_whole and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number) and marks != POINT:
		marks = COMMA
	if not re.fullmatch(r"[\d.,]+", number):
		refuse_number(text)
	if not marks:
		raise Misread(
			_("{0} can be {1} or {2}. Write it without a mark between thousands.").format(
				shown(text), *(f"{read_as(number, one, text):g}" for one in (COMMA, POINT))
			)
		)
	return sign * read_as(number, marks, text)


def read_as(number: str, marks: tuple[str, str], text: str) -> float:
	decimal, group = marks
	whole, _mark, part = number.partition(decimal)
	is_grouped = group in whole
	if is_grouped and not re.fullmatch(rf"\d{{1,3}}({re.escape(group)}\d{{3}})+", whole):
		refuse_number(text)
	digits = whole.replace(group, "")
	if not (digits.isdecimal() or part) or (decimal in number and not part.isdecimal()):
		refuse_number(text)
	return float(f"{digits or 0}.{part or 0}")


def refuse_number(text: str) -> None:
	raise Misread(
		_("{0} is not a number. Write it for example as {1}.").format(shown(text), write_decimal(1250.5))
	)
