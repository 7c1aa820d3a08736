# SPDX-License-Identifier: GPL-3.0-only
"""Days, times and places in words, in the language of the reader: the same ones in mails, pages and prints."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, date_diff, format_time, formatdate, get_datetime, getdate

# the languages in which every mail and every public page is complete, each under its own name
LANGUAGES = {"sl": "Slovenščina", "en": "English"}
MOST_DAYS_OF_A_SHEET = 4
# language -> how it writes a day with its weekday; the others as the world knows it of them
DAY_FORMATS = {"sl": "EEEE, d. MMMM y"}


def describe_time(event) -> str:
	"""Return the day and the hours of a workshop or meeting, or its first and last moment when it takes several days."""
	starts_on, ends_on = get_datetime(event.starts_on), get_datetime(event.ends_on)
	if starts_on.date() == ends_on.date():
		return f"{describe_day(starts_on)}, {clock(starts_on)}–{clock(ends_on)}"
	return f"{describe_day(starts_on)}, {clock(starts_on)} – {describe_day(ends_on)}, {clock(ends_on)}"


def describe_day(moment) -> str:
	"""Return a day with its weekday, in the reader's language."""
	return formatdate(moment, DAY_FORMATS.get(frappe.local.lang, "full"))


def clock(moment) -> str:
	return format_time(moment.time(), "HH:mm")


def describe_place(event) -> str:
	"""Return where a workshop or meeting is; the link to an online workshop is not part of it."""
	if event.delivery == "Online":
		return _("Online")
	place = ", ".join(part for part in (event.venue, event.municipality) if part)
	return _("{0} (or online)").format(place) if event.delivery == "Hybrid" else place


def list_days(event) -> list[date]:
	"""Return the days of an event or meeting, for its sign-in sheet; no sheet has room for more than some."""
	first, last = getdate(event.starts_on), getdate(event.ends_on)
	return [add_days(first, count) for count in range(date_diff(last, first) + 1)][:MOST_DAYS_OF_A_SHEET]


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
	"""Write something in the language of its reader, if the hub speaks it, else in that of the site."""
	before = frappe.local.lang
	site_language = frappe.get_system_settings("language") or "en"
	frappe.local.lang = language if language in LANGUAGES else site_language
	try:
		yield
	finally:
		frappe.local.lang = before
