# SPDX-License-Identifier: GPL-3.0-only
"""What an area of the hub shows the public, said once: home page, search, sitemap, feeds, calendar and newsletter read it.

The hook `hub_public_areas` names functions that return a `PublicArea` in the visitor's language, in the order in which
a home page begins.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe.utils import get_url

from planota_hub.mail.calendar_entries import CalendarEntry
from planota_hub.rules.remembering import keep

SECONDS_KEPT = 5 * 60


@dataclass(frozen=True)
class PublicItem:
	"""One public record, as lists tell of it.

	Attributes:
	        url: path of its page; empty where it has none of its own.
	        text: what matters of it now, in one line: until when, where, whose.
	        summary: what it is about, for the search and feeds.
	        since: when it became public; None where nobody keeps that. Only what has it stands in feeds and newsletters.
	        is_open: whether visitors can do something about it now, so that the home page shows it.
	        image: path of a public picture that stands beside it.
	        places: municipalities that it is about, `fields` of work likewise; nothing is about all of them.
	"""

	title: str
	url: str
	text: str = ""
	summary: str = ""
	since: datetime | date | str | None = None
	is_open: bool = True
	image: str | None = None
	places: Sequence[str] = ()
	fields: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
	"""A list on the page of a record: what belongs to it, each linked where it has a page of its own."""

	heading: str
	items: Sequence[PublicItem]


@dataclass(frozen=True)
class PublicPage:
	"""What the page of one record shows, from the top.

	Attributes:
	        lead: what it is about, in a sentence or two.
	        facts: pairs of label and text; those without a text are left out.
	        texts: pairs of heading and text, likewise.
	        html: text that staff wrote, made safe by whoever gives it.
	        sections: lists of what belongs to it.
	        actions: what a visitor can do, each with words and path.
	        website: address elsewhere.
	        image: path of a public picture, with `image_text` in its place.
	        structured_data: what search engines are told of it, by schema.org.
	"""

	title: str
	lead: str = ""
	facts: Sequence[tuple[str, str | None]] = ()
	texts: Sequence[tuple[str, str | None]] = ()
	html: str = ""
	sections: Sequence[Section] = ()
	actions: Sequence[tuple[str, str]] = ()
	website: str | None = None
	image: str | None = None
	image_text: str = ""
	structured_data: dict | None = None


@dataclass(frozen=True)
class PublicArea:
	"""What one kind of record shows the public.

	Attributes:
	        folder: first part of the address: of the list, and of the page of each record.
	        title: of the list.
	        doctype: of the records.
	        filters: any of these is met by a record that has a page of its own.
	        get_items: returns what the list shows now, the most important first.
	        block: of the home page that shows it, as Hub Settings name it; None for none.
	        heading: over that block; `more` is the way from there to the list.
	        feed: what the feed of its news says of itself; empty for an area without one.
	        get_entries: returns what stands in a calendar; None for an area without days.
	        find: returns how many records match a query, and the first ones, given their number; for areas with
	                too many records to look through one by one.
	        get_page: returns what the page of a record shows, None when it has none; for areas without a template of
	                their own.
	        lead: what the list is about.
	        is_gone: tells whether a record had a page and was taken off the website for good.
	"""

	folder: str
	title: str
	doctype: str
	filters: Sequence[dict]
	get_items: Callable[[], Sequence[PublicItem]]
	block: str | None = None
	heading: str = ""
	more: str = ""
	feed: str = ""
	get_entries: Callable[[], Sequence[CalendarEntry]] | None = None
	find: Callable[[str, int], tuple[int, Sequence[PublicItem]]] | None = None
	get_page: Callable[[str], PublicPage | None] | None = None
	lead: str = ""
	is_gone: Callable[[str], bool] | None = None


def get_areas() -> list[PublicArea]:
	"""Return what all areas show the public, in the visitor's language."""
	return [frappe.get_attr(path)() for path in frappe.get_hooks("hub_public_areas")]


def read_items(area: PublicArea) -> Sequence[PublicItem]:
	"""Return what the list of an area shows now, to whoever asks; kept until a record changes."""
	key = f"hub_public_items|{area.folder}|{frappe.local.lang}"
	return keep(key, lambda: list(area.get_items()), SECONDS_KEPT)


def read_entries(area: PublicArea) -> Sequence[CalendarEntry]:
	"""Return what stands in the calendar of an area; kept like its list."""
	if not area.get_entries:
		return []
	get_entries = area.get_entries
	# they hold whole addresses
	key = f"hub_public_entries|{area.folder}|{frappe.local.lang}|{get_url()}"
	return keep(key, lambda: list(get_entries()), SECONDS_KEPT)


def get_area(folder: str) -> PublicArea | None:
	"""Return the area whose pages lie in a folder of the website."""
	return next((area for area in get_areas() if area.folder == folder), None)


def get_sections(doctype: str, name: str) -> list[Section]:
	"""Return what the areas above show on the page of a record; none that is empty.

	The hook `hub_public_sections` names for a DocType functions that take the name of a record and return a `Section`.
	"""
	functions = frappe.get_hooks("hub_public_sections", {}).get(doctype, [])
	sections = [frappe.get_attr(path)(name) for path in functions]
	return [section for section in sections if section.items]


def is_shown_file(path: str | None) -> bool:
	"""Tell whether a picture lies where visitors may see it: among the public files, or among those of an app."""
	return bool(path) and path.startswith(("/files/", "/assets/"))


def get_addresses(doctype: str, names: Sequence[str]) -> dict[str, str]:
	"""Return the path of the public page of those records of one DocType that have one now."""
	found: dict[str, str] = {}
	for area in get_areas():
		if area.doctype != doctype or not names:
			continue
		for filters in area.filters:
			for name in frappe.get_all(
				doctype,
				filters=[["name", "in", sorted(names)], *as_list(filters)],
				pluck="name",
				order_by="name asc",
			):
				found[name] = f"/{area.folder}/{name}"
	return found


def as_list(filters: dict) -> list[list]:
	"""Return filters as a list, to which another one on the same field can be added."""
	return [
		[fieldname, *(condition if isinstance(condition, list | tuple) else ("=", condition))]
		for fieldname, condition in filters.items()
	]
