# SPDX-License-Identifier: GPL-3.0-only
"""Numbers that come as text, as people of the site write them."""

import re

import frappe
from frappe.utils.data import get_number_format_info

GROUPS = re.compile(r"[+-]?\d{1,3}([.,'])\d{3}(\1\d{3})*")
SPACES = re.compile(r"[\s\u00a0\u202f]")


def read_decimal(text: str) -> float:
	"""Return the number that a text stands for.

	The separators of the site decide; a point or a comma that can't part thousands is one of decimals, so that
	`12,5` and `12.5` are the same wherever they are written.

	Raises:
	        ValueError: when it is no number.
	"""
	text = SPACES.sub("", text)
	marks = [mark for mark in ".," if mark in text]
	if len(marks) == 2:
		decimal = max(marks, key=text.rindex)
	elif marks and text.count(marks[0]) == 1:
		mark = marks[0]
		is_group = mark == get_marks()[1] and GROUPS.fullmatch(text) and not re.match(r"[+-]?0", text)
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


def write_decimal(value: float) -> str:
	"""Return a number as text that `read_decimal` reads again."""
	return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", get_marks()[0])


def get_marks() -> tuple[str, str]:
	"""Return the marks before the decimals and between the thousands on this site."""
	decimal, group, _precision = get_number_format_info(frappe.db.get_default("number_format") or "#,###.##")
	return decimal or ".", group
