# SPDX-License-Identifier: GPL-3.0-only
"""Days and times of a table, as Slovenes and their programs write them.

A day with strokes is the third of January or the first of March, as the other days of its column tell; when they don't,
it is refused. So is a year of two digits that can lie in either century.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from frappe import _
from frappe.utils import nowdate

from planota_hub.rules.names import fold_name
from planota_hub.rules.text import shown
from planota_hub.sheets.table import Misread

MONTHS = (
	("januar", "januarja", "jan", "january"),
	("februar", "februarja", "feb", "february"),
	("marec", "marca", "mar", "march"),
	("april", "aprila", "apr"),
	("maj", "maja", "may"),
	("junij", "junija", "jun", "june"),
	("julij", "julija", "jul", "july"),
	("avgust", "avgusta", "avg", "aug", "august"),
	("september", "septembra", "sep", "sept"),
	("oktober", "oktobra", "okt", "oct", "october"),
	("november", "novembra", "nov"),
	("december", "decembra", "dec"),
)
MONTH_OF_WORD = {word: number for number, words in enumerate(MONTHS, 1) for word in words}
# what of the time follows the day
CLOCK = (
	r"(?:[T ,]\s*(?:ob )?(?P<hour>\d{1,2})"
	r"(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?: ?h)?| ?h| uri?))?"
)
ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){CLOCK}", re.IGNORECASE)
POINTS = re.compile(
	rf"(?P<day>\d{{1,2}})\.\s*(?P<month>\d{{1,2}})\.\s*(?P<year>\d{{4}}|\d{{2}})\.?(?: ?l(?:eta)?\.?)?{CLOCK}",
	re.IGNORECASE,
)
STROKES = re.compile(
	rf"(?P<first>\d{{1,2}})/(?P<second_part>\d{{1,2}})/(?P<year>\d{{4}}|\d{{2}}){CLOCK}", re.IGNORECASE
)
WORDS = re.compile(
	rf"(?P<day>\d{{1,2}})[.\s-]+(?P<word>[^\W\d_]+)[.\s-]+(?P<year>\d{{4}}|\d{{2}})\.?{CLOCK}", re.IGNORECASE
)
TIME = re.compile(
	r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?: ?h)?| ?h| uri?)"
)
FIRST_YEAR, LAST_YEAR = 1500, 2200
# a year of two digits lies at most so far ahead, else in the century before, unless it is nearer than that to now
YEARS_AHEAD, FIRST_OF_LAST_CENTURY = 10, 50


def find_day_first(texts: Iterable[Any]) -> bool | None:
	"""Tell whether the days with strokes in a column begin with the day; None when they don't tell."""
	told = set()
	for text in texts:
		found = STROKES.fullmatch(text.strip()) if isinstance(text, str) else None
		if found and max(int(found["first"]), int(found["second_part"])) > 12:
			told.add(int(found["first"]) > 12)
	return told.pop() if len(told) == 1 else None


def read_day(value: Any, day_first: bool | None) -> date:
	"""Return the day in a cell.

	Args:
	        day_first: what `find_day_first` found.

	Raises:
	        Misread: when it is none, or can be two.
	"""
	return read_moment(value, day_first).date()


def read_moment(value: Any, day_first: bool | None) -> datetime:
	"""Return the day and the time in a cell; see `read_day`."""
	if isinstance(value, datetime):
		return checked(value.replace(tzinfo=None), value)
	if isinstance(value, date):
		return checked(datetime(value.year, value.month, value.day), value)
	if not isinstance(value, str):
		refuse_day(value)
	text = " ".join(value.split())
	for form in (ISO, POINTS, STROKES, WORDS):
		if found := form.fullmatch(text):
			parts = found.groupdict()
			day, month = get_day_and_month(parts, day_first, value)
			return make_moment(get_year(parts["year"], value), month, day, parts, value)
	refuse_day(value)


def get_day_and_month(parts: dict, day_first: bool | None, value: str) -> tuple[int, int]:
	if parts.get("word"):
		if fold_name(parts["word"]) not in MONTH_OF_WORD:
			refuse_day(value)
		return int(parts["day"]), MONTH_OF_WORD[fold_name(parts["word"])]
	if not parts.get("first"):
		return int(parts["day"]), int(parts["month"])
	first, second = int(parts["first"]), int(parts["second_part"])
	if day_first is None and first != second:
		raise Misread(
			_("{0} can be two days. Write the day with points, for example 24. 11. 2026.").format(
				shown(value)
			)
		)
	return (first, second) if day_first else (second, first)


def get_year(year: str, value: str) -> int:
	if len(year) == 4:
		return int(year)
	this_year = int(nowdate()[:4])
	two_digits = int(year)
	if 2000 + two_digits <= this_year + YEARS_AHEAD:
		return 2000 + two_digits
	if two_digits < FIRST_OF_LAST_CENTURY:
		raise Misread(_("{0}: write the year with four digits.").format(shown(value)))
	return 1900 + two_digits


def make_moment(year: int, month: int, day: int, parts: dict, value: str) -> datetime:
	try:
		return checked(datetime.combine(date(year, month, day), make_clock(parts)), value)
	except ValueError:
		refuse_day(value)


def make_clock(parts: dict | re.Match) -> time:
	"""Return the time that the parts of a text tell, midnight when they tell none."""
	hour, minute, second = (int(parts[part] or 0) for part in ("hour", "minute", "second"))
	return time(hour, minute, second)


def checked(moment: datetime, value: Any) -> datetime:
	if not FIRST_YEAR <= moment.year <= LAST_YEAR:
		refuse_day(value)
	return moment


def read_time(value: Any) -> str:
	"""Return the time of day in a cell as hour:minute:second.

	Raises:
	        Misread: when it is none.
	"""
	if isinstance(value, datetime):
		value = value.time()
	if isinstance(value, time):
		return value.strftime("%H:%M:%S")
	found = TIME.fullmatch(value.strip()) if isinstance(value, str) else None
	try:
		return make_clock(found).strftime("%H:%M:%S")
	except (TypeError, ValueError):
		raise Misread(_("{0} is not a time. Write it for example as 17:30.").format(shown(value))) from None


def refuse_day(value: Any) -> None:
	raise Misread(
		_("{0} is not a day. Please write it as day, month and year, for example 24. 11. 2026.").format(
			shown(value)
		)
	)
