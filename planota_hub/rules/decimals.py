# SPDX-License-Identifier: GPL-3.0-only
"""Numbers that come as text, as people of the site or of a language write them."""

import re

import frappe
from frappe.utils.data import get_number_format_info

GROUPS = re.compile(r"[+-]?\d{1,3}([.,'])\d{3}(\1\d{3})*")
SPACES = re.compile(r"[\s\u00a0\u202f]")
# about 20, 20 people, € 1,250: one number, and words around it
IN_WORDS = re.compile(r"(?:[^\d+-]*[^\w+-])?(?P<number>[+-]?\d[\d.,'\s\u00a0\u202f]*)\D*")
# language -> the marks before the decimals and between the thousands
MARKS_OF_LANGUAGE = {"en": (".", ","), "sl": (",", ".")}


def read_decimal(text: str, marks: tuple[str, str] | None = None) -> float:
	"""Return the number that a text stands for.

	The given separators decide, without them those of the site; a point or a comma that can't part thousands is one of decimals, so that
	`12,5` and `12.5` are the same wherever they are written.

	Raises:
	        ValueError: when it is no number.
	"""
	text = SPACES.sub("", text)
	used = [mark for mark in ".," if mark in text]
	if len(used) == 2:
		decimal = max(used, key=text.rindex)
	elif used and text.count(used[0]) == 1:
		mark = used[0]
		is_group = (
			mark == (marks or get_marks())[1] and GROUPS.fullmatch(text) and not re.match(r"[+-]?0", text)
		)
		decimal = None if is_group else mark
	else:
		decimal = None
	whole, _mark, part = text.rpartition(decimal) if decimal else (text, "", "0")
	if not re.fullmatch(r"[+-]?\d*", whole) and not GROUPS.fullmatch(whole):
		raise ValueError(text)
	digits = re.sub(r"[.,']", "", whole)
	if not re.search(r"\d", digits + (part if decimal else "")) or not part.isdecimal():
		raise ValueError(text)
	return float(f"{digits if re.search(r'[0-9]', digits) else digits + '0'}.{part}")


def read_typed_number(text: str, is_whole: bool, marks: tuple[str, str]) -> float | int:
	"""Return the one number that somebody typed, maybe with words around it: "about 20", "24.500,75 €".

	Args:
	        is_whole: where things are counted, so that every mark between groups of three parts thousands.
	        marks: those before the decimals and between the thousands that people expect.

	Raises:
	        ValueError: when there is none, or more than one.
	"""
	found = IN_WORDS.fullmatch(text.strip())
	if not found:
		raise ValueError(text)
	number = SPACES.sub("", found["number"]).rstrip(".,'")
	if not is_whole:
		return read_decimal(number, marks)
	if GROUPS.fullmatch(number):
		number = re.sub(r"[.,']", "", number)
	value = read_decimal(number, marks)
	if not value.is_integer():
		raise ValueError(text)
	return int(value)


def write_decimal(value: float, decimal_mark: str | None = None) -> str:
	"""Return a number as text that `read_decimal` reads again, with the mark of the site unless another is given."""
	return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", decimal_mark or get_marks()[0])


def get_marks() -> tuple[str, str]:
	"""Return the marks before the decimals and between the thousands on this site."""
	decimal, group, _precision = get_number_format_info(frappe.db.get_default("number_format") or "#,###.##")
	return decimal or ".", group


def get_marks_of_reader() -> tuple[str, str]:
	"""Return the marks before the decimals and between the thousands in the language of the visitor."""
	return MARKS_OF_LANGUAGE.get(frappe.local.lang, MARKS_OF_LANGUAGE["en"])
