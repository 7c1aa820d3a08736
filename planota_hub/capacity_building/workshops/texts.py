"""When and where a workshop is, in words: the same ones in e-mails, on the website and on prints."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from babel.numbers import format_decimal
from frappe import _
from frappe.utils import flt, format_time, formatdate, get_datetime, get_url

from planota_hub.public_forms.website import LANGUAGES


def describe_time(workshop) -> str:
	"""Return the day and the hours of a workshop, or its first and last moment when it takes several days."""
	starts_on, ends_on = get_datetime(workshop.starts_on), get_datetime(workshop.ends_on)
	if starts_on.date() == ends_on.date():
		return f"{describe_day(starts_on)}, {clock(starts_on)}–{clock(ends_on)}"
	return f"{describe_day(starts_on)}, {clock(starts_on)} – {describe_day(ends_on)}, {clock(ends_on)}"


def describe_day(moment) -> str:
	"""Return a day with its weekday, in the reader's language."""
	return formatdate(moment, "EEEE, d. MMMM y")


def clock(moment) -> str:
	return format_time(moment.time(), "HH:mm")


def describe_place(workshop) -> str:
	"""Return where a workshop is; the link to an online workshop is not part of it."""
	if workshop.delivery == "Online":
		return _("Online")
	place = ", ".join(part for part in (workshop.venue, workshop.municipality) if part)
	return _("{0} (or online)").format(place) if workshop.delivery == "Hybrid" else place


def describe_trainer(workshop) -> str:
	"""Return who leads a workshop; empty when that is not known yet."""
	return ", ".join(part for part in (workshop.trainer_name, workshop.trainer_organisation) if part)


def describe_number(value: float | None) -> str:
	"""Return a number as the reader's language writes it, with at most two decimals and no needless ones."""
	return format_decimal(flt(value, 2), locale=(frappe.local.lang or "en").replace("-", "_"))


def workshop_url(name: str) -> str:
	"""Return the public address of a workshop."""
	return get_url(f"/workshops/{name}")


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
